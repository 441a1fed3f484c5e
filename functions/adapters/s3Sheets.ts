import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { LinkPort, SheetArchivePort } from '../app/sheets.ts';
import { currentVersion } from './s3Versions.ts';

/** Someone has put the same sheet already, or is just doing so. */
const taken = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Puts sheets under keys that name their content: never a second version of one. */
export const s3Sheets = (Bucket: string, client = new S3Client({})): SheetArchivePort => ({
  async put({ key, bytes, contentType }) {
    try {
      const put = { Bucket, Key: key, Body: bytes, ContentType: contentType, IfNoneMatch: '*' };
      const { VersionId } = await client.send(new PutObjectCommand(put));
      if (VersionId === undefined) throw new Error(`bucket ${Bucket} is not versioned`);
      return { versionId: VersionId };
    } catch (error) {
      if (!(error instanceof S3ServiceException && taken.has(error.name))) throw error;
      const there = await currentVersion(client, Bucket, key);
      if (!there) throw error;
      return { versionId: there.versionId };
    }
  },
});

const SECONDS = 60;

/** Otherwise the SDK would sign checksums of its own into the link, which no browser sends. */
const plain = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

/** Links to one version, for a minute. */
export const s3Links = (Bucket: string, client = new S3Client(plain)): LinkPort => ({
  link: ({ key, versionId, disposition }) =>
    getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket,
        Key: key,
        VersionId: versionId,
        ResponseContentDisposition: disposition,
      }),
      { expiresIn: SECONDS },
    ),
});
