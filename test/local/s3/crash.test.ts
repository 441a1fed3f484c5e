import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterEach, expect, it } from 'vitest';
import { failure, type Rig, rig } from './host.ts';

const open: Rig[] = [];
/** Starts a store; earlier ones on the same folder are simply left behind, as death would leave them. */
async function start(options: Parameters<typeof rig>[0] = {}): Promise<Rig> {
  const s3 = await rig(options);
  open.push(s3);
  return s3;
}
afterEach(async () => {
  for (const s3 of open.splice(0)) await s3.stop();
});
const put = (s3: Rig, Key: string, Body: string) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'versioned', Key, Body }));
const read = async (s3: Rig, Key: string, VersionId?: string) =>
  (
    await s3.client.send(new GetObjectCommand({ Bucket: 'versioned', Key, VersionId }))
  ).Body?.transformToString();

it('finds every object, version and marker again after a crash', async () => {
  const before = await start();
  const one = await put(before, 'k', 'one');
  await put(before, 'k', 'two');
  await put(before, 'gone', 'x');
  await before.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'gone' }));
  const removed = await put(before, 'removed', 'x');
  await before.client.send(
    new DeleteObjectCommand({ Bucket: 'versioned', Key: 'removed', VersionId: removed.VersionId }),
  );
  for (const _ of [1, 2]) {
    const after = await start({ dir: before.dir });
    expect(await read(after, 'k')).toBe('two');
    expect(await read(after, 'k', one.VersionId)).toBe('one');
    expect(await failure(read(after, 'gone'))).toBe('NoSuchKey');
    expect(readdirSync(join(before.dir, 'data')).length).toBe(3);
  }
  const last = await start({ dir: before.dir });
  const fresh = await put(last, 'k', 'three');
  expect(fresh.VersionId).not.toBe(one.VersionId);
  expect(await read(last, 'k', one.VersionId)).toBe('one');
});

it('forgets a torn last line and its data, and refuses damage in the middle', async () => {
  const before = await start();
  await put(before, 'a', 'one');
  const journal = join(before.dir, 'journal');
  appendFileSync(journal, '{"put":{"bucket":"versioned","key":"b"');
  writeFileSync(join(before.dir, 'data', '99'), 'torn');
  const after = await start({ dir: before.dir });
  expect(await read(after, 'a')).toBe('one');
  expect(await failure(read(after, 'b'))).toBe('NoSuchKey');
  expect(readdirSync(join(before.dir, 'data'))).not.toContain('99');
  await put(after, 'b', 'two');
  expect(await read(await start({ dir: before.dir }), 'b')).toBe('two');
  writeFileSync(journal, readFileSync(journal, 'utf8').replace('{"put":', '{"put"'));
  await expect(start({ dir: before.dir })).rejects.toThrow(/line \d+ is damaged/);
});

it('never shows an upload whose client went away', async () => {
  const s3 = await start();
  const { fields } = await createPresignedPost(s3.client, { Bucket: 'versioned', Key: 'half' });
  const head = Object.entries(fields)
    .map(([n, v]) => `--b\r\ncontent-disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`)
    .join('');
  const start_ = `${head}--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 1_000_000 };
  await new Promise<void>((done) => {
    const client = request(`${s3.url}/versioned`, { method: 'POST', headers });
    client.on('error', () => done());
    client.write(`${start_}${'x'.repeat(100_000)}`, () => client.destroy(new Error('pulled the plug')));
  });
  await s3.clock.settle();
  expect(await failure(read(s3, 'half'))).toBe('NoSuchKey');
  expect(s3.events).toEqual([]);
});

it('keeps created-events until they are acknowledged, across crashes', async () => {
  const told: string[] = [];
  const before = await start({ onCreated: () => Promise.reject(new Error('nobody listens')) });
  await put(before, 'a', '1');
  const { VersionId } = await put(before, 'b', '2');
  await before.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'b', VersionId }));
  const refuses = await start({
    dir: before.dir,
    onCreated: () => Promise.reject(new Error('still nobody')),
  });
  await refuses.host.redeliver();
  const onCreated = async ({ key }: { key: string }) => void told.push(key);
  const after = await start({ dir: before.dir, onCreated });
  await after.host.redeliver();
  expect(told).toEqual(['a', 'b']);
  for (const _ of [1, 2]) await (await start({ dir: before.dir, onCreated })).host.redeliver();
  expect(told).toEqual(['a', 'b']);
});

it('shows the object before it announces it', async () => {
  let seen: string | undefined;
  const s3: Rig = await start({
    onCreated: async ({ key, versionId }) => {
      seen = (await s3.host.read('versioned', key, versionId).toArray()).join('');
    },
  });
  await put(s3, 'k', 'nội dung');
  await s3.clock.settle();
  expect(seen).toBe('nội dung');
});
