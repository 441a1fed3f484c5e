import { deflateSync } from 'node:zlib';
import { grayJpeg } from './imageBytes.ts';

/** PDFs written by hand, byte for byte, so that no library decides what can stand in one. */
export type Body = string | Buffer;

const bytesOf = (body: Body): Buffer => (typeof body === 'string' ? Buffer.from(body, 'latin1') : body);

export const streamObject = (dict: string, data: Body): Buffer => {
  const content = bytesOf(data);
  return Buffer.concat([
    bytesOf(`<< ${dict} /Length ${content.length} >>\nstream\n`),
    content,
    bytesOf('\nendstream'),
  ]);
};
export const flate = (dict: string, data: Body): Buffer =>
  streamObject(`${dict} /Filter /FlateDecode`, deflateSync(bytesOf(data)));

const HEADER = bytesOf('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
const row = (at: number): string => `${String(at).padStart(10, '0')} 00000 n \n`;

const numbered = (num: number, body: Body): Buffer =>
  Buffer.concat([bytesOf(`${num} 0 obj\n`), bytesOf(body), bytesOf('\nendobj\n')]);

/** Objects 1, 2, 3 … with a cross-reference table; object 1 is the catalog. */
export const classic = (objects: readonly Body[], trailer = ''): Buffer => {
  const parts: Buffer[] = [HEADER];
  let at = HEADER.length;
  const offsets = objects.map((body, index) => {
    const part = numbered(index + 1, body);
    parts.push(part);
    at += part.length;
    return at - part.length;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.map(row).join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, bytesOf(table), bytesOf(end)]);
};

/** The same objects, those without a stream packed into an object stream, with a cross-reference stream. */
export const compressed = (objects: readonly Body[], filter = flate): Buffer => {
  const isPlain = (body: Body): body is string => typeof body === 'string';
  const packed = objects.flatMap((body, index) => (isPlain(body) ? [{ num: index + 1, body }] : []));
  let inside = 0;
  const heads = packed.map(({ num, body }) => {
    inside += body.length + 1;
    return `${num} ${inside - body.length - 1}`;
  });
  const first = `${heads.join(' ')}\n`;
  const content = `${first}${packed.map(({ body }) => body).join('\n')}\n`;
  const holder = objects.length + 1;
  const stream = filter(`/Type /ObjStm /N ${packed.length} /First ${first.length}`, content);
  const parts: Buffer[] = [HEADER];
  let at = HEADER.length;
  const rows: number[][] = [[0, 0, 65535]];
  for (const [index, body] of [...objects, stream].entries()) {
    const nth = packed.findIndex(({ num }) => num === index + 1);
    if (nth >= 0) {
      rows.push([2, holder, nth]);
      continue;
    }
    rows.push([1, at, 0]);
    const part = numbered(index + 1, body);
    parts.push(part);
    at += part.length;
  }
  rows.push([1, at, 0]);
  const data = Buffer.alloc(rows.length * 7);
  for (const [index, [kind = 0, where = 0, third = 0]] of rows.entries()) {
    data.writeUInt8(kind, index * 7);
    data.writeUInt32BE(where, index * 7 + 1);
    data.writeUInt16BE(third, index * 7 + 5);
  }
  const xref = flate(`/Type /XRef /W [1 4 2] /Size ${rows.length} /Root 1 0 R`, data);
  return Buffer.concat([...parts, numbered(holder + 1, xref), bytesOf(`startxref\n${at}\n%%EOF\n`)]);
};

/** A further revision behind the end, as editors and signatures write it. */
export const revised = (before: Buffer, objects: Readonly<Record<number, Body>>, size = 50): Buffer => {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.toString('latin1'))?.[1];
  const parts: Buffer[] = [before];
  let at = before.length;
  let table = 'xref\n';
  for (const [num, body] of Object.entries(objects)) {
    const part = numbered(Number(num), body);
    parts.push(part);
    table += `${num} 1\n${row(at)}`;
    at += part.length;
  }
  const end = `trailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, bytesOf(table), bytesOf(end)]);
};

/** Something between the last object and the table, which still is where it is said to be. */
export const withStray = (before: Buffer, stray: string): Buffer => {
  const text = before.toString('latin1');
  const at = text.indexOf('xref\n0');
  const end = text.slice(at).replace(/startxref\n\d+/, `startxref\n${at + stray.length}`);
  return bytesOf(text.slice(0, at) + stray + end);
};

/** Two cross-reference sections, the first one near the beginning, as a file for the web is laid out. */
export const linearised = (objects: readonly Body[]): Buffer => {
  const size = objects.length + 1;
  const parts = objects.map((body, index) => numbered(index + 1, body));
  const front = (offsets: readonly number[], second: number): Buffer =>
    bytesOf(
      `xref\n0 ${size}\n0000000000 65535 f \n${offsets.map(row).join('')}` +
        `trailer\n<< /Size ${size} /Root 1 0 R /Prev ${String(second).padStart(10, '0')} >>\nstartxref\n0\n%%EOF\n`,
    );
  const start = HEADER.length + front(Array(objects.length).fill(0), 0).length;
  let at = start;
  const offsets = parts.map((part) => {
    at += part.length;
    return at - part.length;
  });
  const back = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size ${size} >>\nstartxref\n${HEADER.length}\n%%EOF\n`;
  return Buffer.concat([HEADER, front(offsets, at), ...parts, bytesOf(back)]);
};

interface Extra {
  readonly catalog?: string;
  readonly page?: string;
  /** From object 6 on. */
  readonly more?: readonly Body[];
  readonly contents?: Body;
}

/** An ordinary page of words; what is odd comes in as extra. */
export const onePage = ({ catalog = '', page = '', more = [], contents }: Extra = {}): Body[] => [
  `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${page} >>`,
  contents ?? streamObject('', 'BT /F1 12 Tf 72 720 Td (Don de nghi cap giay phep) Tj ET'),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ...more,
];

interface ScanPage {
  readonly dpi: number;
  /** An invisible text layer. */
  readonly text?: boolean;
  readonly colour?: boolean;
  /** Of the width of the page. */
  readonly scale?: number;
}

/** Pages of A4, each one image. */
export const scans = (pages: readonly ScanPage[]): Body[] => {
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ');
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595.276 841.89] >>`,
    ...pages.flatMap(({ dpi, text, colour, scale = 1 }, index) => {
      const [width, height] = [Math.round((dpi * 210) / 25.4), Math.round((dpi * 297) / 25.4)];
      const image = 4 + index * 3;
      const words = text ? 'BT 3 Tr /F1 9 Tf 72 720 Td (words) Tj ET\n' : '';
      const paint = `${words}q ${595.276 * scale} 0 0 ${841.89 * scale} 0 0 cm /Im0 Do Q`;
      const space = colour === false ? '/DeviceGray' : '/DeviceRGB';
      return [
        `<< /Type /Page /Parent 2 0 R /Contents ${image + 1} 0 R /Resources << /XObject << /Im0 ${image} 0 R >> >> >>`,
        streamObject(
          `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace ${space} /Filter /DCTDecode`,
          grayJpeg(width, height, { components: colour === false ? 1 : 3 }),
        ),
        flate('', paint),
      ];
    }),
  ];
};
