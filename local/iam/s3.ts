/** Which actions on which resources a request to S3 is. */
import { asksForBypass, asksForLock } from '../s3/lock.ts';
import { copySource } from '../s3/objects.ts';
import type { S3Request } from '../s3/request.ts';
import type { Need } from './access.ts';

const need = (action: string, bucket: string, key = ''): Need => ({
  action: `s3:${action}`,
  resources: [bucket === '' ? '*' : `arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`],
});
/** A named version is another right than the current one. */
const version = (action: string, versionId: string | undefined): string =>
  versionId === undefined ? action : `${action}Version`;

/** Also the right that a presigned form uses, of whoever signed it and at the time of its use. */
export const putNeed = (bucket: string, key: string): Need => need('PutObject', bucket, key);

/** Everything a signed request needs before it is looked at. */
export function s3Needs({ method, bucket, key, query, headers }: S3Request): Need[] {
  const versionId = query.get('versionId');
  if (bucket === '') return [need('ListAllMyBuckets', '')];
  if (key === '') {
    if (query.has('location')) return [need('GetBucketLocation', bucket)];
    return [need(query.has('versions') ? 'ListBucketVersions' : 'ListBucket', bucket)];
  }
  if (method === 'GET' || method === 'HEAD') return [need(version('GetObject', versionId), bucket, key)];
  if (method === 'DELETE') {
    const bypass = asksForBypass({ headers }) ? [need('BypassGovernanceRetention', bucket, key)] : [];
    return [need(version('DeleteObject', versionId), bucket, key), ...bypass];
  }
  const put = [
    putNeed(bucket, key),
    ...(asksForLock({ headers }) ? [need('PutObjectRetention', bucket, key)] : []),
  ];
  const source = copySource(headers);
  if (source) return [need(version('GetObject', source.versionId), source.bucket, source.key), ...put];
  return [...put, ...(headers.has('if-match') ? [need('GetObject', bucket, key)] : [])];
}

/** To learn that something is not there, one must be allowed to list; else S3 answers 403 in place of 404. */
export const absenceNeed = ({ bucket, headers }: S3Request): Need =>
  need('ListBucket', copySource(headers)?.bucket ?? bucket);
