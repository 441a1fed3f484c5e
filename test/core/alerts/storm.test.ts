import { expect, test } from 'vitest';
import { fateOf, windowOf } from '../../../functions/core/alerts/storm.ts';
import { at } from '../calendar/support.ts';

/** Three alerts of a unit within ten minutes are told one by one; then one message stands for all that follow. */
const limits = { over: 3, minutes: 10 };

test.each([
  [0, 'single'],
  [1, 'single'],
  [2, 'single'],
  [3, 'herald'],
  [4, 'quiet'],
  [undefined, 'quiet'],
] as const)('the alert of rank %s is %s', (rank, fate) => expect(fateOf(rank, limits)).toBe(fate));

test('however many come, the first ones are told, and one message says that there are more', () => {
  for (let many = 0; many <= 20; many++) {
    const fates = Array.from({ length: many }, (_, rank) => fateOf(rank, limits));
    expect(fates.filter((fate) => fate === 'single')).toHaveLength(Math.min(many, limits.over));
    expect(fates.filter((fate) => fate === 'herald')).toHaveLength(many > limits.over ? 1 : 0);
  }
});

test.each([
  ['2026-11-17 08:00', '2026-11-17 08:00'],
  ['2026-11-17 08:09', '2026-11-17 08:00'],
  ['2026-11-17 08:10', '2026-11-17 08:10'],
])('an alert of %s counts in the window of %s', (decided, window) => {
  expect(windowOf(at(decided), limits)).toBe(at(window));
});
