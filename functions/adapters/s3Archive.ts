import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ArchivePort } from '../app/archive.ts';
import { currentVersion } from './s3Versions.ts';

/** Server-side copies from quarantine to the archive. The key names the content, so an existing key is the same file. */
export const s3Archive = (quarantine: string, archive: string, client = new S3Client({})): ArchivePort => ({
  async copy({ from, to, contentType, metadata, lockedUntil }) {
    const there = await currentVersion(client, archive, to);
    if (there) return there;
    const { VersionId } = await client.send(
      new CopyObjectCommand({
        Bucket: archive,
        Key: to,
        CopySource: `${quarantine}/${from.key.split('/').map(encodeURIComponent).join('/')}?versionId=${encodeURIComponent(from.versionId)}`,
        MetadataDirective: 'REPLACE',
        Metadata: metadata,
        ContentType: contentType,
        ...(lockedUntil !== undefined && {
          ObjectLockMode: 'GOVERNANCE' as const,
          ObjectLockRetainUntilDate: new Date(lockedUntil),
        }),
      }),
    );
    if (VersionId === undefined) throw new Error(`bucket ${archive} is not versioned`);
    return { versionId: VersionId };
  },
});
