import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCalendar } from '../../catalogue/tools/load.ts';
import { type CalendarData, compileCalendar } from '../../functions/core/calendar/index.ts';
import { type Answer, refusals } from './accept.ts';
import { anyCase, ask } from './cases.ts';
import type { Case } from './naive.ts';
import { dayNumber, readTable } from './table.ts';

const data = loadCalendar();
const honest = compileCalendar(data);
const table = readTable();
const samples = fc.sample(anyCase, { numRuns: 3_000, seed: 7 });

/** Whether the verifier refuses at least one answer of a product with this bug. */
function isFound(answer: (input: Case) => Answer): boolean {
  return samples.some((input) => refusals(table, input, answer(input)).length > 0);
}

const years = (change: (year: CalendarData['years'][number]) => CalendarData['years'][number]) =>
  compileCalendar({ ...data, years: data.years.map(change) });

test('an honest product is accepted', () => {
  expect(isFound((input) => ask(honest, input))).toBe(false);
});

test('planted: the receiving day is counted', () => {
  expect(isFound((input) => ask(honest, { ...input, received: input.received - 1440 }))).toBe(true);
});

test('planted: the day of the return is counted', () => {
  const early = (input: Case) =>
    input.pauses.map(({ from, to }) => ({ from, to: Math.max(from, to - 1440) }));
  expect(isFound((input) => ask(honest, { ...input, pauses: early(input) }))).toBe(true);
});

test('planted: worked Saturdays are ignored', () => {
  const calendar = years((year) => ({ ...year, makeUpDays: [] }));
  expect(isFound((input) => ask(calendar, input))).toBe(true);
});

test('planted: the last day off of each year is missed', () => {
  const calendar = years((year) => ({ ...year, daysOff: year.daysOff.slice(0, -1) }));
  expect(isFound((input) => ask(calendar, input))).toBe(true);
});

test('planted: the cut-off itself is too late', () => {
  const strict = ({ cutOff, ...input }: Case): Case =>
    cutOff !== undefined && 'at' in cutOff
      ? { ...input, cutOff: { at: cutOff.at - 1 } }
      : { ...input, ...(cutOff && { cutOff }) };
  expect(isFound((input) => ask(honest, strict(input)))).toBe(true);
});

test('a right date with a wrong story is refused', () => {
  const input: Case = {
    received: dayNumber('2026-11-16') * 1440 + 540,
    amount: 10,
    unit: 'workingDay',
    pauses: [],
    policy: 'continue',
  };
  const answer = ask(honest, input);
  expect(answer.due).toBe('2026-12-01T17:00:00+07:00');
  expect(refusals(table, input, answer)).toEqual([]);
  const { derivation } = answer;
  const [first, ...rest] = derivation.counted;
  const [weekend, ...others] = derivation.skipped;
  if (first === undefined || weekend === undefined) throw new Error('the example lost its runs');
  const stories = [
    { ...derivation, counted: rest },
    { ...derivation, counted: [{ ...first, n: first.n + 1 }, ...rest] },
    { ...derivation, counted: [{ ...first, from: '2026-11-16' }, ...rest] },
    { ...derivation, skipped: others },
    { ...derivation, skipped: [{ ...weekend, reason: 'holiday' }, ...others] },
    { ...derivation, skipped: [{ ...weekend, decision: 'NQ 28/2026/QH16' }, ...others] },
    { ...derivation, paused: [{ from: '2026-11-17', to: '2026-11-17', reason: 'x' }] },
    { ...derivation, start: '2026-11-16T09:01:00+07:00' },
    { ...derivation, calendar: 'vn-2025.1' },
  ];
  for (const story of stories)
    expect(refusals(table, input, { ...answer, derivation: story })).not.toEqual([]);
});
