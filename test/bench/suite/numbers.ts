/** The nearest-rank percentile (p from 0 to 100) of numbers in any order; NaN of none. */
export const percentile = (numbers: readonly number[], p: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
};

/** The middle one; of an even number of numbers the upper of the two. NaN of none. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** `a / b` to three significant digits: more of them would only be noise. */
export const ratio = (a: number, b: number): number => Number((a / b).toPrecision(3));
