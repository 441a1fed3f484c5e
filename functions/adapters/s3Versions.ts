import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';

/** The newest version under a key; undefined when there is none or it was deleted. */
export const currentVersion = async (
  client: S3Client,
  Bucket: string,
  Key: string,
): Promise<{ versionId: string; size: number } | undefined> => {
  try {
    const { VersionId, ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    if (VersionId === undefined) throw new Error(`bucket ${Bucket} is not versioned`);
    return { versionId: VersionId, size: ContentLength ?? 0 };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
};
