import { closeSync, openSync, writeFileSync } from 'node:fs';
import { startDigests, verifyChecksum } from './checksums.ts';
import { decodeChunks } from './chunked.ts';
import { S3Error } from './errors.ts';
import { bytesOf, type S3Request } from './request.ts';
import type { Signed } from './sigv4.ts';

export const MAX_OBJECT = 5 * 1024 ** 3;
const CHECKSUM = /^x-amz-checksum-(?!mode$|algorithm$)(.+)$/;
const HASH = /^[0-9a-f]{64}$/;

/** The outcome of writing a body to disk. */
export interface Received {
  size: number;
  etag: string;
  /** The checksums that were sent, base64, by header name. */
  checksums: Record<string, string>;
}

/** Writes a stream to `path` while digesting it. */
export async function receive(
  source: AsyncIterable<Buffer>,
  path: string,
  names: string[],
  max = MAX_OBJECT,
) {
  const digests = startDigests(['md5', ...names]);
  const file = openSync(path, 'wx'); // written at once: a chunk is small, and a turn for each would cost more
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > max) throw new S3Error('EntityTooLarge');
      for (const digest of digests.values()) digest.update(chunk);
      writeFileSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
  return { size, sums: new Map([...digests].map(([name, digest]) => [name, digest.digest()])) };
}

/** The checksum among some headers or form fields, by algorithm. */
export function checksumsIn(headers: Iterable<[string, string]>): Map<string, string> {
  const found = [...headers].flatMap(([name, value]) => {
    const algorithm = CHECKSUM.exec(name)?.[1];
    return algorithm === undefined ? [] : [[algorithm, value] as const];
  });
  if (found.length > 1) throw new S3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header.');
  return new Map(found);
}

/** Compares what was promised with what arrived and names the result. */
export function conclude(size: number, sums: Map<string, Buffer>, sent: Map<string, string>): Received {
  for (const [name, value] of sent) verifyChecksum(name, value, sums.get(name));
  const checksums = Object.fromEntries([...sent].map(([name, value]) => [`x-amz-checksum-${name}`, value]));
  return { size, etag: `"${sums.get('md5')?.toString('hex')}"`, checksums };
}

/** Receives the body of PutObject in whichever way it is signed and framed. */
export async function receiveBody(
  { raw, headers }: S3Request,
  signed: Signed,
  path: string,
): Promise<Received> {
  const sent = checksumsIn(headers);
  const trailer = headers.get('x-amz-trailer')?.toLowerCase();
  const trailing = CHECKSUM.exec(trailer ?? '')?.[1];
  if (trailer !== undefined && trailing === undefined)
    throw new S3Error('NotImplemented', `x-amz-trailer: ${trailer}`);
  if (headers.has('x-amz-sdk-checksum-algorithm') && sent.size === 0 && trailing === undefined)
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified without a checksum header or trailer.',
    );
  const length = headers.get('x-amz-decoded-content-length') ?? headers.get('content-length');
  if (length === undefined) throw new S3Error('MissingContentLength');
  if (!(Number(length) <= MAX_OBJECT)) throw new S3Error('EntityTooLarge');
  const trailers = new Map<string, string>();
  const source = unframe(bytesOf(raw), Number(length), signed, trailers);
  const names = [
    ...sent.keys(),
    ...(trailing === undefined ? [] : [trailing]),
    ...(HASH.test(signed.payload) ? ['sha256'] : []),
  ];
  const { size, sums } = await receive(source, path, names);
  if (HASH.test(signed.payload) && sums.get('sha256')?.toString('hex') !== signed.payload)
    throw new S3Error('XAmzContentSHA256Mismatch');
  const md5 = headers.get('content-md5');
  if (md5 !== undefined) verifyChecksum('md5', md5, sums.get('md5'));
  if (trailing !== undefined) {
    const value = trailers.get(`x-amz-checksum-${trailing}`);
    if (value === undefined) throw new S3Error('MalformedTrailerError');
    sent.set(trailing, value);
  }
  return conclude(size, sums, sent);
}

function unframe(
  body: AsyncGenerator<Buffer>,
  length: number,
  signed: Signed,
  trailers: Map<string, string>,
) {
  const { payload } = signed;
  if (payload === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return decodeChunks(body, length, trailers);
  if (payload === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD') return decodeChunks(body, length, trailers, signed);
  if (payload === 'UNSIGNED-PAYLOAD' || HASH.test(payload)) return body;
  throw new S3Error('NotImplemented', `x-amz-content-sha256: ${payload}`);
}
