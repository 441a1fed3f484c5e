import { describe, expect, test } from 'vitest';
import { loadProcedures } from '../../../catalogue/tools/load.ts';
import type { Policy } from '../../../functions/core/dossier/policy.ts';
import { isFileable } from '../../../functions/core/procedure/index.ts';
import { appointedDate, intakeAnswer, outcomeOf } from '../../../functions/core/sla/deadlines.ts';
import { at, local } from '../calendar/support.ts';
import { policy, procedure } from '../dossier/support.ts';

/** Accepted at an instant, nothing has happened since. */
const since = (clockStart: number, limitCase?: string) => ({
  clockStart,
  clock: { ...(limitCase !== undefined && { limitCase }), pauses: [], extensions: [] },
});

const limited = (amount: number, unit: 'workingDay' | 'calendarDay' | 'workingHour'): Policy => ({
  ...policy,
  procedure: { ...procedure, limit: { amount, unit } },
});

describe('R1: the appointed date', () => {
  test.each([
    [10, 'workingDay', '2026-11-16 09:00', '2026-12-01 17:00'],
    [5, 'workingDay', '2026-02-12 09:00', '2026-02-26 17:00'],
    [6, 'workingDay', '2025-12-31 09:00', '2026-01-10 17:00'],
    [5, 'workingDay', '2026-08-20 09:00', '2026-08-26 17:00'],
    [7, 'workingDay', '2026-08-25 09:00', '2026-09-08 17:00'],
    [7, 'calendarDay', '2026-11-17 09:00', '2026-11-25 17:00'],
    [80, 'workingHour', '2026-11-16 09:00', '2026-12-01 09:00'],
  ] as const)('%d %s from %s', (amount, unit, received, due) => {
    const promise = appointedDate(limited(amount, unit), since(at(received)), 4);
    expect(promise.ok && local(promise.value.deadline.due)).toBe(due);
    expect(promise).toMatchObject({
      value: { deadline: { version: 4, kind: 'APPOINTED', raised: [], calendar: policy.calendar.id } },
    });
  });

  test('the real procedure promises ten working days', () => {
    const promise = appointedDate(policy, since(at('2026-11-16 09:00')), 1);
    expect(promise.ok && local(promise.value.deadline.due)).toBe('2026-12-01 17:00');
  });

  test('a date beyond the last issued year is provisional, one beyond the calendar is refused', () => {
    expect(appointedDate(policy, since(at('2026-12-21 09:00')), 1)).toMatchObject({
      value: { deadline: { provisional: true } },
    });
    expect(appointedDate(policy, since(at('2026-12-14 09:00')), 1)).toMatchObject({
      value: { deadline: { provisional: false } },
    });
    const beyond = appointedDate(limited(100_000, 'workingDay'), since(at('2026-12-14 09:00')), 1);
    expect(beyond).toMatchObject({ ok: false, error: { code: 'DUE_DATE_UNKNOWN' } });
  });
});

describe('R12: where the limit runs from the notice of a council, the promise counts from its last day', () => {
  const council = loadProcedures().find(({ code }) => code === '1.013237');
  if (!council || !isFileable(council)) throw new Error('1.013237 cannot be filed');
  test.each([
    ['2026-10-14 16:00', '2026-11-09 17:00'],
    ['2026-10-15 09:00', '2026-11-23 17:00'],
  ])('valid %s, certificate by %s', (valid, due) => {
    const promise = appointedDate({ ...policy, procedure: council }, since(at(valid)), 1);
    expect(promise.ok && local(promise.value.deadline.due)).toBe(due);
  });
});

describe('1.013239, NĐ 217/2026 Đ36: the limit depends on the group of the project', () => {
  const appraisal = loadProcedures().find(({ code }) => code === '1.013239');
  if (!appraisal || !isFileable(appraisal)) throw new Error('1.013239 cannot be filed');
  const of = (limitCase?: string) =>
    appointedDate({ ...policy, procedure: appraisal }, since(at('2026-11-02 09:00'), limitCase), 1);

  test('without a case no date is promised, and every case is named', () => {
    const refused = of();
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'LIMIT_CASE_MISSING', fields: [{ field: '/limitCase' }] },
    });
    expect(of('Z')).toMatchObject({ ok: false, error: { code: 'LIMIT_CASE_MISSING' } });
  });

  // Group C without cấp I: 12 wd, rule R4; group B without: 16 wd; group C with: 15 wd, counted by hand.
  test.each([
    [12, '2026-11-18 17:00'],
    [16, '2026-11-25 17:00'],
    [15, '2026-11-23 17:00'],
  ])('%d working days from 02/11/2026', (amount, due) => {
    const found = appraisal.limitCases.find(({ limit }) => limit.amount === amount);
    const promise = of(found?.id);
    expect(promise.ok && local(promise.value.deadline.due)).toBe(due);
  });
});

describe('R2: the answer to a filing within eight working hours', () => {
  test.each([
    ['2026-11-20 16:30', '2026-11-23 16:30'],
    ['2026-11-23 16:30', '2026-11-25 16:30'],
    ['2026-11-21 10:00', '2026-11-23 17:00'],
  ])('submitted %s, answered by %s', (submitted, due) => {
    const promise = intakeAnswer(policy, at(submitted), 2);
    expect(promise.ok && local(promise.value.deadline.due)).toBe(due);
    expect(promise).toMatchObject({ value: { deadline: { version: 2, kind: 'INTAKE_ANSWER', raised: [] } } });
  });
});

describe('R6: early, on time, late by local dates, due Tue 01/12/2026 17:00', () => {
  test.each([
    ['2026-11-30 16:00', 'early'],
    ['2026-11-30 23:59', 'early'],
    ['2026-12-01 00:00', 'onTime'],
    ['2026-12-01 08:00', 'onTime'],
    ['2026-12-01 16:59', 'onTime'],
    ['2026-12-01 23:59', 'onTime'],
    ['2026-12-02 00:00', 'late'],
    ['2026-12-02 06:59', 'late'],
  ])('completed %s is %s', (completed, outcome) => {
    expect(outcomeOf(policy, at(completed), at('2026-12-01 17:00'))).toBe(outcome);
  });
});
