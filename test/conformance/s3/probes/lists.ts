import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { api, feature } from '../probe.ts';
import type { Scene } from '../scene.ts';

const REFERENCE = api('API_ListObjectsV2');
/** Most pages that a probe turns. */
const PAGES = 20;
/** In the order of their UTF-8 bytes, which is not that of UTF-16 for the last two. */
const NAMES = ['a', 'b/1', 'b/2', 'b/c/3', 'd&<>', 'hồ sơ 1', 'ｚ', '😀'];

async function fill(s: Scene): Promise<void> {
  for (const name of NAMES.toReversed()) await s.put('x', { Key: `${s.Key}/${name}` });
}

const page = (s: Scene, rest: Partial<ListObjectsV2CommandInput> = {}) =>
  s.client.send(new ListObjectsV2Command({ Bucket: s.Bucket, Prefix: `${s.Key}/`, ...rest }));

/** Keys and common prefixes page by page, without the scene's own prefix; one list for each page. */
async function pages(s: Scene, rest: Partial<ListObjectsV2CommandInput>): Promise<string[][]> {
  const all: string[][] = [];
  let ContinuationToken: string | undefined;
  do {
    const { Contents, CommonPrefixes, NextContinuationToken } = await page(s, {
      ...rest,
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    const found = [...(Contents ?? []).map((c) => c.Key), ...(CommonPrefixes ?? []).map((c) => c.Prefix)];
    all.push(found.map((name) => `${name}`.slice(s.Key.length + 1)));
    ContinuationToken = NextContinuationToken;
  } while (ContinuationToken !== undefined && all.length < PAGES);
  return all;
}

export const lists = feature('ListObjectsV2', [
  {
    name: 'list-in-byte-order',
    reference: REFERENCE,
    expected: NAMES,
    run: async (s) => {
      await fill(s);
      return (await pages(s, {})).flat();
    },
  },
  {
    name: 'list-by-pages-of-three',
    reference: REFERENCE,
    expected: ['a b/1 b/2', 'b/c/3 d&<> hồ sơ 1', 'ｚ 😀'],
    run: async (s) => {
      await fill(s);
      return (await pages(s, { MaxKeys: 3 })).map((each) => each.join(' '));
    },
  },
  {
    name: 'list-tells-whether-there-is-more',
    reference: REFERENCE,
    expected: ['true 3 string', 'false 5 undefined', 'same token'],
    run: async (s) => {
      await fill(s);
      const first = await page(s, { MaxKeys: 3 });
      const rest = await page(s, { ContinuationToken: first.NextContinuationToken });
      const [one, two] = [first, rest].map(
        (p) => `${p.IsTruncated} ${p.KeyCount} ${typeof p.NextContinuationToken}`,
      );
      const echoed = rest.ContinuationToken === first.NextContinuationToken;
      return [`${one}`, `${two}`, echoed ? 'same token' : `token ${rest.ContinuationToken}`];
    },
  },
  {
    name: 'list-after-a-key',
    reference: REFERENCE,
    expected: ['b/c/3', 'd&<>', 'hồ sơ 1', 'ｚ', '😀', 'StartAfter answered'],
    run: async (s) => {
      await fill(s);
      const StartAfter = `${s.Key}/b/2`;
      const found = (await pages(s, { StartAfter })).flat();
      const echoed = (await page(s, { StartAfter })).StartAfter === StartAfter;
      return [...found, `StartAfter ${echoed ? 'answered' : 'missing'}`];
    },
  },
  {
    name: 'list-folded-by-a-delimiter',
    reference: REFERENCE,
    expected: ['a', 'd&<>', 'hồ sơ 1', 'ｚ', '😀', 'b/'],
    run: async (s) => {
      await fill(s);
      return (await pages(s, { Delimiter: '/' })).flat();
    },
  },
  {
    name: 'list-counts-a-common-prefix-as-one',
    reference: REFERENCE,
    expected: ['a b/', 'd&<> hồ sơ 1', 'ｚ 😀'],
    run: async (s) => {
      await fill(s);
      return (await pages(s, { Delimiter: '/', MaxKeys: 2 })).map((each) => each.join(' '));
    },
  },
  {
    name: 'list-url-encoded',
    reference: REFERENCE,
    expected: ['url', 'd%26%3C%3E'],
    run: async (s) => {
      await fill(s);
      const found = await page(s, { EncodingType: 'url', Prefix: `${s.Key}/d` });
      return [`${found.EncodingType}`, `${found.Contents?.[0]?.Key}`.slice(s.Key.length + 1)];
    },
  },
  {
    name: 'list-leaves-deleted-keys-out',
    reference: REFERENCE,
    expected: ['b/2', 'b/c/3'],
    run: async (s) => {
      await fill(s);
      await s.remove({ Key: `${s.Key}/b/1` });
      return (await pages(s, { Prefix: `${s.Key}/b/` })).flat();
    },
  },
  {
    name: 'list-entry-has-size-etag-and-date',
    reference: api('API_Object'),
    expected: ['3', '"900150983cd24fb0d6963f7d28e17f72"', 'a date', 'STANDARD'],
    run: async (s) => {
      await s.put('abc', { Key: `${s.Key}/abc` });
      const [only] = (await page(s)).Contents ?? [];
      const date = only?.LastModified instanceof Date ? 'a date' : 'no date';
      return [`${only?.Size}`, `${only?.ETag}`, date, `${only?.StorageClass}`];
    },
  },
]);
