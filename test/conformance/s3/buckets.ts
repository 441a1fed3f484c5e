import {
  BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
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
/** Most pages of versions that the cleaning turns. */
const PAGES = 100;

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

/** Deletes what a run has left, locked versions included; answers what could not be deleted. */
export async function removeBuckets(client: S3Client, { names }: Buckets): Promise<string[]> {
  const left: string[] = [];
  for (const [kind, Bucket] of Object.entries(names)) {
    let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {};
    for (let turned = 0; turned < PAGES; turned++) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...from }));
      const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      for (const { Key, VersionId } of all) {
        const bypass = kind === 'locked' && { BypassGovernanceRetention: true };
        await outcome(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, ...bypass })));
      }
      if (page.IsTruncated !== true) break;
      from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    const gone = await outcome(client.send(new DeleteBucketCommand({ Bucket })));
    if (gone !== '204') left.push(`${Bucket}: ${gone}`);
  }
  return left;
}
