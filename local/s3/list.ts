import { S3Error, type Xml, xmlDocument } from './errors.ts';
import { encode, type S3Request } from './request.ts';
import type { Store, Version } from './store.ts';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const iso = (at: number): string => new Date(at).toISOString();

export function listBuckets(store: Store): string {
  const Bucket = [...store.buckets.values()]
    .sort((a, b) => byBytes(a.name, b.name))
    .map(({ name, at }) => ({ Name: name, CreationDate: iso(at) }));
  return xmlDocument('ListAllMyBucketsResult', { Owner: { ID: '000000000000' }, Buckets: { Bucket } });
}

/** What both listings share: page size, the keys under the prefix in byte order, and how names are written. */
function opening(store: Store, { bucket, query }: S3Request) {
  const [max = '1000', EncodingType] = [query.get('max-keys'), query.get('encoding-type')];
  if (!/^\d{1,9}$/.test(max))
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within range');
  // Clients ask for url-encoding so that odd characters survive XML.
  const name = (text: string): string =>
    EncodingType === 'url' ? text.split('/').map(encode).join('/') : text;
  const prefix = query.get('prefix') ?? '';
  const keys = [...store.bucket(bucket).keys]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => byBytes(a, b));
  const MaxKeys = Math.min(1000, Number(max));
  return { name, prefix, keys, head: { Name: bucket, Prefix: name(prefix), EncodingType, MaxKeys } };
}

const show = (key: string, { at, etag, size, marker }: Version) => ({
  Key: key,
  LastModified: iso(at),
  ...(marker ? {} : { ETag: etag, Size: size, StorageClass: 'STANDARD' }),
});

/** ListObjectsV2. The token is the last entry of the page: `k` + key or `p` + common prefix. */
export function listObjects(store: Store, request: S3Request): string {
  const { name, prefix, keys, head } = opening(store, request);
  const { query } = request;
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const resume = Buffer.from(token ?? '', 'base64url').toString();
  const start = query.get('start-after');
  const after = token === undefined ? (start ?? '') : resume.slice(1);
  const Contents: Xml[] = [];
  const prefixes = new Set<string>();
  let last = '';
  let IsTruncated = false;
  for (const [key, versions] of keys) {
    const newest = versions.at(-1);
    const passed = byBytes(key, after) <= 0 || (resume.startsWith('p') && key.startsWith(after));
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    if (!newest || newest.marker || passed || (common !== undefined && prefixes.has(common))) continue;
    IsTruncated = Contents.length + prefixes.size >= head.MaxKeys;
    if (IsTruncated) break;
    last = common === undefined ? `k${key}` : `p${common}`;
    if (common === undefined) Contents.push(show(name(key), newest));
    else prefixes.add(common);
  }
  return xmlDocument('ListBucketResult', {
    ...head,
    Delimiter: delimiter === '' ? undefined : name(delimiter),
    ContinuationToken: token,
    StartAfter: start === undefined ? undefined : name(start),
    KeyCount: Contents.length + prefixes.size,
    IsTruncated: IsTruncated && last !== '',
    NextContinuationToken: IsTruncated ? Buffer.from(last).toString('base64url') : undefined,
    Contents,
    CommonPrefixes: [...prefixes].map((each) => ({ Prefix: name(each) })),
  });
}

/** ListObjectVersions: every key's versions and delete markers, newest first. */
export function listVersions(store: Store, request: S3Request): string {
  const { name, keys, head } = opening(store, request);
  const [keyMarker, versionMarker] = [
    request.query.get('key-marker'),
    request.query.get('version-id-marker'),
  ];
  const all = keys.flatMap(([key, versions]) => {
    const newestFirst = versions.toReversed().map((version, index) => ({ version, IsLatest: index === 0 }));
    const order = keyMarker === undefined ? 1 : byBytes(key, keyMarker);
    const seen = newestFirst.findIndex(({ version }) => version.versionId === versionMarker);
    return order > 0 ? newestFirst : order === 0 && seen >= 0 ? newestFirst.slice(seen + 1) : [];
  });
  const page = all.slice(0, head.MaxKeys);
  const last = all.length > page.length ? page.at(-1)?.version : undefined;
  const pick = (marker: boolean) =>
    page
      .filter(({ version }) => version.marker === marker)
      .map(({ version, IsLatest }) => ({
        VersionId: version.versionId,
        IsLatest,
        ...show(name(version.key), version),
      }));
  return xmlDocument('ListVersionsResult', {
    ...head,
    IsTruncated: last !== undefined,
    NextKeyMarker: last && name(last.key),
    NextVersionIdMarker: last?.versionId,
    Version: pick(false),
    DeleteMarker: pick(true),
  });
}
