import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrink } from './shrink.ts';

/** Failing means: one of a few causes is wholly there. Causes are sets of elements of both lists. */
const dossiers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
const faults = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
const world = fc.record({ dossiers, faults }).chain((start) =>
  fc.record({
    start: fc.constant(start),
    causes: fc.array(
      fc.record({ dossiers: fc.subarray(start.dossiers), faults: fc.subarray(start.faults) }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);
type Lists = { readonly dossiers: readonly number[]; readonly faults: readonly string[] };

const failing =
  (causes: readonly Lists[]) =>
  (has: Lists): boolean =>
    causes.some(
      (cause) =>
        cause.dossiers.every((n) => has.dossiers.includes(n)) &&
        cause.faults.every((fault) => has.faults.includes(fault)),
    );

const withoutOne = (of: Lists): Lists[] => [
  ...of.dossiers.map((_, i) => ({ ...of, dossiers: of.dossiers.toSpliced(i, 1) })),
  ...of.faults.map((_, i) => ({ ...of, faults: of.faults.toSpliced(i, 1) })),
];

test('the search ends, what it finds fails, and nothing more can be left out of it', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ start, causes }) => {
      const fails = failing(causes);
      const found = await shrink({ start, fails: async (c: Lists) => fails(c), goOn: () => true });
      expect(found.minimal).toBe(true);
      expect(fails(found.candidate)).toBe(true);
      expect(withoutOne(found.candidate).filter(fails)).toEqual([]);
      for (const n of found.candidate.dossiers) expect(start.dossiers).toContain(n);
    }),
  );
});

test('within a budget it tries no more often than it may, and what it finds still fails', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.nat(12), async ({ start, causes }, budget) => {
      let tries = 0;
      const { candidate, minimal } = await shrink({
        start,
        fails: async (c: Lists) => {
          tries++;
          return failing(causes)(c);
        },
        goOn: () => tries < budget,
      });
      expect(tries).toBeLessThanOrEqual(budget);
      expect(failing(causes)(candidate)).toBe(true);
      if (minimal) expect(withoutOne(candidate).filter(failing(causes))).toEqual([]);
    }),
  );
});

test('a good guess is where the search begins; a wrong one is left', async () => {
  const start: Lists = { dossiers: [1, 2, 3, 4, 5, 6, 7, 8], faults: ['a', 'b'] };
  const fails = failing([{ dossiers: [6], faults: ['b'] }]);
  const tried: Lists[] = [];
  const { candidate } = await shrink({
    start,
    guesses: [
      { dossiers: [2], faults: ['a', 'b'] },
      { dossiers: [6], faults: ['a', 'b'] },
    ],
    fails: async (c: Lists) => {
      tried.push(c);
      return fails(c);
    },
    goOn: () => true,
  });
  expect(candidate).toEqual({ dossiers: [6], faults: ['b'] });
  expect(tried.every((each) => each.dossiers.length <= 1)).toBe(true);
});
