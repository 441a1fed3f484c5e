import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Need } from '../iam/access.ts';
import { checkRead, checkWrite, parseRange } from './conditions.ts';
import { S3Error, xmlDocument } from './errors.ts';
import { checkUnlocked, lockOf, wantChecksum } from './lock.ts';
import { decode, type S3Request } from './request.ts';
import type { Signed } from './sigv4.ts';
import type { Store, Version } from './store.ts';
import { receiveBody } from './upload.ts';

/** What the operations need from their host. */
export interface Host {
  store: Store;
  now(): number;
  /** A new version's id. */
  nextVersion(object: { readonly bucket: string; readonly key: string }): string;
  /** Hands a created object to whoever listens, after the answer. */
  announce(created: Version): void;
  /** Throws AccessDenied unless the holder of this key may do all of it. */
  permit(accessKeyId: string, needs: readonly Need[]): void;
}

const KEPT = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
];
/** Query parameters by which a reader replaces response headers. */
export const OVERRIDES = KEPT.map((name) => `response-${name}`);

/** The headers that are stored with an object. */
export function keptHeaders(headers: Iterable<[string, string]>): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  let metadata = 0;
  for (const [name, raw] of headers) {
    const value = name === 'content-encoding' ? raw.replace(/\s*aws-chunked\s*,?\s*/, '') : raw;
    const own = name.startsWith('x-amz-meta-');
    if (own) metadata += name.length - 'x-amz-meta-'.length + Buffer.byteLength(value);
    if ((own || KEPT.includes(name)) && value !== '') kept[name] = value;
  }
  if (metadata > 2048) throw new S3Error('MetadataTooLarge');
  return kept;
}

/** Names the version, except in buckets that keep none. */
export function showVersion(
  res: ServerResponse,
  version: Version,
  header = 'x-amz-version-id',
): ServerResponse {
  return version.versionId === 'null' ? res : res.setHeader(header, version.versionId);
}

export async function putObject(
  host: Host,
  request: S3Request,
  res: ServerResponse,
  signed: Signed,
): Promise<void> {
  const { bucket, key } = request;
  const { locks } = host.store.bucket(bucket);
  const lock = lockOf(request, locks, host.now());
  if (lock) wantChecksum(request);
  const path = host.store.stage();
  const headers = keptHeaders(request.headers);
  const received = await receiveBody(request, signed, path);
  checkWrite(request, host.store.peek(bucket, key));
  const draft = { bucket, key, headers, ...received, ...(lock && { lock }), reason: 'PutObject' };
  const created = host.store.commit(draft, path, host.nextVersion(draft), host.now());
  res.setHeaders(new Map(Object.entries({ ...created.checksums, etag: created.etag })));
  showVersion(res, created).end();
  host.announce(created);
}

/** GetObject and HeadObject. */
export async function getObject(host: Host, request: S3Request, res: ServerResponse): Promise<void> {
  const { query, headers } = request;
  const found = host.store.find(request.bucket, request.key, query.get('versionId'));
  const range = parseRange(headers.get('range'), found.size);
  const modified = checkRead(request, found);
  showVersion(res, found)
    .setHeader('etag', found.etag)
    .setHeader('last-modified', new Date(found.at).toUTCString());
  if (!modified) return void res.writeHead(304).end();
  const overrides = KEPT.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  const checksums = headers.has('x-amz-checksum-mode') && !range ? found.checksums : {};
  res.setHeaders(new Map([...Object.entries({ ...found.headers, ...checksums }), ...overrides]));
  res
    .setHeader('accept-ranges', 'bytes')
    .setHeader('content-length', range ? range.end - range.start + 1 : found.size);
  if (range) res.setHeader('content-range', `bytes ${range.start}-${range.end}/${found.size}`);
  res.statusCode = range ? 206 : 200;
  if (request.method === 'HEAD') res.end();
  else await pipeline(host.store.open(found, range), res);
}

/** Deletes: a marker in a bucket with versions, one version for good when it is named. */
export function deleteObject({ store, ...host }: Host, request: S3Request, res: ServerResponse): void {
  const { bucket, key } = request;
  const versionId = request.query.get('versionId');
  const found = store.peek(bucket, key, versionId);
  checkWrite(request, found);
  const rest = { size: 0, etag: '', headers: {}, checksums: {}, reason: 'DeleteObject' };
  const marks = versionId === undefined && store.bucket(bucket).versioned;
  const subject = marks
    ? store.commit({ bucket, key, ...rest }, undefined, host.nextVersion({ bucket, key }), host.now())
    : found;
  if (found && !marks) {
    checkUnlocked(found.lock, request, host.now());
    store.remove(found);
  }
  if (subject?.marker === true) res.setHeader('x-amz-delete-marker', 'true');
  if (subject) showVersion(res, subject);
  res.writeHead(204).end();
}

/** What a copy reads, if the request is one. */
export function copySource(headers: S3Request['headers']) {
  const header = headers.get('x-amz-copy-source');
  if (header === undefined) return undefined;
  const [source = '', versionId] = header.split('?versionId=');
  const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.+)$/s.exec(decode(source)) ?? [];
  return { bucket, key, versionId };
}

/** Copies one version; the data is shared on disk. */
export function copyObject(host: Host, request: S3Request, res: ServerResponse): void {
  const { bucket, key, headers } = request;
  const { bucket: from = '', key: fromKey = '', versionId } = copySource(headers) ?? {};
  const directive = headers.get('x-amz-metadata-directive') ?? 'COPY';
  if (from === '' || !/^(COPY|REPLACE)$/.test(directive))
    throw new S3Error('InvalidArgument', 'Copy source or directive');
  const found = host.store.find(from, fromKey, versionId);
  if (directive === 'COPY' && from === bucket && fromKey === key && versionId === undefined)
    throw new S3Error(
      'InvalidRequest',
      'This copy request is illegal because it copies an object to itself unchanged.',
    );
  checkWrite(request, host.store.peek(bucket, key));
  const { size, etag, checksums } = found;
  const lock = lockOf(request, host.store.bucket(bucket).locks, host.now());
  const kept = directive === 'COPY' ? found.headers : keptHeaders(headers);
  const rest = { ...(lock && { lock }), reason: 'CopyObject' };
  const draft = { bucket, key, size, etag, checksums, headers: kept, ...rest };
  const created = host.store.commit(draft, found, host.nextVersion(draft), host.now());
  showVersion(showVersion(res, created), found, 'x-amz-copy-source-version-id').setHeader(
    'content-type',
    'application/xml',
  );
  const sums = Object.entries(checksums).map(([name, sum]) => [
    `Checksum${name.slice(15).toUpperCase()}`,
    sum,
  ]);
  const LastModified = new Date(created.at).toISOString();
  res.end(xmlDocument('CopyObjectResult', { LastModified, ETag: etag, ...Object.fromEntries(sums) }));
  host.announce(created);
}
