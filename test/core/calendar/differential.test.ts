import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import { derivationSchema } from '../../../functions/core/calendar/derivationSchema.ts';
import { compileCalendar, dueDate, dueInstant } from '../../../functions/core/calendar/index.ts';
import { anyCase } from '../../verifier/cases.ts';
import { walk } from '../../verifier/naive.ts';
import { dayNumber, readTable } from '../../verifier/table.ts';
import { clockInput } from './ask.ts';
import { differences } from './differences.ts';

const calendar = compileCalendar(loadCalendar());
const table = readTable();
const cases = 100_000;
const seed = 20_261_123;

test(`the product and the naive walk agree on ${cases} random cases (seed ${seed})`, () => {
  expect(differences(calendar, table, cases, seed)).toEqual([]);
});

test('the fast path gives the same instants as the explained one, whose derivation fits its schema', () => {
  const property = fc.property(anyCase, (input) => {
    const fast = dueInstant(calendar, clockInput(input));
    const explained = dueDate(calendar, clockInput(input));
    expect(fast.ok ? fast.value : fast.error).toEqual(explained.ok ? explained.value.due : explained.error);
    if (explained.ok)
      expect(derivationSchema.parse(explained.value.derivation)).toEqual(explained.value.derivation);
  });
  fc.assert(property, { numRuns: 3_000, seed });
});

test('the walk knows the worked example of R1 by itself', () => {
  const received = dayNumber('2026-11-16') * 1440 + 540;
  const found = walk(table, { received, amount: 10, unit: 'workingDay', pauses: [], policy: 'continue' });
  expect(found?.due).toBe(dayNumber('2026-12-01') * 1440 + 1020);
});
