import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCalendar } from '../../catalogue/tools/load.ts';
import { compileCalendar, dueDate, dueInstant } from '../../functions/core/calendar/index.ts';
import { refusals } from './accept.ts';
import { anyCase, ask, clockInput } from './cases.ts';
import { walk } from './naive.ts';
import { dayNumber, readTable } from './table.ts';

const calendar = compileCalendar(loadCalendar());
const table = readTable();
const cases = Number(process.env.DUE_CASES ?? 100_000);
const seed = Number(process.env.DUE_SEED ?? 20_261_123);

test(`the product and the naive walk agree on ${cases} cases (seed ${seed})`, () => {
  console.log(`differential test: ${cases} cases, seed ${seed}`);
  const property = fc.property(anyCase, (input) => {
    const answer = ask(calendar, input);
    const wrong = refusals(table, input, answer);
    if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n${JSON.stringify(answer)}`);
  });
  fc.assert(property, { numRuns: cases, seed });
});

test('the fast path gives the same instants as the explained one', () => {
  const property = fc.property(anyCase, (input) => {
    const fast = dueInstant(calendar, clockInput(input));
    const explained = dueDate(calendar, clockInput(input));
    expect(fast.ok && fast.value).toBe(explained.ok && explained.value.due);
  });
  fc.assert(property, { numRuns: 5_000, seed });
});

test('the walk knows the worked example of R1 by itself', () => {
  const received = dayNumber('2026-11-16') * 1440 + 540;
  const due = walk(table, { received, amount: 10, unit: 'workingDay', pauses: [], policy: 'continue' }).due;
  expect(due).toBe(dayNumber('2026-12-01') * 1440 + 1020);
});
