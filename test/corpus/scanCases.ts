import { type Case, plain } from './case.ts';
import { grayJpeg } from './imageBytes.ts';
import { type Body, classic, flate, streamObject } from './pdfBytes.ts';

/** `[pixels wide, pixels high, matrix of the painting]` of one page of A4; the matrix in points. */
type Painting = readonly [width: number, height: number, matrix: string];

const A4 = '595.276 0 0 841.89 0 0';
const page = (
  paintings: readonly Painting[],
  o: { page?: string; box?: string; inForm?: boolean } = {},
): Body[] => {
  const names = paintings.map((_, index) => `/I${index} ${7 + index} 0 R`).join(' ');
  const paint = paintings.map(([, , matrix], index) => `q ${matrix} cm /I${index} Do Q`).join('\n');
  const resources = `/Resources << /XObject << ${names} >> >>`;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [${o.box ?? '0 0 595.276 841.89'}] /Contents 4 0 R ${o.page ?? ''} ${
      o.inForm ? '/Resources << /XObject << /Fm0 5 0 R >> >>' : resources
    } >>`,
    flate('', o.inForm ? 'q 2 0 0 2 0 0 cm /Fm0 Do Q' : paint),
    flate(`/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [0.5 0 0 0.5 0 0] ${resources}`, paint),
    'null',
    ...paintings.map(([width, height]) =>
      streamObject(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace [/ICCBased << /N 3 >>] /Filter /DCTDecode`,
        grayJpeg(width, height),
      ),
    ),
  ];
};
const pdf = (
  title: string,
  body: readonly Body[],
  dpi: number | null,
  codes: readonly string[] = [],
): Case => ({
  ...{ title, ending: 'pdf', bytes: () => classic(body), codes, dpi, pages: 1 },
  ...(dpi === null && { warnings: plain }),
});

/** Where the resolution of a page comes from; A4 is 210 x 297 mm, 2480 x 3508 pixels at 300 dpi. */
export const scanCases: readonly Case[] = [
  pdf('painted through a form that is scaled twice', page([[2480, 3508, A4]], { inForm: true }), 300),
  pdf('turned by 90 degrees', page([[3508, 2480, '0 841.89 -595.276 0 595.276 0']]), 300),
  pdf('upside down', page([[2480, 3508, '-595.276 0 0 -841.89 595.276 841.89']]), 300),
  pdf(
    'on a page whose unit is two points',
    page([[2480, 3508, '297.638 0 0 420.945 0 0']], { page: '/UserUnit 2', box: '0 0 297.638 420.945' }),
    300,
  ),
  pdf('coarse in one direction only', page([[2480, 1754, A4]]), 150, ['dpi-low']),
  pdf(
    'layers: a coarse background and fine words',
    page([
      [827, 1169, A4],
      [2480, 3508, A4],
    ]),
    300,
  ),
  pdf(
    'four strips',
    page([0, 1, 2, 3].map((n) => [2480, 877, `595.276 0 0 210.4725 0 ${n * 210.4725}`] as const)),
    300,
  ),
  pdf(
    'four strips of 150 dpi',
    page([0, 1, 2, 3].map((n) => [1240, 439, `595.276 0 0 210.4725 0 ${n * 210.4725}`] as const)),
    150,
    ['dpi-low'],
  ),
  pdf(
    'two photos with room between them are no scan',
    page([
      [800, 600, '500 0 0 390 40 30'],
      [800, 600, '500 0 0 390 40 430'],
    ]),
    null,
  ),
  pdf('with margins of 15 mm', page([[2126, 3154, '510.236 0 0 756.85 42.52 42.52']]), 300),
  pdf('a letterhead at the top is no scan', page([[600, 100, '595.276 0 0 100 0 741']]), null),
  pdf('shown in part only', page([[2480, 3508, A4]], { page: '/CropBox [100 100 400 600]' }), 300),
];
