import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Buckets } from './buckets.ts';
import { outcome } from './scene.ts';

/** Most pages of versions that are turned in a bucket. */
const PAGES = 100;

interface Found {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

async function* versionsIn(client: S3Client, Bucket: string): AsyncGenerator<Found> {
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {};
  for (let turned = 0; turned < PAGES; turned++) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, ...from }));
    yield* [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (page.IsTruncated !== true) return;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

async function* keysIn(client: S3Client, Bucket: string): AsyncGenerator<Found> {
  for await (const page of paginateListObjectsV2({ client }, { Bucket }))
    for (const { Key } of page.Contents ?? []) yield { Key };
}

/** Deletes what a run has left, locked versions included; answers what could not be deleted, and never throws. */
export async function removeBuckets(client: S3Client, { names }: Buckets): Promise<string[]> {
  const left: string[] = [];
  for (const [kind, Bucket] of Object.entries(names)) {
    const bypass = kind === 'locked' && { BypassGovernanceRetention: true };
    const empty = async (found: AsyncGenerator<Found>) => {
      for await (const { Key, VersionId } of found)
        await outcome(client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, ...bypass })));
    };
    try {
      // Whoever knows no versions can list keys.
      await empty(versionsIn(client, Bucket)).catch(() => empty(keysIn(client, Bucket)));
      const gone = await outcome(client.send(new DeleteBucketCommand({ Bucket })));
      if (gone !== '204') left.push(`${Bucket}: ${gone}`);
    } catch (error) {
      left.push(`${Bucket}: ${String(error)}`);
    }
  }
  return left;
}
