import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fileTypeFromBuffer } from 'file-type';
import type { QuarantineReader } from '../app/inspect.ts';
import { currentVersion } from './s3Versions.ts';

/** file-type needs at most this much of the beginning to know a format by its magic bytes. */
const HEAD_BYTES = 4100;

/** Reads an object once, as a stream: hash and size of the whole, magic bytes of the beginning. */
export const s3Reader = (Bucket: string, client = new S3Client({})): QuarantineReader => ({
  current: (key) => currentVersion(client, Bucket, key),
  async measure(key, versionId) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: versionId }));
    if (!(Body instanceof Readable)) throw new Error(`object ${key} has no stream`);
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of Body) {
      const data = Buffer.from(chunk);
      hash.update(data);
      if (bytes < HEAD_BYTES) head.push(data.subarray(0, HEAD_BYTES - bytes));
      bytes += data.length;
    }
    const type = await fileTypeFromBuffer(Buffer.concat(head));
    return { versionId, bytes, sha256: hash.digest('hex'), mediaType: type?.mime };
  },
});
