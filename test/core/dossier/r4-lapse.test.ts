import { describe, expect, test } from 'vitest';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { at } from '../calendar/support.ts';
import {
  clerk,
  declare,
  desk,
  FILES,
  judge,
  leader,
  must,
  officer,
  owner,
  policy,
  register,
  rulesOf,
  submitted,
  system,
  verified,
} from './support.ts';
import {
  answer,
  appraisedSince,
  asked,
  dueOf,
  forms,
  inPhase,
  lapsed,
  onwards,
  propose,
  receivedAt,
  resolvedAt,
  tell,
} from './tell.ts';

const supply = { type: 'supply' } as const;
const study = rulesOf('1.013239');
/** Group C without a work of grade I: 12 working days (NĐ 217/2026 Đ36). */
const groupC = must(study.procedure.limitCases.find(({ limit }) => limit.amount === 12)).id;

describe('R4, building permit: asked Fri 20/11/2026, the applicant until Wed 25/11, the refusal by Thu 26/11', () => {
  const waiting = asked(appraisedSince('2026-11-16 09:00'), '2026-11-20 09:00', 'supplement');
  const lapse = lapsed(waiting, '2026-11-25 17:00');

  test('24/11 is a holiday: two working days end on Wed 25/11', () => {
    expect(dueOf(waiting)).toBe('2026-11-25 17:00');
  });

  test('nothing before the end of the time, then the lapse', () => {
    expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-11-25 16:59'))).toEqual({ kind: 'nothing' });
    expect(answer(waiting, '2026-11-25 16:59', { type: 'lapse' }, system)).toBe('ILLEGAL_TRANSITION');
    expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-11-25 17:00'))).toEqual({ kind: 'lapse' });
  });

  test('the review goes on to a reasoned refusal, with a clock of its own', () => {
    expect(lapse.dossier).toMatchObject({
      ...{ status: 4, phase: 'REVIEW', mustRefuse: true, step: { id: 'APPRAISE' } },
      deadline: { kind: 'REFUSAL' },
      clock: { pauses: [{ from: at('2026-11-20 09:00'), to: at('2026-11-25 17:00') }] },
    });
    expect(dueOf(lapse)).toBe('2026-11-26 17:00');
  });

  test('nothing but a refusal can get a number, and it is a result', () => {
    const ready = onwards(lapse, '2026-11-26 15:00', inPhase('RESULT'));
    expect(answer(ready, '2026-11-26 15:00', register, clerk)).toBe('MUST_REFUSE');
    const refused = tell(ready, '2026-11-26 15:00', { ...register, kind: 'refused' }, clerk);
    const done = resolvedAt(refused, '2026-11-26 16:00');
    expect(done.dossier).toMatchObject({ status: 9, outcome: 'onTime', register: { kind: 'refused' } });
    expect(resolvedAt(refused, '2026-11-27 08:00').dossier).toMatchObject({ outcome: 'late' });
  });

  test('what was declared and never handed in is dropped, and its number is not given to the result', () => {
    const declared = tell(waiting, '2026-11-23 09:00', declare, owner);
    const over = lapsed(declared, '2026-11-25 17:00');
    expect(over.items.filter(({ kind }) => kind === 'DROPPED_DOCUMENT')).toEqual([
      { kind: 'DROPPED_DOCUMENT', n: FILES + 1 },
    ]);
    const ready = onwards(over, '2026-11-26 15:00', (d) => 'result' in d && d.result !== undefined);
    expect(ready.dossier).toMatchObject({ result: { document: FILES + 2 }, documents: { total: FILES } });
  });

  test('a refused file that was handed in stays on record and is not waited for any more', () => {
    const sent = tell(tell(waiting, '2026-11-23 09:00', declare, owner), '2026-11-23 09:00', supply, owner);
    const bad = tell(sent, '2026-11-23 09:10', verified([FILES + 1], [FILES + 1]), system);
    expect(bad.dossier.documents.bad).toEqual([FILES + 1]);
    const over = lapsed(bad, '2026-11-25 17:00');
    expect(over.dossier).toMatchObject({ mustRefuse: true, documents: { bad: [], total: FILES + 1 } });
    expect(over.items.filter(({ kind }) => kind === 'DROPPED_DOCUMENT')).toEqual([]);
  });

  test('nothing pauses or moves that clock any more', () => {
    const again = { type: 'proposeRequest', request: { kind: 'payment', amount: 1, reason: 'r' } } as const;
    expect(answer(lapse, '2026-11-26 09:00', again, officer('appraiser'))).toBe('MUST_REFUSE');
    const newDate = { type: 'reappoint', newDue: { year: 2026, month: 12, day: 4 }, reason: 'r' } as const;
    expect(answer(lapse, '2026-11-26 09:00', newDate, leader)).toBe('NO_APPOINTED_DATE');
  });

  test('a number that was drawn for a permit before is void: the refusal gets one of its own', () => {
    const drawn = tell(
      onwards(appraisedSince('2026-11-16 09:00'), '2026-11-19 09:00', inPhase('RESULT')),
      '2026-11-19 09:00',
      register,
      clerk,
    );
    const back = { type: 'sendBack', to: 'APPRAISE', reason: 'r' } as const;
    const waits = asked(tell(drawn, '2026-11-20 08:00', back, clerk), '2026-11-20 09:00', 'supplement');
    const over = lapsed(waits, '2026-11-25 17:00');
    expect(over.items.at(-1)).toMatchObject({ kind: 'VOID_REGISTER', entry: { value: 12 }, why: 'lapsed' });
    expect(over.dossier).not.toHaveProperty('register');
  });
});

