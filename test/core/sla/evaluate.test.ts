import { describe, expect, test } from 'vitest';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { type Dossier, nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { at, local } from '../calendar/support.ts';
import { finding, must, officer, owner, policy, type Story, submitted, system } from '../dossier/support.ts';
import { appraisedSince, asked, receivedAt, tell } from '../dossier/tell.ts';

const nothing = { kind: 'nothing' };
const verdictAt = ({ dossier, rules }: Story, when: string) => evaluateSla(dossier, rules, at(when));
const commandOf = (verdict: ReturnType<typeof evaluateSla>): Command =>
  verdict.kind === 'alert' || verdict.kind === 'nothing'
    ? { type: 'decideAlerts' }
    : verdict.kind === 'lapseConsultation'
      ? { type: verdict.kind, n: verdict.n }
      : { type: verdict.kind };

/** Looks at the dossier at each instant; answers what was decided there. */
const watched = (from: Story, ...instants: readonly string[]) => {
  let story = from;
  const log: string[] = [];
  for (const when of instants) {
    for (let verdict = verdictAt(story, when); verdict.kind !== 'nothing'; verdict = verdictAt(story, when)) {
      log.push(`${when} ${verdict.kind === 'alert' ? verdict.stage : verdict.kind}`);
      story = tell(story, when, commandOf(verdict), system);
    }
  }
  return { story, log };
};

describe('R2: filed online Fri 20/11/2026 16:30, answer by Mon 23/11 16:30', () => {
  const filed = (() => {
    const story = submitted(at('2026-11-20 16:30'));
    const documents = story.dossier.documents.filed.map((n) => finding(n));
    return tell(story, '2026-11-20 16:31', { type: 'documentsVerified', documents }, system);
  })();

  test.each([
    ['one moment before two working hours', '2026-11-23 08:59', undefined],
    ['two working hours: the desk is told (NĐ 297/2025 Đ6.4)', '2026-11-23 09:00', 'NEW_ONLINE'],
    ['half of the eight hours', '2026-11-23 11:00', 'REMINDER_50'],
    ['80 %: 6 h 24 min', '2026-11-23 14:54', 'REMINDER_80'],
    ['its end', '2026-11-23 16:30', 'BREACH'],
    ['the third working day after, 24/11 is a holiday', '2026-11-27 07:30', 'OVERDUE_3'],
    ['the fifth', '2026-12-01 07:30', 'OVERDUE_5'],
  ])('first seen at %s: %s raises the highest alone', (_, when, stage) => {
    expect(verdictAt(filed, when)).toMatchObject(stage ? { kind: 'alert', stage, version: 1 } : nothing);
    const { log } = watched(filed, when, when);
    expect(log).toEqual(stage ? [`${when} ${stage}`] : []);
  });

  test('looked at all the time: each once, and the breach unheard goes up after four working hours', () => {
    const all = ['2026-11-23 09:00', '2026-11-23 11:00', '2026-11-23 14:54', '2026-11-23 16:30'];
    const later = ['2026-11-25 10:59', '2026-11-25 11:00', '2026-11-27 07:30'];
    expect(watched(filed, ...all, ...later).log.map((line) => line.slice(8))).toEqual([
      ...['23 09:00 NEW_ONLINE', '23 11:00 REMINDER_50', '23 14:54 REMINDER_80', '23 16:30 BREACH'],
      ...['25 11:00 UNACKNOWLEDGED', '27 07:30 OVERDUE_3'],
    ]);
  });

  test('a breach that is acknowledged is not reported again; there is nothing to acknowledge twice', () => {
    const { story } = watched(filed, '2026-11-23 16:30');
    const head = officer('headOfOneStop');
    const heard = tell(story, '2026-11-23 16:40', { type: 'acknowledgeAlert' }, head);
    expect(watched(heard, '2026-11-25 11:30').log).toEqual([]);
    expect(() => tell(heard, '2026-11-23 16:50', { type: 'acknowledgeAlert' }, head)).toThrow('NO_ALERT');
    expect(() => tell(filed, '2026-11-23 16:50', { type: 'acknowledgeAlert' }, head)).toThrow('NO_ALERT');
  });

  test('filed at the counter there is no notice of a new online dossier', () => {
    const counter: Dossier = { ...filed.dossier, channel: 'counter' };
    expect(evaluateSla(counter, policy, at('2026-11-23 09:00'))).toEqual(nothing);
  });

  test('an office that wants alerts at any hour gets them at any hour', () => {
    const alerts = { ...policy.unit.alerts, outsideWorkingHours: true };
    const always = { ...policy, unit: { ...policy.unit, alerts } };
    const silent = { attempt: 5, until: at('2026-11-24 10:00') };
    // Tuesday 24/11 is a holiday.
    const late: Dossier = { ...submitted(at('2026-11-24 08:00')).dossier, digitisation: silent };
    const verdicts = [always, policy].map((rules) => evaluateSla(late, rules, at('2026-11-24 10:00')).kind);
    expect(verdicts).toEqual(['alert', 'nothing']);
    expect(evaluateSla(late, policy, at('2026-11-25 07:30'))).toMatchObject({ stage: 'DIGITISATION_STUCK' });
  });
});

describe('a silent digitisation run', () => {
  const { dossier, rules } = submitted(at('2026-11-16 09:00'));
  const run = (attempt: number): Dossier => ({
    ...dossier,
    digitisation: { attempt, until: at('2026-11-16 09:30') },
  });
  test.each<[string, number, string, Record<string, unknown>]>([
    ['is watched', 1, '2026-11-16 09:29', nothing],
    ['is started again', 1, '2026-11-16 09:30', { kind: 'restartDigitisation' }],
    ['is started for the fifth time', 4, '2026-11-16 09:30', { kind: 'restartDigitisation' }],
    [
      'is told of after the fifth, so that someone looks',
      5,
      '2026-11-16 09:30',
      { stage: 'DIGITISATION_STUCK' },
    ],
  ])('%s', (_, attempt, when, verdict) => {
    expect(evaluateSla(run(attempt), rules, at(when))).toMatchObject(verdict);
  });
  test('one without a verdict of the scanner is told of once, and tried again all the same', () => {
    const unscanned = {
      ...dossier,
      digitisation: { attempt: 2, until: at('2026-11-16 12:40'), unscanned: [1] },
    };
    expect(evaluateSla(unscanned, rules, at('2026-11-16 10:39'))).toEqual(nothing);
    expect(evaluateSla(unscanned, rules, at('2026-11-16 10:40'))).toMatchObject({
      kind: 'alert',
      stage: 'DIGITISATION_STUCK',
    });
    const told: Dossier = { ...unscanned, told: ['DIGITISATION_STUCK'] };
    expect(evaluateSla(told, rules, at('2026-11-16 10:59'))).toEqual(nothing);
    expect(evaluateSla(told, rules, at('2026-11-16 12:40'))).toEqual({ kind: 'restartDigitisation' });
    const story: Story = { dossier: told, events: [], items: [], rules };
    const again = tell(story, '2026-11-16 12:20', { type: 'restartDigitisation', unscanned: [1] }, system);
    expect(again.dossier).toMatchObject({ told: ['DIGITISATION_STUCK'], digitisation: { attempt: 3 } });
    // A run that dies in the night takes nothing away of what the morning is to be told.
    const untold: Story = { dossier: unscanned, events: [], items: [], rules };
    const died = tell(untold, '2026-11-16 12:40', { type: 'restartDigitisation' }, system).dossier;
    expect(died).toMatchObject({ told: [], digitisation: { attempt: 3, unscanned: [1] } });
  });
  test('an administrator begins the count anew, and is told anew', () => {
    const admin = officer('administrator');
    const story: Story = {
      dossier: { ...run(5), told: ['DIGITISATION_STUCK'] },
      events: [],
      items: [],
      rules,
    };
    const again = tell(story, '2026-11-16 10:00', { type: 'restartDigitisation' }, admin).dossier;
    expect(again).toMatchObject({ told: [], digitisation: { attempt: 1, until: at('2026-11-16 12:00') } });
    expect(again.wakeSeq, 'the spine starts the run').toBe(again.seq);
  });
  test('and told of once', () => {
    const told: Dossier = { ...run(5), told: ['DIGITISATION_STUCK'] };
    expect(evaluateSla(told, rules, at('2026-11-16 10:00'))).toEqual(nothing);
  });
});

describe('the appointed date: 10 working days from Mon 16/11/2026 09:00, due Tue 01/12 17:00', () => {
  const received = receivedAt('2026-11-16 09:00');

  test('nobody does anything: one alert after another, each for its reason', () => {
    const instants = [
      ...['2026-11-16 14:29', '2026-11-16 14:30', '2026-11-18 12:00', '2026-11-18 13:00', '2026-11-23 13:45'],
      ...['2026-11-30 07:30', '2026-12-01 07:30', '2026-12-01 13:00', '2026-12-02 07:30'],
      ...['2026-12-02 11:30', '2026-12-04 07:30'],
    ];
    const { log } = watched(received, ...instants);
    expect(log).toEqual([
      // ASSIGN has half a day from 09:00: until 14:30 (R9).
      '2026-11-16 14:30 STEP_OVERRUN',
      // Appraisal, division, approval and stamp need 8.5 days before 01/12 17:00; 24/11 is a holiday.
      '2026-11-18 13:00 AT_RISK',
      '2026-11-23 13:45 REMINDER_50',
      '2026-11-30 07:30 APOLOGY_DUE',
      '2026-12-01 07:30 DUE',
      '2026-12-01 13:00 REMINDER_95',
      '2026-12-02 07:30 SILENT_BREACH',
      '2026-12-02 11:30 UNACKNOWLEDGED',
      '2026-12-04 07:30 OVERDUE_3',
    ]);
  });
});

describe('what the applicant, an agency or a complaint lets pass', () => {
  const monday = '2026-11-16 09:00';
  const received = appraisedSince(monday);

  test.each([
    ['a supplement', asked(received, '2026-11-20 09:00', 'supplement'), '2026-11-25 17:00'],
    ['a payment', asked(received, '2026-11-20 09:00', 'payment'), '2026-12-14 17:00'],
  ])('%s: no alert of the office, then the lapse', (_, story, due) => {
    expect(local(must(story.dossier.deadline).due)).toBe(due);
    expect(evaluateSla(story.dossier, story.rules, at(due) - 1)).toEqual(nothing);
    expect(evaluateSla(story.dossier, story.rules, at(due))).toEqual({ kind: 'lapse' });
    expect(nextTimerAt(story.dossier)).toBe(at(due));
  });

  test('a silent agency goes first, then a complaint, then the dossier’s own promise and its step', () => {
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
    const { log, story: over } = watched(story, '2027-01-04 09:00');
    expect(log.map((line) => line.slice(17))).toEqual([
      'lapseConsultation',
      'noteComplaintOverdue',
      'OVERDUE_20',
      'UNCLAIMED',
      'STEP_OVERRUN',
    ]);
    expect(nextTimerAt(over.dossier), 'nothing that could be told is left').toBeUndefined();
  });
});
