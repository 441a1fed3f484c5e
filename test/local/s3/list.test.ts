import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failure, type Rig, rig } from './host.ts';

let s3: Rig;
const KEYS = ['a', 'b/1', 'b/2', 'b/c/3', 'd&<>', 'hồ sơ 1', 'ｚ', '😀'];
beforeEach(async () => {
  s3 = await rig();
  for (const Key of KEYS.toReversed())
    await s3.client.send(new PutObjectCommand({ Bucket: 'versioned', Key, Body: Key }));
});
afterEach(() => s3.stop());

async function list(
  pageSize: number,
  rest: { Prefix?: string; Delimiter?: string; StartAfter?: string; EncodingType?: 'url' } = {},
) {
  const found: string[] = [];
  for await (const page of paginateListObjectsV2(
    { client: s3.client, pageSize },
    { Bucket: 'versioned', ...rest },
  )) {
    for (const { Prefix } of page.CommonPrefixes ?? []) found.push(`${Prefix}*`);
    for (const { Key = '' } of page.Contents ?? []) found.push(Key);
  }
  return found;
}

it('lists in byte order on pages of every size', async () => {
  for (const size of [1, 2, 3, 1000]) expect(await list(size)).toEqual(KEYS);
  expect(await list(2, { Prefix: 'b/' })).toEqual(['b/1', 'b/2', 'b/c/3']);
  expect(await list(2, { StartAfter: 'b/2' })).toEqual(KEYS.slice(3));
  expect(await list(1000, { EncodingType: 'url', Prefix: 'd' })).toEqual(['d%26%3C%3E']);
});

it('folds keys under a delimiter', async () => {
  for (const size of [1, 2, 1000])
    expect((await list(size, { Delimiter: '/' })).toSorted()).toEqual(
      ['a', 'b/*', 'd&<>', 'hồ sơ 1', 'ｚ', '😀'].toSorted(),
    );
  expect(await list(1, { Delimiter: '/', Prefix: 'b/' })).toEqual(['b/1', 'b/2', 'b/c/*']);
});

it('hides deleted keys and lists all versions, newest first, page by page', async () => {
  const { VersionId } = await s3.client.send(
    new PutObjectCommand({ Bucket: 'versioned', Key: 'a', Body: 'again' }),
  );
  await s3.client.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'b/1' }));
  expect(await list(1000, { Prefix: 'b/' })).toEqual(['b/2', 'b/c/3']);
  const seen: string[] = [];
  let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (let more = true; more; ) {
    const page = await s3.client.send(
      new ListObjectVersionsCommand({ Bucket: 'versioned', MaxKeys: 1, ...marker }),
    );
    for (const v of page.Versions ?? []) seen.push(`${v.Key} ${v.IsLatest} ${v.VersionId === VersionId}`);
    for (const m of page.DeleteMarkers ?? []) seen.push(`${m.Key} marker ${m.IsLatest}`);
    marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    more = page.IsTruncated === true;
  }
  expect(seen.slice(0, 5)).toEqual([
    'a true true',
    'a false false',
    'b/1 marker true',
    'b/1 false false',
    'b/2 true false',
  ]);
  expect(seen.length).toBe(KEYS.length + 2);
});

it('refuses to fold versions under a delimiter rather than to overlook it', async () => {
  const folded = new ListObjectVersionsCommand({ Bucket: 'versioned', Delimiter: '/' });
  expect(await failure(s3.client.send(folded))).toBe('NotImplemented');
});
