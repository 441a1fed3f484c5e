import {
  BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketKind } from './probe.ts';
import { outcome } from './scene.ts';

/** Names of the buckets of one run; what has no name could not be made, for the reason given. */
export interface Buckets {
  readonly names: Partial<Record<BucketKind, string>>;
  readonly missing: Partial<Record<BucketKind, string>>;
}
const KINDS: readonly BucketKind[] = ['versioned', 'plain', 'locked'];

/** What the buckets of a run are called. */
export const bucketNames = (stem: string): Record<BucketKind, string> => ({
  versioned: `${stem}-versioned`,
  plain: `${stem}-plain`,
  locked: `${stem}-locked`,
});

/** Makes the buckets at an endpoint. Without versions and without Object Lock an endpoint can still be probed in part. */
export async function makeBuckets(client: S3Client, stem: string, region: string): Promise<Buckets> {
  // us-east-1 is none of the constraints: buckets are there without one.
  const LocationConstraint = Object.values(BucketLocationConstraint).find((each) => each === region);
  const names: Partial<Record<BucketKind, string>> = {};
  const missing: Partial<Record<BucketKind, string>> = {};
  for (const kind of KINDS) {
    const Bucket = bucketNames(stem)[kind];
    const made = await outcome(
      client.send(
        new CreateBucketCommand({
          Bucket,
          ...(kind === 'locked' && { ObjectLockEnabledForBucket: true }),
          ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
        }),
      ),
    );
    if (made !== '200') {
      missing[kind] = `no bucket: ${made}`;
      continue;
    }
    names[kind] = Bucket;
    if (kind !== 'versioned') continue;
    const VersioningConfiguration = { Status: 'Enabled' as const };
    const switched = await outcome(
      client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration })),
    );
    if (switched !== '200') missing[kind] = `no versions: ${switched}`;
  }
  return { names, missing };
}
