import { readFile } from 'node:fs/promises';
import fontkit from '@pdf-lib/fontkit';
import { expect, test } from 'vitest';
import { renderPdf } from '../../../functions/adapters/pdf/index.ts';
import { prepareFont } from '../../../functions/adapters/pdf/prepareFont.ts';
import { buildDocument } from '../../../functions/core/forms/index.ts';
import { fonts } from './fonts.ts';
import { fontPrograms } from './pdfText.ts';
import { minimal, stored } from './samples.ts';

const tableOf = (font: Uint8Array, tag: string): DataView => {
  const data = new DataView(font.buffer, font.byteOffset, font.byteLength);
  for (let i = 0; i < data.getUint16(4); i++) {
    const record = 12 + i * 16;
    if (String.fromCharCode(...font.subarray(record, record + 4)) === tag) {
      return new DataView(
        font.buffer,
        font.byteOffset + data.getUint32(record + 8),
        data.getUint32(record + 12),
      );
    }
  }
  throw new Error(`no table ${tag}`);
};

/** The outline of every glyph, as text; trailing padding and the component numbers of composites left out. */
const outlines = (font: Uint8Array): readonly string[] => {
  const [loca, glyf] = [tableOf(font, 'loca'), tableOf(font, 'glyf')];
  const long = tableOf(font, 'head').getInt16(50) === 1;
  const offset = (i: number) => (long ? loca.getUint32(i * 4) : loca.getUint16(i * 2) * 2);
  return Array.from({ length: tableOf(font, 'maxp').getUint16(4) }, (_, i) => {
    const [from, to] = [offset(i), offset(i + 1)];
    if (to <= from) return '';
    const bytes = Buffer.from(glyf.buffer, glyf.byteOffset + from, to - from);
    const composite = bytes.readInt16BE(0) < 0;
    return (composite ? bytes.subarray(0, 10) : bytes).toString('hex').replace(/0+$/, '');
  });
};

const alphabet = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';

test('every Vietnamese letter keeps its outline in the embedded subset', async () => {
  const name = `${alphabet} ${alphabet.toUpperCase()} 0123456789 fjwz FJWZ`;
  const pdf = await renderPdf(
    buildDocument(stored({ ...minimal['02'], applicant: { name }, request: name })),
    fonts,
  );
  const programs = await fontPrograms(pdf);
  expect(programs).toHaveLength(3);
  const original = new Set(Object.values(fonts).flatMap((font) => outlines(font)));
  const counts = programs.map((program) => {
    const found = outlines(program);
    expect(found.filter((outline) => !original.has(outline))).toEqual([]);
    return found.length;
  });
  expect(Math.max(...counts)).toBeGreaterThan(150);
});

const original = new Uint8Array(
  await readFile(
    new URL(
      '../../../node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
      import.meta.url,
    ),
  ),
);

test('a prepared font draws every glyph as before, from where the subsetter finds it', () => {
  const prepared = prepareFont(original);
  const [before, after] = [fontkit.create(original), fontkit.create(prepared)];
  expect(after.numGlyphs).toBeGreaterThan(3000);
  for (let id = 0; id < before.numGlyphs; id++) {
    const [was, is] = [before.getGlyph(id), after.getGlyph(id)];
    expect([id, is.path.toSVG(), is.advanceWidth]).toEqual([id, was.path.toSVG(), was.advanceWidth]);
  }
  const loca = tableOf(prepared, 'loca');
  for (let i = 0; i < loca.byteLength / 4; i++) expect(loca.getUint32(i * 4) % 4).toBe(0);
  for (const tag of ['cmap', 'hmtx', 'GSUB', 'name']) {
    expect(Buffer.from(tableBytes(prepared, tag)).equals(tableBytes(original, tag))).toBe(true);
  }
});

test('no instruction for the pixels of a screen is left', () => {
  const prepared = prepareFont(original);
  for (const tag of ['cvt ', 'fpgm', 'prep']) {
    expect(tableOf(original, tag).byteLength).toBeGreaterThan(0);
    expect(() => tableOf(prepared, tag)).toThrow(/no table/);
  }
  const font = fontkit.create(prepared);
  const kept = Array.from({ length: font.numGlyphs }, (_, id): unknown => {
    const glyph: { _decode(): { readonly instructions?: readonly number[] } | null } = Object(
      font.getGlyph(id),
    );
    return glyph._decode()?.instructions ?? [];
  });
  expect(kept.flat()).toEqual([]);
});

test('what is no font is refused', () => {
  expect(() => prepareFont(new Uint8Array(64))).toThrow(/no table/);
});

const tableBytes = (font: Uint8Array, tag: string): Uint8Array => {
  const table = tableOf(font, tag);
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
};
