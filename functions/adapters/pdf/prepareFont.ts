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
 * The same font as the forms need it. Every outline starts at a multiple of four bytes: the subsetter of `@pdf-lib/fontkit`
 * stores offsets halved and loses all that follows an outline of odd length, so that those letters would be invisible in the
 * PDF though a search finds them. And no outline has instructions, which fit it to the pixels of coarse screens and were two
 * fifths of a form: paper needs none, and viewers draw the outline itself.
 */
export const prepareFont = (font: Uint8Array): Uint8Array => {
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
  const bare = offsets.slice(1).map((end, index) => withoutInstructions(glyf.subarray(offsets[index], end)));
  const outlines = new Uint8Array(bare.reduce((sum, outline) => sum + align(outline.length), 0));
  const loca = new DataView(new ArrayBuffer(offsets.length * 4));
  let at = 0;
  for (const [index, outline] of bare.entries()) {
    loca.setUint32(index * 4, at);
    outlines.set(outline, at);
    at += align(outline.length);
  }
  loca.setUint32(bare.length * 4, at);
  view(head).setInt16(50, 1);
  const replaced = new Map([
    ['head', head],
    ['glyf', outlines],
    ['loca', new Uint8Array(loca.buffer)],
  ]);
  return writeTables(
    font.subarray(0, headerSize),
    tables
      .filter(({ tag }) => !instructionTables.has(tag))
      .map(({ tag, bytes }) => ({ tag, bytes: replaced.get(tag) ?? bytes })),
  );
};

/** Programs and values that only instructions of outlines use. */
const instructionTables = new Set(['cvt ', 'fpgm', 'prep']);

/** An outline (OpenType, table `glyf`) with an instruction length of zero, or none where it is put together of others. */
const withoutInstructions = (outline: Uint8Array): Uint8Array => {
  if (outline.length === 0) return outline;
  const data = view(outline);
  const contours = data.getInt16(0);
  if (contours < 0) return withoutInstructionsAtEnd(outline);
  const lengthAt = 10 + 2 * contours;
  const rest = lengthAt + 2 + data.getUint16(lengthAt);
  const bare = new Uint8Array(lengthAt + 2 + outline.length - rest);
  bare.set(outline.subarray(0, lengthAt));
  bare.set(outline.subarray(rest), lengthAt + 2);
  return bare;
};

/** Flags of a component, and how many bytes of numbers follow it. */
const flag = {
  words: 0x1,
  scale: 0x8,
  more: 0x20,
  twoScales: 0x40,
  matrix: 0x80,
  instructions: 0x100,
} as const;

const withoutInstructionsAtEnd = (outline: Uint8Array): Uint8Array => {
  const bare = Uint8Array.from(outline);
  const data = view(bare);
  for (let at = 10; ; ) {
    const flags = data.getUint16(at);
    data.setUint16(at, flags & ~flag.instructions);
    at += 4 + (flags & flag.words ? 4 : 2);
    at += flags & flag.matrix ? 8 : flags & flag.twoScales ? 4 : flags & flag.scale ? 2 : 0;
    if (!(flags & flag.more)) return bare.subarray(0, at);
  }
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
  data.setUint16(4, tables.length);
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
