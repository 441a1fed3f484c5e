/** Seeded randomness for simulations: the same seed gives the same bytes on every machine. Not for secrets. */
import { createHash } from 'node:crypto';

/** A stream of pseudo-random numbers. */
export interface Randomness {
  /** In [0, 1). */
  float(): number;
  /** Fills and returns `bytes`. */
  fill<T extends Uint8Array>(bytes: T): T;
  /** A version 4 UUID. */
  uuid(): string;
}

/** The stream that belongs to `seed` (sfc32, seeded by its SHA-256). */
export function seeded(seed: string): Randomness {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at));
  const next = (): number => {
    const sum = ((a ?? 0) + (b ?? 0) + (counter ?? 0)) | 0;
    counter = ((counter ?? 0) + 1) | 0;
    a = (b ?? 0) ^ ((b ?? 0) >>> 9);
    b = ((c ?? 0) + ((c ?? 0) << 3)) | 0;
    c = ((((c ?? 0) << 21) | ((c ?? 0) >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const fill = <T extends Uint8Array>(bytes: T): T => {
    for (let i = 0; i < bytes.length; i++) bytes[i] = next() & 0xff;
    return bytes;
  };
  return {
    float: () => next() / 0x1_0000_0000,
    fill,
    uuid() {
      const bytes = fill(Buffer.alloc(16));
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

/** Ids of an object's versions that follow from its key and their number alone. */
export const versionsOf = (seed: string) => {
  const counts = new Map<string, number>();
  return ({ bucket, key }: { readonly bucket: string; readonly key: string }): string => {
    const name = `${bucket}/${key}`;
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return seeded(`${seed}/${name}/${n}`).uuid().replaceAll('-', '');
  };
};
