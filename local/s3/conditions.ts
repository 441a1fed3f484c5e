import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import type { Version } from './store.ts';

const lists = (header: string, etag: string): boolean =>
  header
    .split(',')
    .some((each) => each.trim() === '*' || each.replace(/[\s"]|W\//g, '') === etag.replaceAll('"', ''));

/** Conditional writes: `If-None-Match: *` = only if absent, `If-Match` = only over this ETag. */
export function checkWrite({ headers }: S3Request, newest: Version | undefined): void {
  const current = newest?.marker === true ? undefined : newest;
  const absent = headers.get('if-none-match');
  if (absent !== undefined && absent !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match with an ETag on a write');
  if (absent !== undefined && current) throw new S3Error('PreconditionFailed');
  const match = headers.get('if-match');
  if (match !== undefined && !current) throw new S3Error('NoSuchKey');
  if (match !== undefined && current && !lists(match, current.etag)) throw new S3Error('PreconditionFailed');
}

/** Conditional reads. False = 304 Not Modified. */
export function checkRead({ headers }: S3Request, found: Version): boolean {
  const newerThan = (date: string) => Math.floor(found.at / 1000) * 1000 > Date.parse(date);
  const [match, none] = [headers.get('if-match'), headers.get('if-none-match')];
  const [unmodified, modified] = [headers.get('if-unmodified-since'), headers.get('if-modified-since')];
  const stale =
    match === undefined ? unmodified !== undefined && newerThan(unmodified) : !lists(match, found.etag);
  if (stale) throw new S3Error('PreconditionFailed');
  if (none !== undefined) return !lists(none, found.etag);
  return modified === undefined || newerThan(modified);
}

/** The one byte range of a `Range` header; undefined = the whole object (also for what HTTP says to ignore). */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  if (header?.includes(',')) throw new S3Error('NotImplemented', 'several ranges');
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) return undefined;
  if (start >= size) throw new S3Error('InvalidRange');
  return { start, end };
}
