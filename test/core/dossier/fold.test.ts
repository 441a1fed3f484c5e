import { describe, expect, test } from 'vitest';
import { append } from '../../../functions/app/append.ts';
import { apply, FoldError, fold } from '../../../functions/core/dossier/apply.ts';
import type { EventBody } from '../../../functions/core/dossier/events.ts';
import { type Place, standing } from './matrix.ts';
import { storyIn } from './places.ts';
import { follow, frozen, ID, MORNING, must, policy, submitted, system, until } from './support.ts';

const isPlace = (name: string): name is Place => name in standing;
const places = Object.keys(standing).filter(isPlace);

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

const text = { digest: 'd', item: 'TEXT#000001' };
const date = { version: 9, from: 0, due: 2, remind: 1, calendar: 'c', provisional: false, raised: [] };
const asks = {
  deadline: { ...date, kind: 'SUPPLEMENT' as const },
  derivation: must(events.flatMap((e) => (e.type === 'accepted' ? [e.data.derivation] : []))[0]),
};
const form = { n: 9, form: '02', number: 'x', template: 't', digest: 'd' } as const;

/** Where an event can stand, by hand; in every other place it does not fold. */
const fits: readonly (readonly [EventBody, readonly Place[]])[] = [
  [{ type: 'delivered', data: { method: 'post' } }, ['DELI']],
  [{ type: 'released', data: {} }, ['REVI']],
  [{ type: 'resultDeclared', data: { document: 4 } }, ['RESU']],
  [{ type: 'documentsArchived', data: { documents: [] } }, ['ARCH', 'ASUP', 'ARES']],
  [
    { type: 'digitisationRestarted', data: { attempt: 2, watchUntil: 1 } },
    ['VERI', 'ARCH', 'VSUP', 'ASUP', 'VRES', 'ARES'],
  ],
  [
    { type: 'stepCompleted', data: { step: 'NONSENSE', result: 'early', worked: { minutes: 1, budget: 1 } } },
    [],
  ],
  [{ type: 'alertsDecided', data: { of: 'promise', version: 99, raised: [], alert: 'BREACH' } }, []],
  [{ type: 'alertAcknowledged', data: {} }, places],
  [{ type: 'requestProposed', data: { n: 1, kind: 'supplement', request: text } }, ['REVI']],
  [{ type: 'requestDeclined', data: { reason: text } }, ['REQS', 'REQP']],
  [{ type: 'supplementAllowed', data: { legalBasis: 'b' } }, ['ACCE', 'REVI', 'REQS', 'REQP']],
  [{ type: 'supplementRequested', data: { n: 1, stage: 'intake', components: [], form, ...asks } }, ['ACCE']],
  [
    {
      type: 'supplementRequested',
      data: { n: 1, stage: 'review', components: [], form, stepMinutes: 1, ...asks },
    },
    ['REQS', 'REQP'],
  ],
  // Without what was left of the step it would lose the officer's time.
  [{ type: 'supplementRequested', data: { n: 1, stage: 'review', components: [], form, ...asks } }, []],
  [{ type: 'supplementDeclared', data: { documents: [4] } }, ['SUPI', 'SUPR']],
  [
    { type: 'paymentRequired', data: { n: 1, amount: 1, reason: text, stepMinutes: 1, ...asks } },
    ['REQS', 'REQP'],
  ],
  [
    {
      type: 'lapsed',
      data: { of: 'SUPPLEMENT', reason: text, outcome: 'stopped', form, timeliness: 'early' },
    },
    ['SUPI', 'SUPR', 'PAYM'],
  ],
  [{ type: 'consultationLapsed', data: { n: 1, outcome: 'late' } }, []],
  [{ type: 'complaintOverdue', data: { n: 1 } }, []],
  [{ type: 'complaintAnswered', data: { upheld: true, text } }, []],
  [
    { type: 'stopped', data: { reason: text, legalBasis: 'b', form, outcome: 'early' } },
    ['SUPI', 'REVI', 'REQS', 'REQP', 'SUPR', 'VSUP', 'ASUP', 'PAYM', 'RESU', 'VRES'],
  ],
  [{ type: 'spineRestarted', data: { run: 2 } }, places],
];

const stories = new Map(places.map((place) => [place, storyIn(place)]));

describe.each(fits)('$type', (body, where) => {
  test.each(places)('in %s', (place) => {
    const { dossier } = must(stories.get(place));
    const attempt = () => append(frozen(dossier), body, { id: ID, actor: system, at: 0, policy });
    if (where.includes(place)) expect(attempt().after.seq).toBe(dossier.seq + 1);
    else expect(attempt).toThrow(FoldError);
  });
});

test('folding does not change what it is given', () => {
  const first = submitted();
  expect(apply(undefined, frozen(must(first.events[0])))).toEqual(first.dossier);
  expect(fold(frozen([...events]))).toEqual(whole.dossier);
});
