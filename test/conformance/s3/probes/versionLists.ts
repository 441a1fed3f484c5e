import { ListObjectVersionsCommand, type ListObjectVersionsCommandInput } from '@aws-sdk/client-s3';
import { api, type BucketKind, feature } from '../probe.ts';
import type { Scene } from '../scene.ts';

const bucket: BucketKind = 'versioned';
const REFERENCE = api('API_ListObjectVersions');
/** Most pages that a probe turns. */
const PAGES = 20;

const page = (s: Scene, rest: Partial<ListObjectVersionsCommandInput> = {}) =>
  s.client.send(new ListObjectVersionsCommand({ Bucket: s.Bucket, Prefix: `${s.Key}/`, ...rest }));

/** Two versions and a marker of `a`, one version of `b`; answers what each id stands for. */
async function fill(s: Scene): Promise<ReadonlyMap<string | undefined, string>> {
  const [a, b] = [{ Key: `${s.Key}/a` }, { Key: `${s.Key}/b` }];
  const a1 = await s.put('1', a);
  const a2 = await s.put('22', a);
  const a3 = await s.remove(a);
  const b1 = await s.put('1', b);
  return new Map([
    [a1.VersionId, 'a1'],
    [a2.VersionId, 'a2'],
    [a3.VersionId, 'a3'],
    [b1.VersionId, 'b1'],
  ]);
}

export const versionLists = feature('ListObjectVersions', [
  {
    name: 'versions-newest-first',
    bucket,
    reference: REFERENCE,
    expected: ['a2 false 2', 'a1 false 1', 'b1 true 1'],
    run: async (s) => {
      const named = await fill(s);
      const { Versions } = await page(s);
      return (Versions ?? []).map((v) => `${named.get(v.VersionId)} ${v.IsLatest} ${v.Size}`);
    },
  },
  {
    name: 'markers-apart-from-versions',
    bucket,
    reference: REFERENCE,
    expected: ['a3 true'],
    run: async (s) => {
      const named = await fill(s);
      const { DeleteMarkers } = await page(s);
      return (DeleteMarkers ?? []).map((v) => `${named.get(v.VersionId)} ${v.IsLatest}`);
    },
  },
  {
    name: 'versions-one-by-one',
    bucket,
    reference: REFERENCE,
    expected: ['a3', 'a2', 'a1', 'b1'],
    run: async (s) => {
      const named = await fill(s);
      const found: string[] = [];
      let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
      for (let turned = 0; next && turned < PAGES; turned++) {
        const one: Awaited<ReturnType<typeof page>> = await page(s, { MaxKeys: 1, ...next });
        for (const { VersionId } of [...(one.Versions ?? []), ...(one.DeleteMarkers ?? [])])
          found.push(`${named.get(VersionId)}`);
        next =
          one.IsTruncated === true
            ? { KeyMarker: one.NextKeyMarker, VersionIdMarker: one.NextVersionIdMarker }
            : undefined;
      }
      return found;
    },
  },
  {
    name: 'versions-after-a-key',
    bucket,
    reference: REFERENCE,
    expected: ['b1'],
    run: async (s) => {
      const named = await fill(s);
      const { Versions, DeleteMarkers } = await page(s, { KeyMarker: `${s.Key}/a` });
      return [...(Versions ?? []), ...(DeleteMarkers ?? [])].map((v) => `${named.get(v.VersionId)}`);
    },
  },
  {
    name: 'versions-of-a-key-that-is-gone-for-good',
    bucket,
    reference: REFERENCE,
    expected: ['0'],
    run: async (s) => {
      const Key = `${s.Key}/a`;
      const { VersionId } = await s.put('1', { Key });
      await s.remove({ Key, VersionId });
      return [String((await page(s)).Versions?.length ?? 0)];
    },
  },
]);
