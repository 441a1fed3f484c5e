import type { Figure } from './bench.ts';

const digits = (value: number): number =>
  Number.isInteger(value) || value >= 1000 ? 0 : value >= 100 ? 1 : 2;

/** A number as people read it: thousands apart, at most two decimals. */
export const shown = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en-US', {
        minimumFractionDigits: digits(value),
        maximumFractionDigits: digits(value),
      })
    : '–';

/** An aligned table: names to the left, numbers to the right; the name of a benchmark once. */
export const tableOf = (benches: Readonly<Record<string, readonly Figure[]>>): string[] => {
  const head = ['benchmark', 'what', 'figure', 'unit', 'beside'];
  const body = Object.entries(benches).flatMap(([name, figures]) =>
    figures.map(({ what, value, unit, beside = '' }, i) => [
      i === 0 ? name : '',
      what,
      shown(value),
      unit,
      beside,
    ]),
  );
  const rows = [head, ...body];
  const widths = head.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 2 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};
