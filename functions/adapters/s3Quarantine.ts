import { S3Client } from '@aws-sdk/client-s3';
import type { QuarantinePort } from '../app/ports.ts';
import { currentVersion } from './s3Versions.ts';

/** A look at what stands in quarantine. */
export const s3Quarantine = (bucket: string, client = new S3Client({})): QuarantinePort => ({
  current: (key) => currentVersion(client, bucket, key),
});
