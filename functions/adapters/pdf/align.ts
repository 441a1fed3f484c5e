/** One table of a TrueType file. */
interface Entry {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

const headerSize = 12;
const recordSize = 16;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const align = (n: number): number => (n + 3) & ~3;

/**
 * The same font with every outline starting at a multiple of four bytes. The subsetter of `@pdf-lib/fontkit` stores
 * offsets halved and loses all that follows an outline of odd length: those letters would be invisible in the PDF
 * though a search finds them.
 */
export const alignGlyphs = (font: Uint8Array): Uint8Array => {
  const tables = readTables(font);
  const table = (tag: string): Uint8Array => {
    const found = tables.find((entry) => entry.tag === tag);
    if (!found) throw new Error(`not a TrueType font: no table ${tag}`);
    return found.bytes;
  };
  const head = Uint8Array.from(table('head'));
  const glyf = table('glyf');
  const offsets = glyphOffsets(
    table('loca'),
    view(head).getInt16(50) === 1,
    view(table('maxp')).getUint16(4),
  );
  const sizes = offsets.slice(1).map((end, index) => end - (offsets[index] ?? end));
  const outlines = new Uint8Array(sizes.reduce((sum, size) => sum + align(size), 0));
  const loca = new DataView(new ArrayBuffer(offsets.length * 4));
  let at = 0;
  for (const [index, size] of sizes.entries()) {
    const from = offsets[index] ?? 0;
    loca.setUint32(index * 4, at);
    outlines.set(glyf.subarray(from, from + size), at);
    at += align(size);
  }
  loca.setUint32(sizes.length * 4, at);
  view(head).setInt16(50, 1);
  const replaced = new Map([
    ['head', head],
    ['glyf', outlines],
    ['loca', new Uint8Array(loca.buffer)],
  ]);
  return writeTables(
    font.subarray(0, headerSize),
    tables.map(({ tag, bytes }) => ({ tag, bytes: replaced.get(tag) ?? bytes })),
  );
};

const readTables = (font: Uint8Array): readonly Entry[] => {
  const data = view(font);
  return Array.from({ length: data.getUint16(4) }, (_, index) => {
    const record = headerSize + index * recordSize;
    const offset = data.getUint32(record + 8);
    return {
      tag: String.fromCharCode(...font.subarray(record, record + 4)),
      bytes: font.subarray(offset, offset + data.getUint32(record + 12)),
    };
  });
};

const glyphOffsets = (loca: Uint8Array, long: boolean, glyphs: number): readonly number[] => {
  const data = view(loca);
  return Array.from({ length: glyphs + 1 }, (_, index) =>
    long ? data.getUint32(index * 4) : data.getUint16(index * 2) * 2,
  );
};

/** Checksums stay zero: nobody reads this font but the subsetter, which writes its own file. */
const writeTables = (header: Uint8Array, tables: readonly Entry[]): Uint8Array => {
  const start = headerSize + tables.length * recordSize;
  const font = new Uint8Array(tables.reduce((sum, { bytes }) => sum + align(bytes.length), start));
  const data = view(font);
  font.set(header);
  let at = start;
  for (const [index, { tag, bytes }] of tables.entries()) {
    const record = headerSize + index * recordSize;
    font.set(
      Array.from(tag, (letter) => letter.charCodeAt(0)),
      record,
    );
    data.setUint32(record + 8, at);
    data.setUint32(record + 12, bytes.length);
    font.set(bytes, at);
    at += align(bytes.length);
  }
  return font;
};
