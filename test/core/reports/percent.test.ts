import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentages, percentOf } from '../../../functions/core/reports/percent.ts';

test.each<[string, readonly number[], readonly number[]]>([
  ['the year 2023 of the department (rule R15)', [1605, 39, 0], [97.6, 2.4, 0]],
  ['equal remainders: the earlier is rounded up', [1, 1, 1], [33.4, 33.3, 33.3]],
  ['nothing', [0, 0], [0, 0]],
  ['everything', [0, 7], [0, 100]],
  ['no counts at all', [], []],
])('%s', (_, counts, shares) => {
  expect(percentages(counts)).toEqual(shares);
});

test('a share of nothing is not known', () => {
  expect([percentOf(0, 0), percentOf(65, 1644), percentOf(0, 3)]).toEqual([undefined, 4, 0]);
});

test('shares add up to exactly 100.0, and none is further than 0.1 from the truth', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }), (counts) => {
      const total = counts.reduce((sum, each) => sum + each, 0);
      const shares = percentages(counts);
      const tenths = shares.map((share) => Math.round(share * 10));
      expect(shares).toEqual(tenths.map((each) => each / 10));
      expect(tenths.reduce((sum, each) => sum + each, 0)).toBe(total === 0 ? 0 : 1000);
      counts.forEach((count, i) => {
        const truth = total === 0 ? 0 : (count / total) * 100;
        expect(Math.abs((shares[i] ?? Number.NaN) - truth)).toBeLessThan(0.1 + 1e-9);
      });
    }),
    { numRuns: 500, seed: 20_261_127 },
  );
});
