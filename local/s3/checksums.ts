import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './errors.ts';

export interface Digest {
  update(chunk: Buffer): unknown;
  digest(): Buffer;
}

/** CRC-64/NVME, reflected, kept as two 32-bit halves because BigInt is far too slow for file contents. */
function crc64nvme(): Digest {
  let high = 0xffff_ffff;
  let low = 0xffff_ffff;
  const update = (chunk: Buffer): void => {
    for (const byte of chunk) {
      const index = (low ^ byte) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (LOW[index] ?? 0);
      high = (high >>> 8) ^ (HIGH[index] ?? 0);
    }
  };
  return { update, digest: () => Buffer.concat([bigEndian(~high), bigEndian(~low)]) };
}

const LOW = new Uint32Array(256);
const HIGH = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c_9329_ac4b_c9b5n : value >> 1n;
  LOW[index] = Number(value & 0xffff_ffffn);
  HIGH[index] = Number(value >> 32n);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function crc(): Digest {
  let value = 0;
  const update = (chunk: Buffer): void => {
    value = crc32(chunk, value);
  };
  return { update, digest: () => bigEndian(value) };
}

const sha256 = () => createHash('sha256');
const md5 = () => createHash('md5');
const ALGORITHMS: Record<string, () => Digest> = { md5, sha256, crc32: crc, crc64nvme };

/** Starts the named digests (names as in `x-amz-checksum-<name>`). */
export function startDigests(names: string[]): Map<string, Digest> {
  return new Map(
    names.map((name) => {
      const create = ALGORITHMS[name];
      if (!create) throw new S3Error('NotImplemented', `Checksum algorithm ${name} is not implemented here`);
      return [name, create()];
    }),
  );
}

/** Compares a checksum that was sent (base64) with the computed one. */
export function verifyChecksum(name: string, sent: string, computed: Buffer | undefined): void {
  const bytes = Buffer.from(sent, 'base64');
  if (bytes.length !== computed?.length || bytes.toString('base64') !== sent)
    throw new S3Error(
      name === 'md5' ? 'InvalidDigest' : 'InvalidRequest',
      `The value of the ${name} checksum is invalid.`,
    );
  if (!bytes.equals(computed))
    throw new S3Error(
      'BadDigest',
      `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
    );
}
