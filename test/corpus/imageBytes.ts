import { crc32, deflateSync } from 'node:zlib';

const u16 = (value: number): Buffer => {
  const out = Buffer.alloc(2);
  out.writeUInt16BE(value);
  return out;
};
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

export const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);

interface JpegOptions {
  readonly components?: 1 | 3 | 4;
  readonly dpi?: number;
  readonly progressive?: boolean;
  readonly extra?: readonly Buffer[];
}

/**
 * A real grey JPEG: every block is "no difference, end of block", one bit each by Huffman tables of one symbol; a
 * progressive one has its first pass only.
 */
export const grayJpeg = (
  width: number,
  height: number,
  { components = 3, dpi, progressive = false, extra = [] }: JpegOptions = {},
): Buffer => {
  const ids = Array.from({ length: components }, (_, index) => index + 1);
  const jfif = Buffer.concat([
    Buffer.from('JFIF\0\x01\x01', 'latin1'),
    Buffer.from([dpi ? 1 : 0]),
    u16(dpi ?? 1),
    u16(dpi ?? 1),
    Buffer.from([0, 0]),
  ]);
  const frame = Buffer.concat([
    Buffer.from([8]),
    u16(height),
    u16(width),
    Buffer.from([components, ...ids.flatMap((id) => [id, 0x11, 0])]),
  ]);
  const lengths = [1, ...Array<number>(15).fill(0)];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8) * components;
  const bits = progressive ? blocks : blocks * 2;
  const data = Buffer.alloc(Math.ceil(bits / 8));
  if (bits % 8) data[data.length - 1] = 0xff >> (bits % 8);
  const scan = Buffer.from([components, ...ids.flatMap((id) => [id, 0]), 0, progressive ? 0 : 63, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    ...extra,
    segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)])),
    segment(progressive ? 0xc2 : 0xc0, frame),
    segment(0xc4, Buffer.from([0x00, ...lengths, 0])),
    segment(0xc4, Buffer.from([0x10, ...lengths, 0])),
    segment(0xda, scan),
    data,
    Buffer.from([0xff, 0xd9]),
  ]);
};

export const pngChunk = (type: string, body: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  return Buffer.concat([u32(body.length), typed, u32(crc32(typed))]);
};

export const pngHeader = (width: number, height: number, depth = 8, colour = 2): Buffer =>
  pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([depth, colour, 0, 0, 0])]));

export const pngDensity = (dpi: number): Buffer => {
  const perMetre = u32(Math.round(dpi / 0.0254));
  return pngChunk('pHYs', Buffer.concat([perMetre, perMetre, Buffer.from([1])]));
};

export const pngOf = (...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);

/** A black PNG in colour. */
export const png = (width: number, height: number, dpi?: number): Buffer =>
  pngOf(
    pngHeader(width, height),
    ...(dpi === undefined ? [] : [pngDensity(dpi)]),
    pngChunk('IDAT', deflateSync(Buffer.alloc(height * (1 + width * 3)))),
  );

interface TiffPage {
  readonly dpi?: number;
  readonly width?: number;
  readonly height?: number;
  /** RGB instead of black and white. */
  readonly colour?: boolean;
}

/** Little-endian TIFF, one uncompressed strip of zeros a page; the directory stands behind the pixels, as writers do. */
export const tiff = (pages: readonly TiffPage[]): Buffer => {
  const parts: Buffer[] = [Buffer.from('II\x2a\0\0\0\0\0', 'latin1')];
  let at = 8;
  let link = 4;
  const links: (readonly [at: number, value: number])[] = [];
  for (const { dpi, width = 240, height = 340, colour = false } of pages) {
    const pixels = Buffer.alloc(height * (colour ? width * 3 : Math.ceil(width / 8)));
    const rational = Buffer.alloc(8);
    rational.writeUInt32LE(dpi ?? 1, 0);
    rational.writeUInt32LE(1, 4);
    const strip = at;
    parts.push(pixels, rational);
    at += pixels.length + 8;
    const entries = [
      ...[
        [256, 4, width],
        [257, 4, height],
        [258, 3, colour ? 8 : 1],
        [259, 3, 1],
        [262, 3, colour ? 2 : 0],
      ],
      ...[
        [273, 4, strip],
        [277, 3, colour ? 3 : 1],
        [278, 4, height],
        [279, 4, pixels.length],
      ],
      ...(dpi === undefined
        ? []
        : [
            [282, 5, at - 8],
            [283, 5, at - 8],
            [296, 3, 2],
          ]),
    ];
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    for (const [index, [tag = 0, type = 0, value = 0]] of entries.entries()) {
      const start = 2 + index * 12;
      directory.writeUInt16LE(tag, start);
      directory.writeUInt16LE(type, start + 2);
      directory.writeUInt32LE(1, start + 4);
      if (type === 3) directory.writeUInt16LE(value, start + 8);
      else directory.writeUInt32LE(value, start + 8);
    }
    parts.push(directory);
    links.push([link, at]);
    link = at + directory.length - 4;
    at += directory.length;
  }
  const file = Buffer.concat(parts);
  for (const [place, value] of links) file.writeUInt32LE(value, place);
  return file;
};
