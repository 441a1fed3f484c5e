import { describe, expect, test } from 'vitest';
import { nextTimerAt } from '../../../functions/core/dossier/dossier.ts';
import { maySee, wasAsked } from '../../../functions/core/dossier/gate.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { at, local } from '../calendar/support.ts';
import { judge, officer, owner, rulesWith, type Story, staff, system } from './support.ts';
import { answer, appraisedSince, asked, dueOf, inPhase, onwards, resolvedAt, tell } from './tell.ts';

const appraiser = officer('appraiser');
const consult = (agency: string, days?: number) =>
  ({ type: 'consult', agency, question: 'Ý kiến?', ...(days !== undefined && { days }) }) as const;
const says = (opinion: 'agree' | 'disagree', n = 1) =>
  ({ type: 'answerConsultation', n, opinion, text: 'Nội dung' }) as const;
const agency = (unit: string) => staff('agency-1', ['consultedAgency'], unit);
const silence = (n = 1) => ({ type: 'lapseConsultation', n }) as const;
const complete = { type: 'completeStep', step: 'APPRAISE' } as const;
const states = ({ dossier }: Story) =>
  'consultations' in dossier ? dossier.consultations.map(({ state }) => state) : [];
const dues = ({ dossier }: Story) =>
  'consultations' in dossier ? dossier.consultations.map(({ due }) => local(due)) : [];

const permit = appraisedSince('2026-11-16 09:00');
const other = appraisedSince('2026-11-16 09:00', rulesWith({ consultations: [] }));

describe('C7, R18, building permit: two working days, silence is agreement', () => {
  const two = tell(
    tell(permit, '2026-11-20 09:00', consult('PCCC-H05'), appraiser),
    '2026-11-20 10:00',
    consult('SVHTTDL-H05'),
    appraiser,
  );
  const heard = tell(two, '2026-11-23 09:00', says('disagree'), agency('PCCC-H05'));
  const silent = tell(heard, '2026-11-25 17:00', silence(2), system);

  test('asked Fri 20/11, both at once, each until Wed 25/11; the statutory clock runs on', () => {
    expect(dues(two)).toEqual(['2026-11-25 17:00', '2026-11-25 17:00']);
    expect(dueOf(two)).toBe(dueOf(permit));
    expect(nextTimerAt(heard.dossier)).toBeLessThanOrEqual(at('2026-11-25 17:00'));
  });

  test('the agreement is written into the record by itself when the time is over, not before', () => {
    expect(evaluateSla(heard.dossier, heard.rules, at('2026-11-25 16:59'))).not.toMatchObject({
      kind: 'lapseConsultation',
    });
    expect(evaluateSla(heard.dossier, heard.rules, at('2026-11-25 17:00'))).toEqual({
      kind: 'lapseConsultation',
      n: 2,
    });
    expect(answer(heard, '2026-11-25 16:59', silence(2), system)).toBe('ILLEGAL_TRANSITION');
    expect(states(silent)).toEqual(['disagree', 'agreedBySilence']);
    expect(evaluateSla(silent.dossier, silent.rules, at('2026-11-25 17:00'))).not.toMatchObject({
      kind: 'lapseConsultation',
    });
  });

  test('an opinion that was given is no silence', () => {
    expect(answer(heard, '2026-11-25 17:00', silence(1), system)).toBe('ILLEGAL_TRANSITION');
  });

  test('what comes later changes nothing: the agreement stays', () => {
    expect(answer(silent, '2026-11-26 09:00', says('disagree', 2), agency('SVHTTDL-H05'))).toBe(
      'CONSULTATION_CLOSED',
    );
  });

  test('nor does it a minute after the time, before anybody has written the agreement down', () => {
    expect(answer(heard, '2026-11-25 17:00', says('disagree', 2), agency('SVHTTDL-H05'))).toBe(
      'consultationAnswered',
    );
    expect(answer(heard, '2026-11-25 17:01', says('disagree', 2), agency('SVHTTDL-H05'))).toBe(
      'CONSULTATION_CLOSED',
    );
  });

  test('the days are the law’s, not the officer’s', () => {
    expect(judge(permit, consult('PCCC-H05', 5), appraiser, at('2026-11-20 09:00'))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/days' }] },
    });
  });

  test('the step is not completed while an opinion is awaited', () => {
    expect(judge(heard, complete, appraiser, at('2026-11-23 10:00'))).toMatchObject({
      error: { code: 'CONSULTATIONS_OPEN', fields: [{ field: '/consultations/2', detail: 'SVHTTDL-H05' }] },
    });
    expect(answer(silent, '2026-11-26 09:00', complete, appraiser)).toBe('stepCompleted');
  });

  test('an agency answers for itself, another one does not know of it', () => {
    expect(answer(two, '2026-11-23 09:00', says('agree', 1), agency('SVHTTDL-H05'))).toBe('NOT_FOUND');
    expect(answer(two, '2026-11-23 09:00', says('agree', 3), agency('SVHTTDL-H05'))).toBe('NOT_FOUND');
  });

  test('its time runs on while the applicant is waited for', () => {
    const waiting = asked(two, '2026-11-20 11:00', 'supplement');
    expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-11-25 17:00'))).toEqual({
      kind: 'lapseConsultation',
      n: 1,
    });
    expect(states(tell(waiting, '2026-11-25 17:00', silence(1), system))).toEqual([
      'agreedBySilence',
      'open',
    ]);
  });
});

