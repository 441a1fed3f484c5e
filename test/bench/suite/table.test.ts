import { describe, expect, test } from 'vitest';
import { median, percentile, ratio } from './numbers.ts';
import { shown, tableOf } from './table.ts';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

  test.each([
    [0, 1],
    [1, 1],
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
  ])('%i of 1 to 100, in any order, is %i', (p, expected) => {
    expect(percentile(hundred, p)).toBe(expected);
  });

  test('is a number that was measured, never one in between', () => {
    expect(percentile([10, 20], 50)).toBe(10);
    expect(percentile([10, 20], 51)).toBe(20);
    expect(percentile([7], 99)).toBe(7);
  });

  test('of nothing is no number', () => {
    expect(percentile([], 50)).toBeNaN();
    expect(median([])).toBeNaN();
  });

  test('leaves what it was given in its order', () => {
    const given = [3, 1, 2];
    expect([percentile(given, 99), median(given)]).toEqual([3, 2]);
    expect(given).toEqual([3, 1, 2]);
  });
});

test('a ratio has three significant digits', () => {
  expect([ratio(2, 3), ratio(12_345, 1), ratio(1, 800)]).toEqual([0.667, 12_300, 0.00125]);
});

test('numbers are shown whole when they are whole or large, with two decimals when they are small', () => {
  expect([0, 7, 1.234, 123.45, 1234.5, 1_234_567, Number.NaN].map(shown)).toEqual([
    ...['0', '7', '1.23', '123.5', '1,235', '1,234,567', '–'],
  ]);
});

test('the table is aligned, and names a benchmark once', () => {
  const due = [
    { what: 'ours', value: 1_000_000, unit: 'a second' },
    { what: 'a plain loop', value: 12.5, unit: 'a second', beside: '1/80 of ours' },
  ];
  expect(tableOf({ due, api: [{ what: 'p50', value: 3, unit: 'ms' }] })).toEqual([
    'benchmark  what             figure  unit      beside',
    'due        ours          1,000,000  a second',
    '           a plain loop      12.50  a second  1/80 of ours',
    'api        p50                   3  ms',
  ]);
});
