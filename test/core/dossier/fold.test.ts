import { describe, expect, test } from 'vitest';
import { append } from '../../../functions/app/append.ts';
import { apply, FoldError, fold } from '../../../functions/core/dossier/apply.ts';
import type { EventBody } from '../../../functions/core/dossier/events.ts';
import { phases } from '../../../functions/core/dossier/status.ts';
import { follow, frozen, ID, MORNING, must, submitted, system, until } from './support.ts';

const whole = until((d) => d.phase === 'CLOSED');
const { events } = whole;

describe('a log that is damaged does not fold', () => {
  test.each([
    ['an event is missing', events.toSpliced(3, 1)],
    ['an event stands twice', events.toSpliced(3, 0, must(events[3]))],
    ['two events are swapped', events.toSpliced(3, 2, must(events[4]), must(events[3]))],
    ['the first event is missing', events.slice(1)],
    ['it begins twice', [must(events[0]), ...events]],
  ])('%s', (_, damaged) => {
    expect(() => fold(damaged)).toThrow(FoldError);
  });

  test('even when every phase fits: the gap alone is enough', () => {
    const again = follow(submitted(), { type: 'restartDigitisation' }, system, MORNING);
    const verifying = follow(again, { type: 'restartSpine', run: 2 }, system, MORNING);
    expect(() => fold(verifying.events.toSpliced(1, 1))).toThrow(FoldError);
    expect(() => fold([...verifying.events, must(verifying.events.at(-1))])).toThrow(FoldError);
  });

  test('an empty one is no dossier', () => expect(fold([])).toBeUndefined());
});

/** Where an event can stand, by hand; every other phase refuses it. */
const fits: readonly (readonly [EventBody, readonly string[]])[] = [
  [{ type: 'delivered', data: { method: 'post' } }, ['DELIVERY']],
  [{ type: 'released', data: {} }, ['REVIEW']],
  [{ type: 'resultDeclared', data: { document: 4 } }, ['RESULT']],
  [{ type: 'documentsArchived', data: { documents: [] } }, ['ARCHIVE', 'ARCHIVE_RESULT']],
  [
    { type: 'digitisationRestarted', data: { attempt: 2, watchUntil: 1 } },
    ['VERIFY', 'ARCHIVE', 'VERIFY_RESULT', 'ARCHIVE_RESULT'],
  ],
  [{ type: 'stepCompleted', data: { step: 'NONSENSE', result: 'early' } }, []],
  [{ type: 'alertsDecided', data: { deadlineVersion: 99, raised: [], alert: 'BREACH' } }, []],
  [{ type: 'spineRestarted', data: { run: 2 } }, phases],
];

describe.each(fits)('$type', (body, where) => {
  test.each(phases.filter((phase) => phase !== 'REPLACEMENT'))('in %s', (phase) => {
    const { dossier } = until((d) => d.phase === phase);
    const attempt = () => append(ID, frozen(dossier), body, system, 0);
    if (where.includes(phase)) expect(attempt().after.seq).toBe(dossier.seq + 1);
    else expect(attempt).toThrow(FoldError);
  });
});

test('folding does not change what it is given', () => {
  const first = frozen(submitted());
  expect(apply(undefined, must(first.events[0]))).toEqual(first.dossier);
  expect(fold(frozen([...events]))).toEqual(whole.dossier);
});