describe('R4, feasibility study 1.013239: asked Tue 01/12/2026, stopped after Tue 29/12/2026', () => {
  const waiting = asked(receivedAt('2026-11-26 09:00', study, groupC), '2026-12-01 09:00', 'supplement');
  test('twenty working days', () => expect(dueOf(waiting)).toBe('2026-12-29 17:00'));
  test('form 05 with the article of the law, status 8, no clock left', () => {
    const story = lapsed(waiting, '2026-12-29 17:00');
    expect(story.dossier).toMatchObject({ status: 8, phase: 'CLOSED', stoppedAt: at('2026-12-29 17:00') });
    expect(story.dossier).not.toHaveProperty('deadline');
    expect(forms(story, '05')).toMatchObject([
      {
        number: '000.00.NN.H05-261102-0001/TB',
        ground: 'applicant',
        legalBasis: study.procedure.lapse.article,
      },
    ]);
    expect(study.procedure.lapse.article).toContain('Đ36');
  });
  test('whoever hands in before the clock strikes is in time', () => {
    expect(answer(waiting, '2026-12-29 16:59', { type: 'lapse' }, system)).toBe('ILLEGAL_TRANSITION');
  });
});

test('at intake the stop rests on the one-stop decree, not on the procedure’s own rule', () => {
  const filed = onwards(submitted(), '2026-11-02 09:00', inPhase('ACCEPTANCE'));
  const request = { type: 'requestSupplement', items: [{ reason: 'Thiếu đơn' }] } as const;
  const story = lapsed(tell(filed, '2026-11-02 10:00', request, desk), '2026-11-23 17:00');
  expect(story.dossier.status).toBe(8);
  expect(forms(story, '05')).toMatchObject([{ legalBasis: 'NĐ 297/2025/NĐ-CP Đ6.4a' }]);
});

