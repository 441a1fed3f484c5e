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
    'the same between the objects of a damaged file',
    () => withStray(classic(onePage()), '1 0 obj (\n'.repeat(100_000)).subarray(0, -12),
    ['damaged', 'work-limit'],
  ),
  pdf('a table of strings that end one within the other', () => {
    const count = 100_000;
    const head = (_: unknown, nth: number) => `${String(nth + 1).padStart(6, '0')} 0 obj (`;
    const heads = Array.from({ length: count }, head);
    const size = heads[0]?.length ?? 0;
    const row = (_: unknown, nth: number) => `${String(nth * size + 9).padStart(10, '0')} 00000 n \n`;
    const rows = Array.from({ length: count }, row).join('');
    const body = `%PDF-1.7\n${heads.join('')}${')'.repeat(count)}`;
    const table = `xref\n0 ${count + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Root ${count + 1} 0 R >>`;
    const catalog = `${count + 1} 0 obj << /Type /Catalog /Pages << /Type /Pages /Count 0 /Kids [] >> >> endobj\n`;
    const at = body.length + 1 + catalog.length;
    const more = `xref\n${count + 1} 1\n${String(body.length + 1).padStart(10, '0')} 00000 n \ntrailer\n`;
    const first = at + more.length + 60;
    const end = `<< /Root ${count + 1} 0 R /Prev ${first} >>`.padEnd(60);
    return Buffer.from(`${body}\n${catalog}${more}${end}${table}\nstartxref\n${at}\n%%EOF\n`, 'latin1');
  }, ['work-limit', 'no-pages']),
  pdf(
    'twenty thousand small objects that no table knows, each read once',
    () => withStray(classic(onePage()), `7 0 obj [${'1 2 [3] (4) /a '.repeat(10)}] endobj\n`.repeat(20_000)),
    [],
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
