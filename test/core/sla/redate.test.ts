import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../../functions/adapters/dynamo/eventSchema.ts';
import { change } from '../../../functions/core/dossier/change.ts';
import type { Command } from '../../../functions/core/dossier/commands.ts';
import { decide } from '../../../functions/core/dossier/decide.ts';
import { type Dossier, nextTimerAt, stepOf } from '../../../functions/core/dossier/dossier.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { redating } from '../../../functions/core/sla/redate.ts';
import { timersOf } from '../../../functions/core/sla/timers.ts';
import { calendarWith } from '../../support/catalogue.ts';
import { at, inReviewSince, local, policyWith, staff, submittedAt, told } from '../../support/dossier.ts';

/** Dates counted anew. 10 working days from Monday 16/11/2026 end on Tuesday 01/12: 24/11 is a holiday. */
const friday = policyWith(calendarWith('2026.2', { off: ['2026-11-27'] }));
const redate = { type: 'redate', days: [] } as const;
const found = (dossier: Dossier, policy = friday) => {
  const result = redating(dossier, policy);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('what moves', () => {
  test('the appointed date, with a version of its own; the first promise stays', () => {
    const before = inReviewSince('2026-11-16 09:00');
    const { dossier, event } = told(before, '2026-11-20 09:00', 'administrator', redate, friday);
    expect(local(before.deadline?.due)).toBe('2026-12-01 17:00');
    expect(local(dossier.deadline?.due)).toBe('2026-12-02 17:00');
    expect(dossier.deadline).toMatchObject({
      version: 3,
      calendar: 'vn-2026.2',
      from: at('2026-11-16 09:00'),
    });
    expect(dossier).toMatchObject({ deadlineVersion: 3, appointed: at('2026-12-01 17:00') });
    expect(event.data).toMatchObject({
      reason: { calendar: 'vn-2026.2', replaces: 'vn-2026.1' },
      previousDue: at('2026-12-01 17:00'),
      derivation: { calendar: 'vn-2026.2' },
    });
    const { dossierId: pk, ...stored } = event;
    expect(eventSchema.parse(JSON.parse(JSON.stringify({ dossierId: pk, ...stored })))).toEqual(event);
  });

  test('the answer to a filing, from the instant of filing', () => {
    const before = submittedAt('2026-11-26 14:00');
    const { dossier } = told(before, '2026-11-26 15:00', 'administrator', redate, friday);
    expect(local(before.deadline?.due)).toBe('2026-11-27 14:00');
    expect(local(dossier.deadline?.due)).toBe('2026-11-30 14:00');
  });

  test('a worked Saturday makes it earlier', () => {
    const saturday = policyWith(
      calendarWith('2026.2', { off: ['2026-12-31'], worked: [['2026-11-21', '2026-12-31']] }),
    );
    const moved = found(inReviewSince('2026-11-16 09:00'), saturday);
    expect(local(moved?.deadline.due)).toBe('2026-11-30 17:00');
  });

  test('the budget of the step, even where the due date stays', () => {
    // 23/11 off, made up for on the Saturday before the due date.
    const swap = policyWith(
      calendarWith('2026.2', { off: ['2026-11-23'], worked: [['2026-11-28', '2026-11-23']] }),
    );
    const assigned = inReviewSince('2026-11-16 09:00');
    const before = told(assigned, '2026-11-16 10:00', 'divisionHead', {
      type: 'completeStep',
      step: 'ASSIGN',
    }).dossier;
    // APPRAISE: 6 days from 16/11 10:00.
    expect(local(stepOf(before)?.due)).toBe('2026-11-25 10:00');
    const { dossier, event } = told(before, '2026-11-17 09:00', 'administrator', redate, swap);
    expect(local(stepOf(dossier)?.due)).toBe('2026-11-26 10:00');
    expect(local(dossier.deadline?.due)).toBe('2026-12-01 17:00');
    expect(dossier.deadline, 'no other promise: no other version').toMatchObject({
      version: 2,
      calendar: 'vn-2026.2',
    });
    expect(event.data).toMatchObject({ step: { previousDue: at('2026-11-25 10:00') } });
  });

  test('a year that is issued: the date stays and is no longer provisional', () => {
    const draft = calendarWith('2027.1', {});
    const issued = policyWith({
      ...draft,
      years: draft.years.map((year) => ({ ...year, status: 'issued' as const })),
    });
    const before = inReviewSince('2026-12-28 09:00');
    expect(before.deadline).toMatchObject({ provisional: true });
    const moved = found(before, issued);
    expect(moved?.deadline).toEqual({
      ...before.deadline,
      calendar: 'vn-2027.1',
      provisional: false,
    });
  });

  test('nothing, when the days that differ lie elsewhere: no event', () => {
    const before = inReviewSince('2026-11-02 09:00');
    expect(found(before)).toBeUndefined();
    const decided = decide(before, redate, {
      ...{ at: at('2026-11-03 09:00'), actor: staff('administrator'), policy: friday },
      ...{ digest: (text: string) => text, salt: '' },
    });
    expect(decided).toMatchObject({ ok: false, error: { code: 'ILLEGAL_TRANSITION' } });
  });

  test('nothing, when it counts by this calendar already', () => {
    const once = told(inReviewSince('2026-11-16 09:00'), '2026-11-20 09:00', 'administrator', redate, friday);
    expect(found(once.dossier)).toBeUndefined();
  });

  test('a step that was entered by the old calendar after the date had been moved', () => {
    const once = told(inReviewSince('2026-11-16 09:00'), '2026-11-20 09:00', 'administrator', redate, friday);
    const stale = told(once.dossier, '2026-11-25 09:00', 'divisionHead', {
      type: 'completeStep',
      step: 'ASSIGN',
    }).dossier;
    const moved = found(stale);
    expect(local(moved?.step?.due)).toBe('2026-12-04 09:00');
    expect(moved?.deadline).toBe(stale.deadline);
    expect(told(stale, '2026-11-25 09:01', 'administrator', redate, friday).dossier.deadline).toEqual(
      stale.deadline,
    );
  });
});

describe('timers', () => {
  const timer = (dossier: Dossier) => local(nextTimerAt(dossier));
  // It waits for the division head: UNCLAIMED does not come before the end of the step, 4 hours after 09:00.
  const waits = inReviewSince('2026-11-16 09:00');
  const assigned = told(waits, '2026-11-16 10:00', 'divisionHead', {
    type: 'completeStep',
    step: 'ASSIGN',
  }).dossier;
  // Six days of appraisal from 16/11 10:00 until 25/11 10:00, claimed for good.
  const before = told(assigned, '2026-11-16 10:00', 'divisionHead', {
    type: 'assign',
    to: staff('appraiser').subject,
    assignee: staff('appraiser'),
  }).dossier;

  test('half of the working time: the timer moves with the date', () => {
    const longer = policyWith(calendarWith('2026.2', { off: ['2026-11-20'] }));
    const { dossier } = told(before, '2026-11-17 09:00', 'administrator', redate, longer);
    expect([timer(before), timer(dossier)]).toEqual(['2026-11-23 13:45', '2026-11-25 13:45']);
    expect(dossier.deadline?.raised).toEqual([]);
  });

  test('what lies in the past under the new date is not raised', () => {
    const { dossier } = told(before, '2026-11-26 09:00', 'administrator', redate, friday);
    // The step is over since 25/11 10:00, which nobody has been told yet; half of the time is over too.
    expect(timersOf(dossier, friday).map(({ at: when, ...timer }) => [local(when), timer])).toMatchObject([
      ['2026-11-25 10:00', { kind: 'work', stage: 'STEP_OVERRUN' }],
      ['2026-11-30 13:00', { kind: 'promise', stage: 'AT_RISK' }],
      ['2026-11-30 15:42', { stage: 'REMINDER_80' }],
      ['2026-12-01 07:30', { stage: 'APOLOGY_DUE' }],
      ['2026-12-02 07:30', { stage: 'DUE', version: 3 }],
      ['2026-12-02 11:10', { stage: 'REMINDER_95' }],
      ['2026-12-03 07:30', { stage: 'SILENT_BREACH' }],
      ['2026-12-07 07:30', { stage: 'OVERDUE_3' }],
      ['2026-12-09 07:30', { stage: 'OVERDUE_5' }],
      ['2026-12-16 07:30', { stage: 'OVERDUE_10' }],
      ['2026-12-30 07:30', { stage: 'OVERDUE_20' }],
    ]);
  });

  test('where the date stays, what has come and was not seen yet is still raised', () => {
    const late = told(waits, '2026-11-23 10:00', 'divisionHead', { type: 'completeStep', step: 'ASSIGN' });
    // APPRAISE ends on 02/12 10:00, after the due date; with that day off on 03/12. Half of the time was over at 13:45.
    const off = policyWith(calendarWith('2026.2', { off: ['2026-12-02'] }));
    const { dossier, event } = told(late.dossier, '2026-11-23 14:00', 'administrator', redate, off);
    expect(event.data).toMatchObject({ step: { due: at('2026-12-03 10:00') }, deadline: { version: 2 } });
    expect(timersOf(dossier, off)).toContainEqual({
      ...{ kind: 'promise', stage: 'REMINDER_50', version: 2, at: at('2026-11-23 13:45') },
    });
  });

  test('overdue under the new date too: nobody is alerted of the breach, the escalation goes on', () => {
    const { dossier } = told(before, '2026-12-10 09:00', 'administrator', redate, friday);
    expect(local(dossier.deadline?.due)).toBe('2026-12-02 17:00');
    const stages = timersOf(dossier, friday).flatMap((t) => (t.kind === 'promise' ? [t.stage] : []));
    expect(stages).toEqual(['AT_RISK', 'OVERDUE_10', 'OVERDUE_20']);
  });

  test('what the applicant let pass is still to lapse, also under a date that has passed', () => {
    const items = [{ component: 'BANVE', reason: 'r' }];
    const steps = [
      ['divisionHead', { type: 'completeStep', step: 'ASSIGN' }],
      ['appraiser', { type: 'proposeRequest', request: { kind: 'supplement', items } }],
      ['frontDesk', { type: 'requestSupplement', proposed: items }],
    ] as const;
    // Asked on Tue 17/11: two working days, until Thu 19/11; with the 18th off, until Fri 20/11.
    const asked = steps.reduce(
      (d, [role, command]) => told(d, '2026-11-17 09:00', role, command).dossier,
      waits,
    );
    const shorter = policyWith(calendarWith('2026.2', { off: ['2026-11-18'] }));
    const { dossier } = told(asked, '2026-11-23 09:00', 'administrator', redate, shorter);
    expect(timer(dossier)).toBe('2026-11-20 17:00');
    expect(evaluateSla(dossier, shorter, at('2026-11-23 09:00'))).toEqual({ kind: 'lapse' });
  });

  test('a later timer does not wake the spine, an earlier one does', () => {
    const longer = policyWith(calendarWith('2026.2', { off: ['2026-11-20'] }));
    const later = told(before, '2026-11-17 09:00', 'administrator', redate, longer);
    expect(later.dossier.wakeSeq).toBe(before.wakeSeq);
    const back = policyWith(calendarWith('2026.3', {}));
    const earlier = told(later.dossier, '2026-11-17 10:00', 'administrator', redate, back);
    expect(local(earlier.dossier.deadline?.due)).toBe('2026-12-01 17:00');
    expect(earlier.dossier.wakeSeq).toBe(earlier.event.seq);
  });

  test('a stage raised for a date that stays is not raised again', () => {
    const reminded = told(before, '2026-11-23 13:45', 'system', { type: 'decideAlerts' }).dossier;
    // 20/11 off, Saturday 28/11 worked: half of the time would be over later, the date is the same.
    const swap = policyWith(
      calendarWith('2026.2', { off: ['2026-11-20'], worked: [['2026-11-28', '2026-11-20']] }),
    );
    const { dossier } = told(reminded, '2026-11-23 14:00', 'administrator', redate, swap);
    expect(dossier.deadline).toMatchObject({ version: 2, raised: ['REMINDER_50'] });
    expect(evaluateSla(dossier, swap, at('2026-11-26 07:30'))).toEqual({ kind: 'nothing' });
  });
});

describe('who and where', () => {
  test('only an administrator of the unit', () => {
    const dossier = inReviewSince('2026-11-16 09:00');
    expect(() => told(dossier, '2026-11-20 09:00', 'divisionHead', redate, friday)).toThrow(
      'ROLE_NOT_ALLOWED',
    );
    expect(() => told(dossier, '2026-11-20 09:00', 'system', redate, friday)).toThrow('ROLE_NOT_ALLOWED');
  });

  test('the time for another file counts by the calendar as well', () => {
    const filed = submittedAt('2026-11-26 14:00');
    const refused = told(filed, '2026-11-26 14:10', 'system', {
      type: 'documentsVerified',
      documents: [
        { n: 1, verdict: 'REFUSED', versionId: 'v', sha256: '', bytes: 1, mediaType: '', reasons: ['x'] },
      ],
    }).dossier;
    expect(refused.phase).toBe('REPLACEMENT');
    expect(local(refused.deadline?.due)).toBe('2026-12-17 17:00');
    const { dossier } = told(refused, '2026-11-26 15:00', 'administrator', redate, friday);
    expect(local(dossier.deadline?.due)).toBe('2026-12-18 17:00');
  });

  test('an event that does not fit its dossier does not fold', () => {
    const reviewed = inReviewSince('2026-11-25 16:00');
    const { event } = told(reviewed, '2026-11-26 09:00', 'administrator', redate, friday);
    const filed = submittedAt('2026-11-16 09:00');
    if (event.type !== 'redated') throw new Error(event.type);
    const { step: _, ...dates } = event.data;
    expect(change(filed, { ...event, data: dates })).toBeDefined();
    const step = { due: 1, previousDue: 0 };
    expect(change(filed, { ...event, data: { ...dates, step } }), 'it has no step').toBeUndefined();
    const { deadline: __, ...idle } = filed;
    expect(change(idle, { ...event, data: dates }), 'no promise runs').toBeUndefined();
  });
});

describe('while and after the applicant was waited for', () => {
  const rules = policyWith();
  // Being appraised since Mon 16/11 09:00: six days until Wed 25/11 09:00. Asked Fri 20/11, two working days: Wed 25/11.
  const monday = policyWith(calendarWith('2026.2', { off: ['2026-11-23'] }));
  const items = [{ reason: 'r' }];
  const file = {
    component: 'BANVE',
    name: 'b.pdf',
    mediaType: 'application/pdf',
    size: 9,
    sha256: 'f'.repeat(64),
  };
  const clean = {
    n: 2,
    verdict: 'CLEAN',
    versionId: 'v',
    sha256: '',
    bytes: 1,
    mediaType: '',
    reasons: [],
  } as const;
  const play = (
    from: Dossier,
    ...acts: readonly (readonly [string, Parameters<typeof told>[2], Command])[]
  ) =>
    acts.reduce((dossier, [when, role, command]) => told(dossier, when, role, command, rules).dossier, from);
  const waiting = play(
    inReviewSince('2026-11-16 09:00'),
    ['2026-11-16 09:00', 'divisionHead', { type: 'completeStep', step: 'ASSIGN' }],
    ['2026-11-20 09:00', 'appraiser', { type: 'proposeRequest', request: { kind: 'supplement', items } }],
    ['2026-11-20 09:00', 'frontDesk', { type: 'requestSupplement', proposed: items }],
  );

  test('the applicant’s own time is counted by the new calendar; the waiting step has no date', () => {
    expect(local(waiting.deadline?.due)).toBe('2026-11-25 17:00');
    const { dossier, event } = told(waiting, '2026-11-20 10:00', 'administrator', redate, monday);
    expect(local(dossier.deadline?.due)).toBe('2026-11-26 17:00');
    expect(dossier.deadline).toMatchObject({ kind: 'SUPPLEMENT', version: 4, from: at('2026-11-20 09:00') });
    expect(event.data).not.toHaveProperty('step');
  });

  test('a step that has just run on is counted anew, even before its files are archived', () => {
    const archiving = play(
      waiting,
      ['2026-11-20 10:00', 'frontDesk', { type: 'declareSupplement', files: [file] }],
      ['2026-11-20 11:00', 'frontDesk', { type: 'supply' }],
      ['2026-11-20 11:00', 'system', { type: 'documentsVerified', documents: [clean] }],
    );
    expect(archiving.phase).toBe('ARCHIVE_SUPPLEMENT');
    const { dossier } = told(archiving, '2026-11-20 11:10', 'administrator', redate, monday);
    // Two of six days were left; it ran on Fri 20/11 11:00, so until Wed 25/11 11:00, without Mon 23/11 a day later.
    expect('step' in archiving && local(archiving.step.due)).toBe('2026-11-25 11:00');
    expect('step' in dossier && local(dossier.step.due)).toBe('2026-11-26 11:00');
    expect(local(dossier.deadline?.due)).toBe('2026-12-02 17:00');
  });
});
