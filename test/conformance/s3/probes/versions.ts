import { GetObjectCommand } from '@aws-sdk/client-s3';
import { api, type BucketKind, feature, guide } from '../probe.ts';
import { compare, outcome, status } from '../scene.ts';

const bucket: BucketKind = 'versioned';

/** Versions of one key. */
export const versions = feature('versions', [
  {
    name: 'each-put-makes-a-version',
    bucket,
    reference: guide('AddingObjectstoVersioningEnabledBuckets'),
    expected: ['string', 'different'],
    run: async (s) => {
      const [one, two] = [await s.put('x'), await s.put('x')];
      return [typeof one.VersionId, compare(one.VersionId, two.VersionId)];
    },
  },
  {
    name: 'get-and-head-name-the-current-version',
    bucket,
    reference: guide('RetrievingObjectVersions'),
    expected: ['same', 'same', 'two'],
    run: async (s) => {
      await s.put('one');
      const { VersionId } = await s.put('two');
      const [got, head] = [await s.get(), await s.head()];
      const text = (await got.Body?.transformToString()) ?? '';
      return [compare(got.VersionId, VersionId), compare(head.VersionId, VersionId), text];
    },
  },
  {
    name: 'get-by-version-id',
    bucket,
    reference: guide('RetrievingObjectVersions'),
    expected: ['one', 'same'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      await s.put('two');
      const got = await s.get({ VersionId });
      return [(await got.Body?.transformToString()) ?? '', compare(got.VersionId, VersionId)];
    },
  },
  {
    name: 'head-by-version-id',
    bucket,
    reference: api('API_HeadObject'),
    expected: ['3', 'same'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      await s.put('longer');
      const head = await s.head({ VersionId });
      return [`${head.ContentLength}`, compare(head.VersionId, VersionId)];
    },
  },
  {
    name: 'delete-by-version-id-is-for-good',
    bucket,
    reference: guide('DeletingObjectVersions'),
    expected: ['204', 'same', '404 NoSuchVersion', 'one'],
    run: async (s) => {
      await s.put('one');
      const { VersionId } = await s.put('two');
      const gone = await s.remove({ VersionId });
      const [code, same] = [`${gone.$metadata.httpStatusCode}`, compare(gone.VersionId, VersionId)];
      return [code, same, await outcome(s.get({ VersionId })), await s.text()];
    },
  },
  {
    name: 'delete-of-an-absent-version-succeeds',
    bucket,
    reference: api('API_DeleteObject'),
    expected: ['204', '204'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      return [await outcome(s.remove({ VersionId })), await outcome(s.remove({ VersionId }))];
    },
  },
]);

/** Delete markers. */
export const markers = feature('delete markers', [
  {
    name: 'delete-puts-a-marker',
    bucket,
    reference: guide('DeleteMarker'),
    expected: ['204', 'true', 'string', 'one'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      const gone = await s.remove();
      const code = `${gone.$metadata.httpStatusCode}`;
      return [code, `${gone.DeleteMarker}`, typeof gone.VersionId, await s.text({ VersionId })];
    },
  },
  {
    name: 'get-behind-a-marker',
    bucket,
    reference: api('API_GetObject'),
    expected: ['404', 'true', 'NoSuchKey'],
    run: async (s) => {
      await s.put('one');
      await s.remove();
      const answer = await s.raw(new GetObjectCommand(s.at));
      const code = /<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1];
      return [String(answer.status), `${answer.headers.get('x-amz-delete-marker')}`, `${code}`];
    },
  },
  {
    name: 'get-of-the-marker-itself',
    bucket,
    reference: api('API_GetObject'),
    expected: ['405', 'true', 'Last-Modified is a date'],
    run: async (s) => {
      await s.put('one');
      const { VersionId } = await s.remove();
      const answer = await s.raw(new GetObjectCommand({ ...s.at, VersionId }));
      const date = Date.parse(answer.headers.get('last-modified') ?? '');
      const marker = `${answer.headers.get('x-amz-delete-marker')}`;
      return [String(answer.status), marker, `Last-Modified is ${Number.isNaN(date) ? 'none' : 'a date'}`];
    },
  },
  {
    name: 'head-of-the-marker-itself',
    bucket,
    reference: api('API_HeadObject'),
    expected: ['405'],
    run: async (s) => {
      const { VersionId } = await s.remove();
      return [await status(s.head({ VersionId }))];
    },
  },
  {
    name: 'marker-for-a-key-that-never-was',
    bucket,
    reference: guide('DeleteMarker'),
    expected: ['true', '404 NoSuchKey'],
    run: async (s) => [`${(await s.remove()).DeleteMarker}`, await outcome(s.get())],
  },
  {
    name: 'deleting-the-marker-brings-the-object-back',
    bucket,
    reference: guide('ManagingDelMarkers'),
    expected: ['true', 'one'],
    run: async (s) => {
      await s.put('one');
      const { VersionId } = await s.remove();
      return [`${(await s.remove({ VersionId })).DeleteMarker}`, await s.text()];
    },
  },
]);