describe('R18, other procedures: late is on record, and no consent', () => {
  const asks = tell(other, '2026-11-20 09:00', consult('PCCC-H05'), appraiser);
  const late = tell(asks, '2026-11-26 17:00', silence(), system);

  test('the unit’s three working days, or as many as the officer gives', () => {
    expect(dues(asks)).toEqual(['2026-11-26 17:00']);
    expect(dues(tell(other, '2026-11-20 09:00', consult('PCCC-H05', 5), appraiser))).toEqual([
      '2026-11-30 17:00',
    ]);
  });

  test('late, and what comes after all is recorded as late', () => {
    expect(states(late)).toEqual(['late']);
    const after = tell(late, '2026-11-27 09:00', says('disagree'), agency('PCCC-H05'));
    expect(after.dossier).toMatchObject({ consultations: [{ state: 'disagree', late: true }] });
    expect(answer(after, '2026-11-27 10:00', says('agree'), agency('PCCC-H05'))).toBe('CONSULTATION_CLOSED');
  });

  test('an opinion in time is not late', () => {
    const intime = tell(asks, '2026-11-26 17:00', says('agree'), agency('PCCC-H05'));
    expect(intime.dossier).toMatchObject({ consultations: [{ state: 'agree' }] });
    expect(JSON.stringify(intime.dossier)).not.toContain('"late":true');
  });

  test('a step may be completed without it', () => {
    expect(answer(late, '2026-11-27 09:00', complete, appraiser)).toBe('stepCompleted');
  });
});

test('an agency is asked again only when it has answered or let the time pass', () => {
  const once = tell(other, '2026-11-20 09:00', consult('PCCC-H05'), appraiser);
  expect(answer(once, '2026-11-20 10:00', consult('PCCC-H05'), appraiser)).toBe('CONSULTATION_NOT_POSSIBLE');
  const answered = tell(once, '2026-11-20 11:00', says('agree'), agency('PCCC-H05'));
  expect(answer(answered, '2026-11-20 12:00', consult('PCCC-H05'), appraiser)).toBe('consulted');
});

test('while a colleague holds the step, nobody else asks in his name', () => {
  const held = tell(other, '2026-11-20 09:00', { type: 'claim' }, staff('appraiser-2', ['appraiser']));
  const propose = { type: 'proposeRequest', request: { kind: 'payment', amount: 1, reason: 'r' } } as const;
  expect(answer(held, '2026-11-20 10:00', consult('PCCC-H05'), appraiser)).toBe('CLAIMED_BY_ANOTHER');
  expect(answer(held, '2026-11-20 10:00', propose, appraiser)).toBe('CLAIMED_BY_ANOTHER');
});

describe('an agency sees the dossier while its opinion is awaited', () => {
  const open = tell(other, '2026-11-20 09:00', consult('PCCC-H05'), appraiser);
  const late = tell(open, '2026-11-26 17:00', silence(), system);
  const answered = tell(open, '2026-11-20 11:00', says('agree'), agency('PCCC-H05'));
  const again = tell(answered, '2026-11-20 12:00', consult('PCCC-H05'), appraiser);
  const agreed = tell(
    tell(permit, '2026-11-20 09:00', consult('PCCC-H05'), appraiser),
    '2026-11-25 17:00',
    silence(),
    system,
  );
  const resolved = resolvedAt(late, '2026-11-27 09:00');
  const delivered = onwards(resolved, '2026-11-27 10:00', inPhase('CLOSED'));
  const withdrawn = tell(late, '2026-11-27 09:00', { type: 'withdraw', reason: 'r' }, owner);
  test.each<[string, Story, boolean]>([
    ['not before it is asked', other, false],
    ['asked', open, true],
    ['late', late, true],
    ['not after its answer', answered, false],
    ['asked once more', again, true],
    ['not after its silence was taken for agreement', agreed, false],
    ['not once the dossier is withdrawn', withdrawn, false],
    ['late, while the result waits', resolved, true],
    ['not once the result is delivered', delivered, false],
  ])('%s', (_, { dossier }, expected) => {
    expect(maySee(dossier, agency('PCCC-H05'))).toBe(expected);
    expect(maySee(dossier, agency('VHTT-H05'))).toBe(false);
    expect(maySee(dossier, staff('x', ['clerk'], 'PCCC-H05'))).toBe(false);
    expect(wasAsked({ ...dossier, restricted: true }, agency('PCCC-H05'))).toBe(false);
  });
});
