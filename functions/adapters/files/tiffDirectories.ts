import { damaged, GivenUp, type Work } from './work.ts';

/** Numeric tags of one directory. */
export type Tags = ReadonlyMap<number, readonly number[]>;

/** Bytes per value of the types of TIFF 6.0 and BigTIFF; those that are no numbers have none here. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8, 13: 4, 16: 8, 18: 8 };
const MAX_VALUES = 1_000_000;

/** The chain of directories of a TIFF or BigTIFF, each with its numeric tags. */
export const tiffDirectories = (bytes: Buffer, work: Work): Tags[] => {
  const isLittle = bytes[0] === 0x49;
  const read = (at: number, size: number): number => {
    if (at < 0 || at + size > bytes.length) throw damaged('the end is missing');
    if (size === 8) {
      const value = isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
      return Number(value);
    }
    return isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  };
  const isBig = read(2, 2) === 43;
  const [offset, counter, entry] = isBig ? [8, 8, 20] : [4, 2, 12];
  const directories: Tags[] = [];
  const seen = new Set<number>();
  for (let at = read(isBig ? 8 : 4, offset); at !== 0; ) {
    if (seen.has(at)) throw damaged('the directories run in a circle');
    seen.add(at);
    if (directories.length >= work.limits.maxPages) {
      throw new GivenUp('work-limit', `more than ${work.limits.maxPages} pages`);
    }
    const count = read(at, counter);
    const tags = new Map<number, readonly number[]>();
    for (let index = 0; index < count; index += 1) {
      work.step();
      const start = at + counter + index * entry;
      const [tag, type, length] = [read(start, 2), read(start + 2, 2), read(start + 4, offset)];
      const size = sizes[type];
      if (size === undefined) continue;
      if (length > MAX_VALUES) throw damaged(`tag ${tag} has ${length} values`);
      const value = start + 4 + offset;
      const from = length * size <= offset ? value : read(value, offset);
      tags.set(
        tag,
        Array.from({ length }, (_, nth) => {
          work.step();
          const place = from + nth * size;
          return type === 5 ? read(place, 4) / read(place + 4, 4) : read(place, size);
        }),
      );
    }
    directories.push(tags);
    at = read(at + counter + count * entry, offset);
  }
  return directories;
};
