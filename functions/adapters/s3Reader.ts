import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { QuarantineReader } from '../app/inspect.ts';
import type { Limits } from '../core/inspection/limits.ts';
import { eicarStub } from './files/malware.ts';
import { measureFile } from './files/measure.ts';
import { currentVersion } from './s3Versions.ts';

/** Reads an object of the quarantine once. Malware beyond the test file is found by the scanner of the bucket. */
export const s3Reader = (Bucket: string, limits: Limits, client = new S3Client({})): QuarantineReader => ({
  current: (key) => currentVersion(client, Bucket, key),
  async measure(key, versionId) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId }));
    if (!(Body instanceof Readable)) throw new Error(`object ${key} has no stream`);
    return measureFile(Body, limits, eicarStub);
  },
});
