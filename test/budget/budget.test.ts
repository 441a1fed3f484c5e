import { beforeAll, expect, test } from 'vitest';
import { breakdown } from './bill.ts';
import { type Measured, measure, writeBudget } from './measure.ts';

/**
 * The cost budget of one standard dossier (design, section 7; invariant I14), counted and never timed.
 * A gate is the value measured by `npx vitest run test/budget` on 2026-11-23 (in brackets) and 10 %, rounded down; it may
 * only fall. What is over it: `npm run cost` shows where.
 */
const gates = {
  /** [36] */
  spineTransitions: 39,
  /** [32] */
  digitisationTransitions: 35,
  /**
   * [458], 422 before the timers of each step: the due index moves with every step (12), an alert is kept, listed and noted
   * (9), heads and events grew over the next kilobyte (10); each archived file stands in the index of what can be re-used (4); the
   * manifest is noted (1).
   */
  writeUnits: 458,
};

let measured: Measured;
beforeAll(async () => {
  measured = await measure();
});
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

test('the dossier that is measured is the standard one', () => {
  const { commands, files, parks, wakes, spine, digitisation } = measured;
  expect({ commands, files, parks, wakes }).toEqual({ commands: 24, files: 4, parks: 15, wakes: 14 });
  expect(spine.states.at(-1)).toBe('Close');
  expect(digitisation.map((run) => run.files).toSorted()).toEqual([1, 1, 3, 3]);
});

test('spine: at most 6 transitions, 2 for each event that wakes it and 3 for each deadline', () => {
  const { spine, wakes } = measured;
  expect(spine.transitions, spine.states.join(' > ')).toBeLessThanOrEqual(6 + 2 * wakes + 3 * spine.timeouts);
  expect(spine.transitions).toBeLessThanOrEqual(gates.spineTransitions);
});

test('digitisation: at most 4 transitions and 3 for each file, in every run', () => {
  for (const run of measured.digitisation) {
    expect(run.transitions, `${run.name}: ${run.states.join(' > ')}`).toBeLessThanOrEqual(4 + 3 * run.files);
  }
  const all = sum(measured.digitisation.map(({ transitions }) => transitions));
  expect(all).toBeLessThanOrEqual(gates.digitisationTransitions);
});

test('write units: at most 16 for each command, 3 for each park, 4 for each file, and 13', () => {
  const { bill, writeUnits } = measured;
  const budget = writeBudget(measured);
  expect(writeUnits, `\n${breakdown(bill)}\n`).toBeLessThanOrEqual(Math.min(budget, gates.writeUnits));
});

test('every write of the product was seen, each under its name', () => {
  const transactions = measured.bill.filter(({ units }) => units.EVENT !== undefined);
  expect(transactions).toHaveLength(measured.commands - 1);
  const times = (purpose: string): number => measured.bill.filter((line) => line.purpose === purpose).length;
  expect([times('createDraft'), times('park'), times('close')]).toEqual([1, measured.parks, 1]);
  const perFile = ['UPLOAD size', 'UPLOAD scan', 'DOC inspection', 'DOC archive'].map(times);
  expect(perFile).toEqual(perFile.map(() => measured.files));
  expect(measured.bill.filter(({ refused }) => refused)).toEqual([]);
});
