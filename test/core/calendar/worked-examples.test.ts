import { describe, expect, test } from 'vitest';
import {
  addWorkingMinutes,
  answerDue,
  apologyBy,
  councilNoticeBy,
  extendedDue,
  formatDate,
  type PausePolicy,
  parseDate,
  standing,
  timeliness,
} from '../../../functions/core/calendar/index.ts';
import { at, calendar, due, local } from './support.ts';

/** The worked examples of the domain document, section 9, one row each. */
describe('R1 calendar service', () => {
  test.each([
    ['10 wd over 24/11', '2026-11-16 09:00', 10, 'workingDay', '2026-12-01 17:00'],
    ['5 wd over Tết', '2026-02-12 09:00', 5, 'workingDay', '2026-02-26 17:00'],
    ['6 wd, worked Saturday 10/01', '2025-12-31 09:00', 6, 'workingDay', '2026-01-10 17:00'],
    ['5 wd, Saturday 22/08 counts', '2026-08-20 09:00', 5, 'workingDay', '2026-08-26 17:00'],
    ['7 wd, 31/8-2/9 off', '2026-08-25 09:00', 7, 'workingDay', '2026-09-08 17:00'],
    ['7 calendar days end on a holiday', '2026-11-17 09:00', 7, 'calendarDay', '2026-11-25 17:00'],
    ['80 working hours', '2026-11-16 09:00', 80, 'workingHour', '2026-12-01 09:00'],
  ] as const)('%s', (_, received, amount, unit, expected) => {
    expect(due(received, amount, unit)).toBe(expected);
  });
});

describe('R2 answer to an online filing within 8 working hours', () => {
  test.each([
    ['2026-11-20 16:30', '2026-11-23 16:30'],
    ['2026-11-23 16:30', '2026-11-25 16:30'],
    ['2026-11-21 10:00', '2026-11-23 17:00'],
  ])('submitted %s', (submitted, expected) => {
    const answer = answerDue(calendar, at(submitted), 8);
    expect(answer.ok && local(answer.value.due)).toBe(expected);
  });

  test('reminders at 50% and 80%', () => {
    const submitted = at('2026-11-20 16:30');
    expect(local(addWorkingMinutes(calendar, submitted, 240))).toBe('2026-11-23 11:00');
    expect(local(addWorkingMinutes(calendar, submitted, 384))).toBe('2026-11-23 14:54');
  });
});

describe('R3 supplement: 10 wd received 02/11, asked 05/11, returned 10/11', () => {
  const pauses = [{ from: at('2026-11-05 10:00'), to: at('2026-11-10 14:00'), reason: 'bổ sung' }];
  const rows: [string, PausePolicy | undefined, string][] = [
    ['reset', { kind: 'reset' }, '2026-11-25 17:00'],
    ['continue', { kind: 'continue' }, '2026-11-19 17:00'],
    ['fixedDays(5)', { kind: 'fixedDays', days: 5 }, '2026-11-17 17:00'],
    ['no effect', undefined, '2026-11-16 17:00'],
  ];
  test.each(rows)('%s', (_, policy, expected) => {
    const more = policy === undefined ? {} : { pauses, policy };
    expect(due('2026-11-02 09:00', 10, 'workingDay', more)).toBe(expected);
  });
});

describe('R4 lapse and extension', () => {
  test.each([
    ['BCNCKT: 20 wd after the request of 01/12', '2026-12-01 09:00', 20, '2026-12-29'],
    ['GPXD: applicant 2 wd', '2026-11-20 09:00', 2, '2026-11-25'],
    ['GPXD: refusal 1 wd later', '2026-11-25 17:00', 1, '2026-11-26'],
    ['BCNCKT C: component request 5 wd', '2026-11-02 09:00', 5, '2026-11-09'],
    ['BCNCKT C: 12 wd', '2026-11-02 09:00', 12, '2026-11-18'],
  ])('%s', (_, from, days, expected) => {
    expect(due(from, days, 'workingDay')).toBe(`${expected} 17:00`);
  });

  const extend = (days: number, used: number) => {
    const limit = { amount: 12, unit: 'workingDay' } as const;
    const rule = { times: 1, atMost: 'originalLimit' } as const;
    const by = { amount: days, unit: 'workingDay' } as const;
    const result = extendedDue(calendar, { due: at('2026-11-18 17:00'), limit, rule, used, by });
    return result.ok ? local(result.value.due) : result.error.code;
  };
  test('one extension, at most the original limit', () => {
    expect(extend(12, 0)).toBe('2026-12-07 17:00');
    expect(extend(13, 0)).toBe('EXTENSION_TOO_LONG');
    expect(extend(12, 1)).toBe('EXTENSION_USED');
  });
});

test.each([
  ['2026-12-01 17:00', '2026-11-30 17:00'],
  ['2026-11-25 17:00', '2026-11-23 17:00'],
])('R5 apology for a due date of %s by %s', (appointed, expected) => {
  expect(local(apologyBy(calendar, at(appointed)))).toBe(expected);
});

describe('R6 early, on time, late by date', () => {
  test.each([
    ['2026-11-30 16:00', 'early'],
    ['2026-12-01 08:00', 'onTime'],
    ['2026-12-01 16:59', 'onTime'],
    ['2026-12-02 08:00', 'late'],
  ])('completed %s: %s', (completed, expected) => {
    expect(timeliness(calendar, at(completed), at('2026-12-01 17:00'))).toBe(expected);
  });

  test('an open dossier is undue until the appointed date is over, and never overdue while it waits', () => {
    const appointed = at('2026-12-01 17:00');
    expect(standing(calendar, { due: appointed, paused: false }, at('2026-12-01 23:00'))).toBe('undue');
    expect(standing(calendar, { due: appointed, paused: false }, at('2026-12-02 00:00'))).toBe('overdue');
    expect(standing(calendar, { due: appointed, paused: true }, at('2026-12-02 00:00'))).toBe('paused');
  });
});

describe('R12 council batching', () => {
  test.each([
    ['2026-10-14', '2026-10-30'],
    ['2026-10-15', '2026-11-13'],
    ['2026-12-20', '2027-01-14'],
  ])('valid %s: notice by %s', (valid, expected) => {
    const date = parseDate(valid);
    expect(date && formatDate(councilNoticeBy(calendar, date))).toBe(expected);
  });

  test('conversion: 11 wd after a notice of 01/10/2026', () => {
    expect(due('2026-10-01 09:00', 11, 'workingDay')).toBe('2026-10-16 17:00');
  });
});
