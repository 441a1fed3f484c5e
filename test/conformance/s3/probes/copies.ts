import { api, feature } from '../probe.ts';
import { compare, outcome } from '../scene.ts';

const REFERENCE = api('API_CopyObject');

export const copies = feature('CopyObject', [
  {
    name: 'copy-of-a-named-version',
    bucket: 'versioned',
    reference: REFERENCE,
    expected: ['same', 'same', 'one'],
    run: async (s) => {
      const one = await s.put('one');
      await s.put('two');
      const copy = await s.copy(`${s.Key}-copy`, one.VersionId);
      return [
        compare(copy.CopySourceVersionId, one.VersionId),
        compare(copy.CopyObjectResult?.ETag, one.ETag),
        await s.text({ Key: `${s.Key}-copy` }),
      ];
    },
  },
  {
    name: 'copy-of-the-current-version',
    bucket: 'versioned',
    reference: REFERENCE,
    expected: ['two', 'different'],
    run: async (s) => {
      await s.put('one');
      const { VersionId } = await s.put('two');
      const copy = await s.copy(`${s.Key}-copy`);
      return [await s.text({ Key: `${s.Key}-copy` }), compare(copy.VersionId, VersionId)];
    },
  },
  {
    name: 'copy-takes-the-metadata-along',
    reference: REFERENCE,
    expected: ['1', 'text/plain'],
    run: async (s) => {
      await s.put('one', { ContentType: 'text/plain', Metadata: { a: '1' } });
      await s.copy(`${s.Key}-copy`);
      const head = await s.head({ Key: `${s.Key}-copy` });
      return [`${head.Metadata?.a}`, `${head.ContentType}`];
    },
  },
  {
    name: 'copy-with-metadata-replaced',
    reference: REFERENCE,
    expected: ['undefined', '2', 'application/pdf', 'one'],
    run: async (s) => {
      await s.put('one', { ContentType: 'text/plain', Metadata: { a: '1' } });
      const rest = { ContentType: 'application/pdf', Metadata: { b: '2' } };
      await s.copy(`${s.Key}-copy`, undefined, { MetadataDirective: 'REPLACE', ...rest });
      const head = await s.head({ Key: `${s.Key}-copy` });
      const { a, b } = head.Metadata ?? {};
      return [`${a}`, `${b}`, `${head.ContentType}`, await s.text({ Key: `${s.Key}-copy` })];
    },
  },
  {
    name: 'copy-onto-itself-with-nothing-changed',
    reference: REFERENCE,
    expected: ['400 InvalidRequest', '200'],
    run: async (s) => {
      await s.put('one');
      const changing = s.copy(s.Key, undefined, { MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
      const changed = await outcome(changing);
      return [await outcome(s.copy(s.Key)), changed];
    },
  },
  {
    name: 'copy-of-a-deleted-key-or-an-absent-one',
    bucket: 'versioned',
    reference: REFERENCE,
    expected: ['404 NoSuchKey', '404 NoSuchKey'],
    run: async (s) => {
      const absent = await outcome(s.copy(`${s.Key}-copy`));
      await s.put('one');
      await s.remove();
      return [await outcome(s.copy(`${s.Key}-copy`)), absent];
    },
  },
  {
    name: 'copy-of-a-version-that-is-gone',
    bucket: 'versioned',
    reference: api('ErrorResponses'),
    expected: ['404 NoSuchVersion'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      await s.remove({ VersionId });
      return [await outcome(s.copy(`${s.Key}-copy`, VersionId))];
    },
  },
]);
