import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, type Rig, rig, START } from './host.ts';

let s3: Rig;
beforeEach(async () => {
  s3 = await rig();
});
afterEach(() => s3.stop());

const put = (Key: string, Body: string | Buffer | Readable, rest: Partial<PutObjectCommand['input']> = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'versioned', Key, Body, ...rest }));
const get = (Key: string, rest: Partial<GetObjectCommand['input']> = {}) =>
  s3.client.send(new GetObjectCommand({ Bucket: 'versioned', Key, ...rest }));
const body = async (Key: string, rest: Partial<GetObjectCommand['input']> = {}) =>
  (await get(Key, rest)).Body?.transformToString();

describe('objects', () => {
  it('keeps bytes, type, disposition, metadata and checksum, and announces the object once', async () => {
    const made = await put('hồ sơ/đơn (1)+a&b.pdf', 'xin chào', {
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment',
      Metadata: { slot: '7' },
    });
    expect(made.ETag).toBe('"d79ae2922c29b26e06d8cd8eb7494fba"');
    const got = await get('hồ sơ/đơn (1)+a&b.pdf');
    expect(await got.Body?.transformToString()).toBe('xin chào');
    expect(got).toMatchObject({
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment',
      Metadata: { slot: '7' },
      ChecksumCRC32: made.ChecksumCRC32,
      VersionId: made.VersionId,
      ContentLength: 9,
      LastModified: new Date(START),
    });
    await s3.clock.settle();
    expect(s3.events).toEqual([
      expect.objectContaining({
        bucket: 'versioned',
        key: 'hồ sơ/đơn (1)+a&b.pdf',
        versionId: made.VersionId,
        size: 9,
        reason: 'PutObject',
        at: START,
      }),
    ]);
  });

  it('takes a stream with a trailing checksum without holding it in memory', async () => {
    const chunk = Buffer.alloc(64 * 1024, 7);
    const source = Readable.from(
      (function* () {
        for (let i = 0; i < 800; i++) yield chunk;
      })(),
    );
    await put('big', source, { ContentLength: 800 * chunk.length, ChecksumAlgorithm: 'CRC64NVME' });
    const head = await s3.client.send(
      new HeadObjectCommand({ Bucket: 'versioned', Key: 'big', ChecksumMode: 'ENABLED' }),
    );
    expect(head.ContentLength).toBe(50 * 1024 * 1024);
    expect(head.ChecksumCRC64NVME).toMatch(/^.{11}=$/);
    const tail = await get('big', { Range: 'bytes=-10' });
    expect(await tail.Body?.transformToByteArray()).toEqual(new Uint8Array(10).fill(7));
  });

  it('refuses a wrong checksum and shows nothing', async () => {
    const wrong = Buffer.alloc(32).toString('base64');
    expect(await failure(put('a', 'abc', { ChecksumSHA256: wrong }))).toBe('BadDigest');
    expect(await failure(put('a', 'abc', { ChecksumSHA256: 'AAAA' }))).toBe('InvalidRequest');
    expect(await failure(put('a', 'abc', { ContentMD5: Buffer.alloc(16).toString('base64') }))).toBe(
      'BadDigest',
    );
    expect(await failure(put('a', 'abc', { ChecksumCRC64NVME: 'AAAAAAAAAAA=' }))).toBe('BadDigest');
    expect(await failure(get('a'))).toBe('NoSuchKey');
    const right = await put('a', '123456789', { ChecksumCRC64NVME: 'rosUhgp5mIg=' });
    expect(right.ChecksumCRC64NVME).toBe('rosUhgp5mIg=');
    await s3.clock.settle();
    expect(s3.events.length).toBe(1);
  });

  it('serves ranges', async () => {
    await put('r', '0123456789');
    expect(await get('r', { Range: 'bytes=2-4' })).toMatchObject({
      ContentRange: 'bytes 2-4/10',
      ContentLength: 3,
    });
    expect(await body('r', { Range: 'bytes=7-' })).toBe('789');
    expect(await body('r', { Range: 'bytes=7-99' })).toBe('789');
    expect(await failure(get('r', { Range: 'bytes=10-' }))).toBe('InvalidRange');
    expect(await failure(get('r', { Range: 'bytes=0-1,3-4' }))).toBe('NotImplemented');
  });

  it('decides conditional writes and reads', async () => {
    const first = await put('c', 'one', { IfNoneMatch: '*' });
    expect(await failure(put('c', 'two', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await failure(put('c', 'two', { IfMatch: '"0"' }))).toBe('PreconditionFailed');
    expect(await failure(put('absent', 'two', { IfMatch: '"0"' }))).toBe('NoSuchKey');
    await put('c', 'two', { IfMatch: first.ETag });
    expect(await body('c')).toBe('two');
    expect(await failure(get('c', { IfMatch: first.ETag }))).toBe('PreconditionFailed');
    expect(await failure(get('c', { IfNoneMatch: '*' }))).toBe('Unknown');
    expect(await failure(get('c', { IfModifiedSince: new Date(START) }))).toBe('Unknown');
    expect(await failure(get('c', { IfUnmodifiedSince: new Date(START - 1000) }))).toBe('PreconditionFailed');
  });

  it('keeps versions, marks deletions and removes a named version for good', async () => {
    const one = await put('v', 'one');
    const two = await put('v', 'two');
    expect(await body('v', { VersionId: one.VersionId })).toBe('one');
    const marker = await s3.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'v' }));
    expect(marker.DeleteMarker).toBe(true);
    expect(await failure(get('v'))).toBe('NoSuchKey');
    expect(await failure(get('v', { VersionId: marker.VersionId }))).toBe('MethodNotAllowed');
    expect(await failure(get('v', { VersionId: 'unknown' }))).toBe('NoSuchVersion');
    await s3.client.send(
      new DeleteObjectCommand({ Bucket: 'versioned', Key: 'v', VersionId: marker.VersionId }),
    );
    expect(await body('v')).toBe('two');
    await s3.client.send(
      new DeleteObjectCommand({ Bucket: 'versioned', Key: 'v', VersionId: two.VersionId }),
    );
    expect(await body('v')).toBe('one');
  });

  it('overwrites in a bucket without versions', async () => {
    const at = { Bucket: 'plain', Key: 'p' };
    const made = await s3.client.send(new PutObjectCommand({ ...at, Body: 'one' }));
    await s3.client.send(new PutObjectCommand({ ...at, Body: 'two' }));
    expect(made.VersionId).toBeUndefined();
    expect(await (await s3.client.send(new GetObjectCommand(at))).Body?.transformToString()).toBe('two');
    await s3.client.send(new DeleteObjectCommand(at));
    expect(await failure(s3.client.send(new HeadObjectCommand(at)))).toBe('NotFound');
  });

  it('copies one version, with its metadata or with others', async () => {
    const one = await put('từ', 'one', { Metadata: { a: '1' }, ContentType: 'text/plain' });
    await put('từ', 'two');
    const copy = (Key: string, rest: Partial<CopyObjectCommand['input']> = {}) =>
      s3.client.send(
        new CopyObjectCommand({
          Bucket: 'versioned',
          Key,
          CopySource: `versioned/${encodeURIComponent('từ')}?versionId=${one.VersionId}`,
          ...rest,
        }),
      );
    expect((await copy('k')).CopyObjectResult?.ETag).toBe(one.ETag);
    expect(await get('k')).toMatchObject({ Metadata: { a: '1' }, ContentType: 'text/plain' });
    await copy('k', { MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
    expect(await get('k')).toMatchObject({ Metadata: { b: '2' }, ContentType: 'binary/octet-stream' });
    expect(await body('k')).toBe('one');
    expect(await failure(copy('k', { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await failure(copy('k', { CopySource: 'versioned/absent' }))).toBe('NoSuchKey');
    expect(await failure(copy('k', { CopySource: 'nowhere/absent' }))).toBe('NoSuchBucket');
    expect(await failure(copy('k', { CopySource: 'versioned/k' }))).toBe('InvalidRequest');
  });

  it('knows its buckets', async () => {
    const { Buckets } = await s3.client.send(new ListBucketsCommand());
    expect(Buckets?.map((b) => b.Name)).toEqual(['plain', 'versioned']);
    const where = await s3.client.send(new GetBucketLocationCommand({ Bucket: 'plain' }));
    expect(where.LocationConstraint).toBe('ap-southeast-1');
    await s3.client.send(new HeadBucketCommand({ Bucket: 'plain' }));
    expect(await failure(s3.client.send(new HeadBucketCommand({ Bucket: 'nowhere' })))).toBe('NotFound');
    expect(
      await failure(s3.client.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'k', Body: 'x' }))),
    ).toBe('NoSuchBucket');
  });

  it('refuses what the product does not use', async () => {
    expect(await failure(put('x', 'x', { ACL: 'public-read' }))).toBe('NotImplemented');
    expect(await failure(put('x', 'x', { Tagging: 'a=b' }))).toBe('NotImplemented');
    expect(await failure(put('x', 'x', { ChecksumAlgorithm: 'SHA1' }))).toBe('NotImplemented');
    expect(await failure(get('x', { PartNumber: 1 }))).toBe('NotImplemented');
    expect(await failure(put('x', 'x', { Metadata: { long: 'x'.repeat(2048) } }))).toBe('MetadataTooLarge');
    expect(await failure(put('x'.repeat(1025), 'x'))).toBe('KeyTooLongError');
  });
});
