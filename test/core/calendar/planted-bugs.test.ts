import { expect, test } from 'vitest';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import { compileCalendar } from '../../../functions/core/calendar/index.ts';
import { type Answer, type Failure, refusals } from '../../verifier/accept.ts';
import type { Case } from '../../verifier/naive.ts';
import { dayNumber, readTable } from '../../verifier/table.ts';
import { ask } from './ask.ts';
import { isFound, plantedBugs, refusedOf } from './planted.ts';

const data = loadCalendar();
const honest = compileCalendar(data);
const table = readTable();

test('an honest product is accepted', () => {
  expect(refusedOf((input) => ask(honest, input), table)).toBe(0);
});

test.each(plantedBugs(data))('planted: $name', (bug) => {
  expect(isFound(bug, table)).toBe(true);
});

const answered = (outcome: Answer | Failure): Answer => {
  if ('error' in outcome) throw new Error(outcome.error.code);
  return outcome;
};

test('a right date with a wrong story is refused', () => {
  const input: Case = {
    received: dayNumber('2026-11-16') * 1440 + 540,
    amount: 10,
    unit: 'workingDay',
    pauses: [],
    policy: 'continue',
  };
  const answer = answered(ask(honest, input));
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
    { ...derivation, rule: '11 workingDay' },
    { ...derivation, start: '2026-11-16T09:01:00+07:00' },
    { ...derivation, calendar: 'vn-2025.1' },
  ];
  for (const story of stories)
    expect(refusals(table, input, { ...answer, derivation: story })).not.toEqual([]);
});

test('an error where there is an answer, and an answer where there is none, are refused', () => {
  const input: Case = {
    received: dayNumber('2037-12-30') * 1440 + 540,
    amount: 1,
    unit: 'workingDay',
    pauses: [],
    policy: 'continue',
  };
  const last = ask(honest, input);
  expect(refusals(table, input, last)).toEqual([]);
  const beyond = { ...input, amount: 2 };
  expect(refusals(table, beyond, ask(honest, beyond))).toEqual([]);
  expect(refusals(table, beyond, last)).not.toEqual([]);
  expect(refusals(table, input, ask(honest, beyond))).not.toEqual([]);
});

test('in hours, a day off that is not named and a wait that is left out are refused', () => {
  const input: Case = {
    received: dayNumber('2026-11-20') * 1440 + 900,
    amount: 4,
    unit: 'workingHour',
    pauses: [{ from: dayNumber('2026-11-20') * 1440 + 960, to: dayNumber('2026-11-20') * 1440 + 990 }],
    policy: 'continue',
  };
  const answer = answered(ask(honest, input));
  expect(refusals(table, input, answer)).toEqual([]);
  const stories = [
    { ...answer.derivation, skipped: [] },
    { ...answer.derivation, paused: [] },
  ];
  for (const derivation of stories) expect(refusals(table, input, { ...answer, derivation })).not.toEqual([]);
});
