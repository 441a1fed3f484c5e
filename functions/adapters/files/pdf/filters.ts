import { damaged, type Work } from '../work.ts';

/** What a filter makes of its input (ISO 32000-1, 7.4); undefined for the filters of images, which stay as they are. */
export const decodeFilter = (
  filter: string,
  data: Buffer,
  parameter: (name: string) => number | undefined,
  work: Work,
): Buffer | undefined => {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredicted(work.inflate(data), parameter);
    case 'LZWDecode':
    case 'LZW':
      return unpredicted(lzw(data, parameter('EarlyChange') ?? 1, work), parameter);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(data, work);
    default:
      return undefined;
  }
};

const asciiHex = (data: Buffer): Buffer => {
  const digits =
    data
      .toString('latin1')
      .split('>')[0]
      ?.replace(/[^0-9a-fA-F]/g, '') ?? '';
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
};

const ascii85 = (data: Buffer): Buffer => {
  const text =
    data
      .toString('latin1')
      .replace(/^\s*<~/, '')
      .split('~')[0]
      ?.replace(/\s/g, '') ?? '';
  const out = Buffer.alloc(text.length + 4 * (text.match(/z/g)?.length ?? 0));
  let end = 0;
  for (let at = 0; at < text.length; ) {
    const group = text[at] === 'z' ? '!!!!!' : text.slice(at, at + 5);
    at += text[at] === 'z' ? 1 : 5;
    let word = 0;
    for (const each of group.padEnd(5, 'u')) word = word * 85 + (each.charCodeAt(0) - 33);
    for (let byte = 0; byte < group.length - 1; byte += 1) {
      out[end] = Math.floor(word / 256 ** (3 - byte)) & 255;
      end += 1;
    }
  }
  return out.subarray(0, end);
};

const runLength = (data: Buffer, work: Work): Buffer => {
  let bytes = 0;
  for (const [, length] of runs(data)) bytes += length;
  work.expanded(bytes);
  const out = Buffer.alloc(bytes);
  let end = 0;
  for (const [at, length, isCopy] of runs(data)) {
    if (isCopy) data.copy(out, end, at, at + length);
    else out.fill(data[at] ?? 0, end, end + length);
    end += length;
  }
  return out;
};

/** Where each run stands, how long it becomes, and whether it is copied or repeated. */
function* runs(data: Buffer): Generator<[at: number, length: number, isCopy: boolean]> {
  for (let at = 0; at < data.length; ) {
    const length = data[at] ?? 128;
    if (length === 128) return;
    yield length < 128 ? [at + 1, length + 1, true] : [at + 1, 257 - length, false];
    at += length < 128 ? length + 2 : 2;
  }
}

const lzw = (data: Buffer, early: number, work: Work): Buffer => {
  const first = Array.from({ length: 258 }, (_, byte) => Buffer.from(byte < 256 ? [byte] : []));
  let table = [...first];
  let [bits, width, held] = [0, 9, 0];
  let previous: Buffer | undefined;
  const out: Buffer[] = [];
  const whole: Buffer[] = [];
  let bytes = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xff_ffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const key = (held >> bits) & ((1 << width) - 1);
    if (key === 257) break;
    if (key === 256) {
      [table, width, previous] = [[...first], 9, undefined];
      continue;
    }
    const known = table[key] ?? (previous && Buffer.concat([previous, previous.subarray(0, 1)]));
    if (!known) throw damaged('a compressed part cannot be read');
    if (previous && table.length < 4096) table.push(Buffer.concat([previous, known.subarray(0, 1)]));
    out.push(known);
    if (out.length > 65_536) whole.push(Buffer.concat(out.splice(0)));
    work.step();
    bytes += known.length;
    if (bytes > work.limits.maxPartBytes) break;
    previous = known;
    const size = table.length + early;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  work.expanded(bytes);
  return Buffer.concat([...whole, ...out]);
};

/** Takes back what a predictor did (ISO 32000-1, 7.4.4.4); structure is written with those of PNG only. */
const unpredicted = (data: Buffer, parameter: (name: string) => number | undefined): Buffer => {
  if ((parameter('Predictor') ?? 1) < 10) return data;
  const colours = parameter('Colors') ?? 1;
  const sample = (colours * (parameter('BitsPerComponent') ?? 8)) / 8;
  const step = Math.max(1, Math.ceil(sample));
  const width = Math.ceil(sample * (parameter('Columns') ?? 1));
  const rows = Math.floor(data.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (width + 1)] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const at = row * width + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = row > 0 ? (out[at - width] ?? 0) : 0;
      const corner = x >= step && row > 0 ? (out[at - width - step] ?? 0) : 0;
      out[at] = ((data[row * (width + 1) + 1 + x] ?? 0) + predicted(kind, left, up, corner)) & 255;
    }
  }
  return out;
};

const predicted = (kind: number, left: number, up: number, corner: number): number => {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
};
