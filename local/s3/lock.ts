/** Object Lock: retention of one version, by GOVERNANCE or COMPLIANCE. */
import * as z from 'zod';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

const MODE = 'x-amz-object-lock-mode';
const UNTIL = 'x-amz-object-lock-retain-until-date';
const BYPASS = 'x-amz-bypass-governance-retention';

export const lockSchema = z.object({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), until: z.number() });
export type Lock = z.infer<typeof lockSchema>;

/** Whether a write asks for a lock, which is a right of its own. */
export const asksForLock = ({ headers }: Pick<S3Request, 'headers'>): boolean =>
  headers.has(MODE) || headers.has(UNTIL);
export const asksForBypass = ({ headers }: Pick<S3Request, 'headers'>): boolean =>
  headers.get(BYPASS)?.toLowerCase() === 'true';

/** The lock that a write asks for; refused as S3 refuses it. */
export function lockOf(request: S3Request, bucketLocks: boolean, now: number): Lock | undefined {
  if (!asksForLock(request)) return undefined;
  if (!bucketLocks) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  const date = request.headers.get(UNTIL) ?? '';
  const lock = lockSchema.safeParse({ mode: request.headers.get(MODE), until: Date.parse(date) });
  if (!lock.success)
    throw new S3Error('InvalidArgument', `${MODE} and ${UNTIL} must both be supplied, and be valid`);
  if (lock.data.until <= now)
    throw new S3Error('InvalidArgument', 'The retain until date must be in the future!');
  return lock.data;
}

/** A new object with a lock must come with a checksum of its content; a copy has one already. */
export function wantChecksum({ headers }: S3Request): void {
  const sent = [...headers.keys()].some((name) =>
    /^(content-md5|x-amz-checksum-.+|x-amz-trailer)$/.test(name),
  );
  if (!sent)
    throw new S3Error(
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
}

/** Throws while a version may not be deleted for good. The right to bypass was checked before, as its own need. */
export function checkUnlocked(lock: Lock | undefined, request: S3Request, now: number): void {
  if (!lock || lock.until <= now) return;
  if (lock.mode === 'GOVERNANCE' && asksForBypass(request)) return;
  throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
}
