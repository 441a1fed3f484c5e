import { type BucketKind, feature, guide } from '../probe.ts';
import { outcome, type Scene } from '../scene.ts';

const REFERENCE = guide('object-lock');
const DAY = 86_400_000;
const bucket: BucketKind = 'locked';

/** GOVERNANCE for a day, so that a cleaner with the right to bypass can still delete it; with the checksum that a lock needs. */
const governed = (until = Date.now() + DAY) => ({
  ObjectLockMode: 'GOVERNANCE' as const,
  ObjectLockRetainUntilDate: new Date(until),
  ChecksumAlgorithm: 'SHA256' as const,
});
const still = async (s: Scene, VersionId: string | undefined) => s.text({ VersionId });

export const locks = feature('Object Lock', [
  {
    name: 'governance-refuses-to-delete-the-version',
    bucket,
    reference: REFERENCE,
    expected: ['403 AccessDenied', 'giấy phép'],
    run: async (s) => {
      const { VersionId } = await s.put('giấy phép', governed());
      return [await outcome(s.remove({ VersionId })), await still(s, VersionId)];
    },
  },
  {
    name: 'governance-gives-way-to-a-bypass',
    bucket,
    reference: REFERENCE,
    expected: ['204', '404 NoSuchVersion'],
    run: async (s) => {
      const { VersionId } = await s.put('giấy phép', governed());
      const gone = await outcome(s.remove({ VersionId, BypassGovernanceRetention: true }));
      return [gone, await outcome(s.get({ VersionId }))];
    },
  },
  {
    name: 'a-lock-allows-markers-and-newer-versions',
    bucket,
    reference: guide('object-lock-managing'),
    expected: ['204', '200', 'giấy phép', '403 AccessDenied'],
    run: async (s) => {
      const { VersionId } = await s.put('giấy phép', governed());
      const [marked, written] = [await outcome(s.remove()), await outcome(s.put('khác'))];
      return [marked, written, await still(s, VersionId), await outcome(s.remove({ VersionId }))];
    },
  },
  {
    name: 'a-lock-is-its-versions-only',
    bucket,
    reference: REFERENCE,
    expected: ['204', '403 AccessDenied'],
    run: async (s) => {
      const locked = await s.put('one', governed());
      const free = await s.put('two');
      const freed = await outcome(s.remove({ VersionId: free.VersionId }));
      return [freed, await outcome(s.remove({ VersionId: locked.VersionId }))];
    },
  },
  {
    name: 'a-copy-can-be-locked-and-inherits-no-lock',
    bucket,
    reference: guide('object-lock-managing'),
    expected: ['403 AccessDenied', '204'],
    run: async (s) => {
      await s.put('one', governed());
      const { ObjectLockMode, ObjectLockRetainUntilDate } = governed();
      const Key = `${s.Key}-copy`;
      const locked = await s.copy(Key, undefined, { ObjectLockMode, ObjectLockRetainUntilDate });
      const free = await s.copy(Key);
      const refused = await outcome(s.remove({ Key, VersionId: locked.VersionId }));
      return [refused, await outcome(s.remove({ Key, VersionId: free.VersionId }))];
    },
  },
  {
    name: 'a-lock-needs-mode-and-date-in-the-future',
    bucket,
    reference: guide('object-lock-managing'),
    expected: ['400 InvalidArgument', '400 InvalidArgument', '400 InvalidArgument'],
    run: async (s) => {
      const { ObjectLockMode, ObjectLockRetainUntilDate, ChecksumAlgorithm } = governed();
      return [
        await outcome(s.put('x', { ObjectLockMode, ChecksumAlgorithm })),
        await outcome(s.put('x', { ObjectLockRetainUntilDate, ChecksumAlgorithm })),
        await outcome(s.put('x', governed(Date.now() - DAY))),
      ];
    },
  },
  {
    name: 'no-lock-in-a-bucket-without-locks',
    bucket: 'versioned',
    reference: guide('object-lock-configure'),
    expected: ['400 InvalidRequest'],
    run: async (s) => [await outcome(s.put('x', governed()))],
  },
]);
