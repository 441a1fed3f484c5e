import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { damaged, GivenUp, type Work } from './work.ts';

/** A ZIP package opened by its central directory. */
export interface Package {
  readonly entries: readonly Entry[];
  /** Bytes behind its end. */
  readonly trailing: number;
  /** Expands one entry within the limits; its content is given part by part and its checksum verified. */
  expand(entry: Entry, each: (part: Buffer) => void): Promise<void>;
}

export const openZip = async (bytes: Buffer, work: Work): Promise<Package> => {
  const end = endOf(bytes);
  const zip = await orDamaged(
    fromBufferPromise(bytes.subarray(0, end), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
    }),
  );
  const whole = wholeWithin(bytes.length, work.limits.maxRatio);
  return {
    entries: await orDamaged(listed(zip, work)),
    trailing: bytes.length - end,
    expand: (entry, each) => expand(zip, entry, each, work, whole),
  };
};

/** Behind the last end record and its comment (APPNOTE 4.3.16). */
const endOf = (bytes: Buffer): number => {
  const at = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + 22 > bytes.length) throw damaged('the end is missing');
  const end = at + 22 + bytes.readUInt16LE(at + 20);
  if (end > bytes.length) throw damaged('the end is missing');
  return end;
};

const listed = async (zip: ZipFile, work: Work): Promise<Entry[]> => {
  const { maxEntries } = work.limits;
  if (zip.entryCount > maxEntries)
    throw new GivenUp('expansion-limit', `${zip.entryCount} entries, at most ${maxEntries}`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    // OPC part names are equal without regard to case: which one is meant is not for a reader to choose.
    const name = entry.fileName.toLowerCase();
    if (names.has(name)) throw damaged('an entry stands twice');
    names.add(name);
    entries.push(entry);
  }
  return entries;
};

/** Below this size a high ratio does no harm. */
const SMALL = 1_048_576;

/** Many small entries are a bomb as well as a big one. */
const wholeWithin = (packed: number, maxRatio: number) => {
  let total = 0;
  return (bytes: number): void => {
    total += bytes;
    if (total > SMALL && total > maxRatio * packed) {
      throw new GivenUp('expansion-limit', `the package expands more than ${maxRatio} times`);
    }
  };
};

const expand = async (
  zip: ZipFile,
  entry: Entry,
  each: (part: Buffer) => void,
  work: Work,
  whole: (bytes: number) => void,
): Promise<void> => {
  const { maxPartBytes, maxRatio } = work.limits;
  const check = (size: number): void => {
    if (size > maxPartBytes)
      throw new GivenUp('expansion-limit', `an entry of more than ${maxPartBytes} bytes`);
    if (size > SMALL && size > maxRatio * entry.compressedSize) {
      throw new GivenUp('expansion-limit', `an entry expands more than ${maxRatio} times`);
    }
  };
  if (entry.isEncrypted()) throw new GivenUp('encrypted', 'an entry of the package');
  check(entry.uncompressedSize);
  let [size, sum] = [0, 0];
  const stream = await orDamaged(zip.openReadStreamPromise(entry));
  try {
    for await (const chunk of stream) {
      const part = Buffer.from(chunk);
      size += part.length;
      check(size);
      work.expanded(part.length);
      whole(part.length);
      sum = crc32(part, sum);
      each(part);
    }
  } catch (error) {
    throw error instanceof GivenUp ? error : damaged('an entry cannot be expanded');
  } finally {
    stream.destroy();
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32)
    throw damaged('the checksum of an entry is wrong');
};

/** Whatever the library says against a package, the package is damaged. */
const orDamaged = async <Value>(reading: Promise<Value>): Promise<Value> =>
  reading.catch((error: unknown) => {
    throw error instanceof GivenUp ? error : damaged('the package cannot be read');
  });
