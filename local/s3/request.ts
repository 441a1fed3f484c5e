import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { S3Error } from './errors.ts';

/** One request, taken apart as S3 sees it (path-style addresses only). */
export interface S3Request {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Path as sent, still encoded. */
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Headers by lower-case name, repeated ones joined. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Percent-encoding as signatures demand it (RFC 3986: only letters, digits and `-._~` stay). */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Decodes a percent-encoded part of an address. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

/** Takes a node request apart. */
export function parseRequest(raw: IncomingMessage): S3Request {
  const [path = '/', search = ''] = (raw.url ?? '/').split(/\?(.*)/s);
  const [, bucket = '', ...rest] = path.split('/');
  const query = new Map<string, string>();
  for (const pair of search.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = pair.replaceAll('+', ' ').split(/=(.*)/s).map(decode);
    if (query.has(name)) throw new S3Error('InvalidArgument', `Parameter ${name} is given twice.`);
    query.set(name, value);
  }
  const key = decode(rest.join('/'));
  if (Buffer.byteLength(key) > 1024) throw new S3Error('KeyTooLongError');
  const headers = new Map(Object.entries(raw.headers).map(([name, value]) => [name, String(value)]));
  return { raw, method: raw.method ?? 'GET', path, bucket: decode(bucket), key, query, headers };
}

/** The bytes of a stream. Unlike `for await` it leaves the stream alive on error, so that an answer can be sent. */
export async function* bytesOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes: unknown = chunk;
    yield Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes));
  }
}
