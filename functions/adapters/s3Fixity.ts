import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ArchiveReader } from '../app/fixity.ts';

/** It never was, it was deleted for good, or what stands under this version is the mark of a deletion. */
const gone = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

/** Reads versions of the archive as streams. What cannot be read for another reason is an outage and is thrown. */
export const s3Fixity = (Bucket: string, client = new S3Client({})): ArchiveReader => ({
  async measure({ key, versionId }) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId }));
      if (!(Body instanceof Readable)) throw new Error(`object ${key} has no stream`);
      return await measureStream(Body);
    } catch (error) {
      if (error instanceof S3ServiceException && gone.has(error.name)) return undefined;
      throw error;
    }
  },
});

/** Hash and size of a stream; nothing of it is kept. */
export const measureStream = async (
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
};
