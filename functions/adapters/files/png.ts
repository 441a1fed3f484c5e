import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflate } from 'node:zlib';
import type { Reason } from '../../core/inspection/codes.ts';
import type { Content } from '../../core/inspection/facts.ts';
import { pixelFault, statedDpi } from './pixels.ts';
import { damaged, GivenUp, type Work } from './work.ts';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
}

/** Reads a PNG chunk by chunk (W3C PNG, 5), checks every sum and that the pixels are all there. */
export const readPng = async (bytes: Buffer, work: Work): Promise<Content> => {
  const findings: Reason[] = [];
  let header: Header | undefined;
  let dpi: number | undefined;
  try {
    const data: Buffer[] = [];
    let at = 8;
    let type = '';
    while (type !== 'IEND') {
      work.step();
      if (at + 12 > bytes.length) throw damaged('the end is missing');
      const length = bytes.readUInt32BE(at);
      const end = at + 12 + length;
      type = bytes.toString('latin1', at + 4, at + 8);
      if (end > bytes.length) throw damaged('the end is missing');
      if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
        throw damaged(`the checksum of ${type} is wrong`);
      }
      const body = bytes.subarray(at + 8, end - 4);
      if (!header && type !== 'IHDR') throw damaged('the header is missing');
      if (type === 'IHDR') header = headerOf(body);
      if (type === 'pHYs') dpi = densityOf(body);
      if (type === 'IDAT') data.push(body);
      at = end;
    }
    if (at < bytes.length) {
      findings.push({ code: 'trailing-data', detail: `${bytes.length - at} bytes after the end` });
    }
    if (!header) throw damaged('the header is missing');
    const fault = pixelFault(header.width, header.height, work.limits);
    if (fault) findings.push(fault);
    else await inflated(data, pixelBytes(header));
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    findings.push({ code: error.code, detail: error.message });
  }
  const colour = header && [2, 3, 6].includes(header.colour);
  const stated = header && statedDpi(dpi, header.width, header.height);
  const scans = header ? [{ page: 1, dpi: stated, colour, text: undefined }] : [];
  return { mediaType: 'image/png', findings, pages: header ? 1 : undefined, scans };
};

const headerOf = (body: Buffer): Header => {
  if (body.length !== 13) throw damaged('the header cannot be read');
  const [depth, colour, interlaced] = [body[8] ?? 0, body[9] ?? 0, body[12] === 1];
  if (!(colour in channels) || ![1, 2, 4, 8, 16].includes(depth)) throw damaged('the header cannot be read');
  return { width: body.readUInt32BE(0), height: body.readUInt32BE(4), depth, colour, interlaced };
};

const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Pixels per metre, if it says metre; the lower one of both directions. */
const densityOf = (body: Buffer): number | undefined => {
  if (body.length !== 9 || body[8] !== 1) return undefined;
  const perMetre = Math.min(body.readUInt32BE(0), body.readUInt32BE(4));
  return perMetre > 0 ? Math.round(perMetre * 0.0254) : undefined;
};

/** First column and row of each pass and the steps (W3C PNG, 8.2). */
const passes = [
  ...([
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
  ] as const),
  ...([
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const),
];

const pixelBytes = ({ width, height, depth, colour, interlaced }: Header): number => {
  const bits = (channels[colour] ?? 1) * depth;
  const of = (columns: number, rows: number): number =>
    columns === 0 || rows === 0 ? 0 : rows * (1 + Math.ceil((columns * bits) / 8));
  if (!interlaced) return of(width, height);
  const size = (length: number, first: number, step: number) =>
    Math.max(0, Math.ceil((length - first) / step));
  return passes.reduce((sum, [x, y, dx, dy]) => sum + of(size(width, x, dx), size(height, y, dy)), 0);
};

/** Some encoders leave a little behind the last row. */
const SLACK = 65_536;

/** Counts what comes out of the pixels without keeping it; stops as soon as it is more than the header says. */
const inflated = async (data: readonly Buffer[], expected: number): Promise<void> => {
  let total = 0;
  const count = async (pixels: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const part of pixels) {
      total += part.length;
      if (total > expected + SLACK) {
        throw new GivenUp('expansion-limit', `more pixels than the ${expected} bytes announced`);
      }
    }
  };
  await pipeline(Readable.from(data), createInflate(), count).catch((error: unknown) => {
    throw error instanceof GivenUp ? error : damaged('the pixels cannot be read');
  });
  if (total < expected) throw damaged('pixels are missing');
};
