import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { type Dossier, nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import { dueAlert, evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import type { Stage } from '../../../functions/core/sla/stages.ts';
import { at, local } from '../calendar/support.ts';
import { follow, officer, owner, submitted, system } from '../dossier/support.ts';
import { appraisedSince, asked, tell } from '../dossier/tell.ts';

const REMIND = 1_000;
const DUE = 2_000;
const WATCH = 5_000;

/** A filing whose answer is due at 2,000, to be reminded of at 1,000, under a watch that ends at 5,000. */
const dossier = (raised: readonly Stage[], digitisation?: { attempt: number; until: number }): Dossier => {
  const { deadline, digitisation: _, ...rest } = submitted().dossier;
  if (!deadline || rest.phase !== 'VERIFY') throw new Error('the test itself is wrong');
  const promised = { ...rest, deadline: { ...deadline, version: 3, remind: REMIND, due: DUE, raised } };
  return digitisation ? { ...promised, digitisation } : promised;
};

const alert = (stage: Stage, raised: readonly Stage[]) => ({
  kind: 'alert',
  stage,
  raised,
  deadlineVersion: 3,
});
const nothing = { kind: 'nothing' };

describe('a deadline', () => {
  test.each<[string, readonly Stage[], number, unknown]>([
    ['before the reminder', [], REMIND - 1, nothing],
    ['at the reminder', [], REMIND, alert('REMINDER', ['REMINDER'])],
    ['after the reminder', [], DUE - 1, alert('REMINDER', ['REMINDER'])],
    ['the reminder was given', ['REMINDER'], DUE - 1, nothing],
    ['at the due time', ['REMINDER'], DUE, alert('BREACH', ['REMINDER', 'BREACH'])],
    ['late when first seen: the breach alone', [], DUE + 1, alert('BREACH', ['REMINDER', 'BREACH'])],
    ['the breach was raised', ['REMINDER', 'BREACH'], DUE + 1, nothing],
    ['the breach was raised without a reminder', ['BREACH'], DUE + 1, nothing],
  ])('%s', (_, raised, now, verdict) => {
    expect(evaluateSla(dossier(raised), now)).toEqual(verdict);
  });

  test('of nobody: nothing is due', () => {
    const { deadline: _, ...free } = dossier([]);
    expect(evaluateSla({ ...free, digitisation: { attempt: 1, until: WATCH } }, WATCH - 1)).toEqual(nothing);
  });
});

describe('a silent digitisation run', () => {
  const raised: readonly Stage[] = ['REMINDER', 'BREACH'];
  test.each([
    ['is watched', 1, WATCH - 1, nothing],
    ['is started again', 1, WATCH, { kind: 'restartDigitisation' }],
    ['is started for the fifth time', 4, WATCH, { kind: 'restartDigitisation' }],
    ['is given up after the fifth', 5, WATCH + 1, nothing],
  ])('%s', (_, attempt, now, verdict) => {
    expect(evaluateSla(dossier(raised, { attempt, until: WATCH }), now)).toEqual(verdict);
  });

  test('comes after the deadline, which goes first', () => {
    expect(evaluateSla(dossier([], { attempt: 1, until: REMIND }), DUE)).toMatchObject({ kind: 'alert' });
  });
});

test.each<[string, readonly Stage[], { attempt: number; until: number } | undefined, number | undefined]>([
  ['the reminder', [], undefined, REMIND],
  ['the due time', ['REMINDER'], undefined, DUE],
  ['the watch', ['REMINDER', 'BREACH'], { attempt: 4, until: WATCH }, WATCH],
  ['whatever is nearer: the watch', ['REMINDER'], { attempt: 1, until: DUE - 1 }, DUE - 1],
  ['whatever is nearer: the deadline', ['REMINDER'], { attempt: 1, until: DUE + 1 }, DUE],
  ['nothing once all is raised', ['REMINDER', 'BREACH'], undefined, undefined],
  [
    'nothing for a run that was tried five times',
    ['REMINDER', 'BREACH'],
    { attempt: 5, until: WATCH },
    undefined,
  ],
])('the next timer is %s', (_, raised, digitisation, expected) => {
  expect(nextTimerAt(dossier(raised, digitisation))).toBe(expected);
});

describe('what the applicant, an agency or a complaint lets pass', () => {
  const monday = '2026-11-16 09:00';
  const received = appraisedSince(monday);
  const waiting = asked(received, '2026-11-20 09:00', 'supplement');
  const paying = asked(received, '2026-11-20 09:00', 'payment');

  test.each([
    ['a supplement', waiting, '2026-11-25 17:00'],
    ['a payment', paying, '2026-12-14 17:00'],
  ])('%s: the reminder, then the lapse and no breach of the office', (_, story, due) => {
    const { deadline } = story.dossier;
    if (!deadline) throw new Error('no promise');
    expect(local(deadline.due)).toBe(due);
    expect(evaluateSla(story.dossier, deadline.remind - 1)).toEqual(nothing);
    expect(evaluateSla(story.dossier, deadline.remind)).toMatchObject({ kind: 'alert', stage: 'REMINDER' });
    expect(evaluateSla(story.dossier, deadline.due)).toEqual({ kind: 'lapse' });
    expect(dueAlert(story.dossier, deadline.due)).toBeUndefined();
    expect(nextTimerAt(story.dossier)).toBe(deadline.remind);
  });

  test('nothing of the office’s own clock while it waits', () => {
    expect(waiting.dossier.deadline?.kind).toBe('SUPPLEMENT');
    expect(paying.dossier.deadline?.kind).toBe('PAYMENT');
  });

  test('a silent agency goes first, then a complaint, then the dossier’s own promise', () => {
    const consult = { type: 'consult', agency: 'PCCC-H05', question: 'q' } as const;
    const late = { onAppointedDate: false, apologyReceived: false };
    const rate = {
      type: 'rate',
      occasion: 'form01',
      attitude: 1,
      waiting: 1,
      facilities: 1,
      ...late,
    } as const;
    let story = tell(received, '2026-11-17 09:00', consult, officer('appraiser'));
    story = tell(story, '2026-11-17 09:00', rate, owner);
    const end = at('2027-01-04 09:00');
    const verdicts: string[] = [];
    for (let verdict = evaluateSla(story.dossier, end); verdict.kind !== 'nothing'; ) {
      verdicts.push(verdict.kind);
      const { kind } = verdict;
      const command: Command =
        kind === 'lapseConsultation'
          ? { type: kind, n: verdict.n }
          : { type: kind === 'alert' ? 'decideAlerts' : kind };
      story = follow(story, command, system, end);
      verdict = evaluateSla(story.dossier, end);
    }
    expect(verdicts).toEqual(['lapseConsultation', 'noteComplaintOverdue', 'alert']);
    expect(nextTimerAt(story.dossier)).toBeUndefined();
  });
});
