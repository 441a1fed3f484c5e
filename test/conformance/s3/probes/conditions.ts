import { api, feature, guide } from '../probe.ts';
import { outcome, status } from '../scene.ts';

const NOBODYS = '"00000000000000000000000000000000"';
/** Writers in the race for one key. */
const WRITERS = 8;

export const writes = feature('conditional writes', [
  {
    name: 'if-none-match-lets-the-first-write-pass-only',
    reference: guide('conditional-writes'),
    expected: ['200', '412 PreconditionFailed', 'one'],
    run: async (s) => {
      const first = await outcome(s.put('one', { IfNoneMatch: '*' }));
      return [first, await outcome(s.put('two', { IfNoneMatch: '*' })), await s.text()];
    },
  },
  {
    name: 'if-none-match-passes-over-a-delete-marker',
    bucket: 'versioned',
    reference: guide('conditional-writes'),
    expected: ['200'],
    run: async (s) => {
      await s.put('one');
      await s.remove();
      return [await outcome(s.put('two', { IfNoneMatch: '*' }))];
    },
  },
  {
    name: 'if-none-match-among-writers-at-once',
    reference: guide('conditional-writes'),
    expected: ['1 stored', 'others refused'],
    run: async (s) => {
      const writers = Array.from({ length: WRITERS }, (_, i) =>
        outcome(s.put(String(i), { IfNoneMatch: '*' })),
      );
      const all = await Promise.all(writers);
      const stored = all.filter((each) => each === '200');
      // A write that meets another one under way may be told 409 instead.
      const refused = all.filter((each) => /^(412 |409 )/.test(each));
      const others = refused.length + stored.length === WRITERS ? 'others refused' : all.join();
      return [`${stored.length} stored`, others];
    },
  },
  {
    name: 'if-match-passes-over-its-etag-only',
    reference: guide('conditional-writes'),
    expected: ['412 PreconditionFailed', '200', 'two'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      const wrong = await outcome(s.put('wrong', { IfMatch: NOBODYS }));
      return [wrong, await outcome(s.put('two', { IfMatch: ETag })), await s.text()];
    },
  },
  {
    name: 'if-match-without-an-object',
    reference: guide('conditional-writes'),
    expected: ['404 NoSuchKey'],
    run: async (s) => [await outcome(s.put('one', { IfMatch: NOBODYS }))],
  },
  {
    name: 'copy-if-none-match',
    reference: guide('conditional-writes'),
    expected: ['200', '412 PreconditionFailed'],
    run: async (s) => {
      await s.put('one');
      const copy = () => outcome(s.copy(`${s.Key}-copy`, undefined, { IfNoneMatch: '*' }));
      return [await copy(), await copy()];
    },
  },
  {
    name: 'delete-if-match',
    reference: guide('conditional-deletes'),
    expected: ['412 PreconditionFailed', '204'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      return [await outcome(s.remove({ IfMatch: NOBODYS })), await outcome(s.remove({ IfMatch: ETag }))];
    },
  },
]);

const HOUR = 3_600_000;
export const reads = feature('conditional reads', [
  {
    name: 'get-if-match',
    reference: api('API_GetObject'),
    expected: ['200', '412 PreconditionFailed'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      return [await outcome(s.get({ IfMatch: ETag })), await outcome(s.get({ IfMatch: NOBODYS }))];
    },
  },
  {
    name: 'get-if-none-match',
    reference: api('API_GetObject'),
    expected: ['304', '200'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      return [await status(s.get({ IfNoneMatch: ETag })), await status(s.get({ IfNoneMatch: NOBODYS }))];
    },
  },
  {
    name: 'if-match-outranks-if-unmodified-since',
    reference: api('API_GetObject'),
    expected: ['200', '412 PreconditionFailed'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      const made = (await s.head()).LastModified?.getTime() ?? 0;
      const IfUnmodifiedSince = new Date(made - HOUR);
      return [
        await outcome(s.get({ IfMatch: ETag, IfUnmodifiedSince })),
        await outcome(s.get({ IfUnmodifiedSince })),
      ];
    },
  },
  {
    name: 'if-none-match-outranks-if-modified-since',
    reference: api('API_GetObject'),
    expected: ['304', '200'],
    run: async (s) => {
      const { ETag } = await s.put('one');
      const made = (await s.head()).LastModified?.getTime() ?? 0;
      const IfModifiedSince = new Date(made - HOUR);
      return [
        await status(s.get({ IfNoneMatch: ETag, IfModifiedSince })),
        await status(s.get({ IfModifiedSince })),
      ];
    },
  },
]);
