import { type Case, plain } from './case.ts';
import { grayJpeg } from './imageBytes.ts';
import { classic, compressed, flate, onePage, scans, streamObject, withStray } from './pdfBytes.ts';

const pdf = (title: string, bytes: Case['bytes'], codes: readonly string[]): Case => ({
  ...{ title, ending: 'pdf', bytes, codes },
});

/** Files that are small and would keep a careless reader busy for hours or fill its memory. */
export const boundCases: readonly Case[] = [
  pdf(
    'half a million strings without an end between the objects',
    () => withStray(classic(onePage()), '1 0 obj (\n'.repeat(500_000)),
    ['work-limit'],
  ),
  pdf(
    'three hundred thousand streams without an end between the objects',
    () => withStray(classic(onePage()), '1 0 obj <<>> stream\n'.repeat(300_000)),
    ['work-limit'],
  ),
  pdf(
    'more values than memory should hold',
    () => classic(onePage({ more: [`[${'/a '.repeat(10_500_000)}]`] })),
    ['work-limit'],
  ),
  pdf(
    'eight thousand objects in one object stream',
    () => compressed(onePage({ more: Array<string>(8_000).fill('<< /A 1 >>') })),
    [],
  ),
  pdf('one image painted without end', () => {
    const [catalog = '', pages = '', page = '', image = ''] = scans([{ dpi: 100 }]);
    return classic([catalog, pages, page, image, flate('', '/Im0 Do '.repeat(60_000))]);
  }, ['work-limit']),
  pdf('forms that call each other', () => {
    const form = (other: number) =>
      streamObject(
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${other} 0 R /I 9 0 R >> >>`,
        '/F Do /F Do',
      );
    const [catalog = '', pages = '', , contents = '', font = ''] = onePage({
      contents: streamObject('', '/F Do'),
    });
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 6 0 R /I 8 0 R >> >> >>';
    const image = streamObject('/Subtype /Image /Width 1 /Height 1', 'x');
    return classic([catalog, pages, page, contents, font, form(7), form(6), image]);
  }, ['work-limit']),
  {
    ...{ title: 'sixteen thousand ends of a ZIP behind it', ending: 'jpg', codes: ['trailing-data'] },
    bytes: () => Buffer.concat([grayJpeg(2480, 3508), Buffer.from('PK\x05\x06'.repeat(16_000), 'latin1')]),
  },
  {
    ...{ title: 'a hundred thousand attributes', ending: 'xml', codes: ['work-limit'] },
    bytes: () => Buffer.from(`<a ${Array.from({ length: 100_000 }, (_, n) => `b${n}=""`).join(' ')}/>`),
  },
].map((each) => (each.codes.length === 0 ? { ...each, warnings: plain, pages: 1 } : each));