describe('R4, group C received Mon 02/11/2026: due 18/11, one extension of at most 12 wd', () => {
  const received = receivedAt('2026-11-02 09:00', study, groupC);
  const extend = (amount: number, unit: 'workingDay' | 'calendarDay' = 'workingDay') =>
    ({ type: 'extend', by: { amount, unit }, reason: 'Dự án phức tạp' }) as const;
  const extended = tell(received, '2026-11-17 09:00', extend(12), leader);

  test('request of components by 09/11', () => {
    const proposed = propose(received, '2026-11-09 09:00', 'supplement');
    const pass = { type: 'requestSupplement', proposed: [{ reason: 'r' }] } as const;
    expect(answer(proposed, '2026-11-09 17:00', pass, desk)).toBe('supplementRequested');
    expect(answer(proposed, '2026-11-10 08:00', pass, desk)).toBe('SUPPLEMENT_TOO_LATE');
  });
  test('at latest Mon 07/12/2026', () => {
    expect([dueOf(received), dueOf(extended)]).toEqual(['2026-11-18 17:00', '2026-12-07 17:00']);
    expect(extended.dossier).toMatchObject({ appointed: at('2026-11-18 17:00'), deadlineVersion: 3 });
  });
  test('a second one is refused', () => {
    expect(answer(extended, '2026-12-01 09:00', extend(1), leader)).toBe('EXTENSION_USED');
  });
  test.each([
    ['longer than the limit', extend(13)],
    ['in other days', extend(12, 'calendarDay')],
  ])('%s is refused', (_name, command) => {
    expect(judge(received, command, leader, at('2026-11-17 09:00'))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/by' }] },
    });
  });
  test('a procedure whose law knows no extension has none', () => {
    expect(policy.procedure.code).toBe('1.013236');
    expect(answer(receivedAt('2026-11-02 09:00'), '2026-11-03 09:00', extend(1), leader)).toBe(
      'EXTENSION_USED',
    );
  });
  test('a pause during the extension stops what is left of it: three working days later, Thu 10/12', () => {
    const waiting = asked(extended, '2026-11-20 09:00', 'payment');
    const paid = tell(waiting, '2026-11-26 09:00', { type: 'confirmPayment', reference: 'BL-1' }, desk);
    expect(dueOf(paid)).toBe('2026-12-10 17:00');
  });
});

test('the owner, too, can end the waiting: he withdraws', () => {
  const waiting = asked(appraisedSince('2026-11-16 09:00'), '2026-11-20 09:00', 'supplement');
  expect(answer(waiting, '2026-11-23 09:00', { type: 'withdraw', reason: 'r' }, owner)).toBe('withdrawn');
});

describe('C6 for a refused file: filed Mon 16/11/2026 and never replaced, 15 working days end on Tue 08/12', () => {
  const waiting = tell(
    submitted(at('2026-11-16 09:00')),
    '2026-11-16 09:00',
    verified([1, 2, 3], [2]),
    system,
  );
  const lapse = { type: 'lapseReplacement' } as const;

  test('24/11 is a holiday; nothing before the end of the time', () => {
    expect([waiting.dossier.phase, dueOf(waiting)]).toEqual(['REPLACEMENT', '2026-12-08 17:00']);
    expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-12-08 16:59'))).toEqual({ kind: 'nothing' });
    expect(answer(waiting, '2026-12-08 16:59', lapse, system)).toBe('ILLEGAL_TRANSITION');
  });

  test('then it is not accepted, by itself: status 3 and form 03 with the reason, in time', () => {
    expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-12-08 17:00'))).toEqual({
      kind: 'lapseReplacement',
    });
    const over = tell(waiting, '2026-12-08 17:00', lapse, system);
    expect(over.dossier).toMatchObject({ status: 3, phase: 'CLOSED' });
    expect(forms(over, '03')).toHaveLength(1);
    expect(must(over.events.at(-1))).toMatchObject({
      type: 'refused',
      actor: { kind: 'system' },
      data: { outcome: 'early' },
    });
  });

  test('another bad file gives the time anew, from when it was found', () => {
    const sent = tell(waiting, '2026-12-08 16:00', { type: 'replaceDocuments' }, owner);
    const again = tell(sent, '2026-12-08 16:10', verified([1, 2, 3], [2]), system);
    expect([again.dossier.deadlineVersion, dueOf(again)]).toEqual([4, '2026-12-29 17:00']);
  });
});
