/**
 * Shares in percent with one decimal that add up to exactly 100.0 (largest remainder): 1,605 and 39 of 1,644 are 97.6 and
 * 2.4, never 97.6 and 2.3. Each is within 0.1 of the true share; of equal remainders the earlier one is rounded up. All are
 * 0 when nothing was counted. Counts are whole and not negative.
 */
export const percentages = (counts: readonly number[]): readonly number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const tenths = counts.map((count) => Math.floor((count * WHOLE) / total));
  const left = WHOLE - tenths.reduce((sum, each) => sum + each, 0);
  const byRemainder = counts
    .map((count, i) => ({ i, remainder: (count * WHOLE) % total }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i);
  const raised = new Set(byRemainder.slice(0, left).map(({ i }) => i));
  return tenths.map((each, i) => (each + (raised.has(i) ? 1 : 0)) / 10);
};

/** A hundred percent in tenths. */
const WHOLE = 1000;

/** One share in percent with one decimal; undefined of nothing. */
export const percentOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : percentages([part, whole - part])[0];
