import { describe, expect, test } from 'vitest';
import { dueDate, parseInstant } from '../../../functions/core/calendar/index.ts';
import { at, calendar, due, local } from './support.ts';

/** Dates that no document works out: counted by hand on the table of domain section 3. */
describe('working days over every holiday of the table', () => {
  test.each([
    ['2023, Tết 20-26/1', '2023-01-19 09:00', 1, '2023-01-27'],
    ['2023, 1-3/5 off', '2023-04-28 09:00', 3, '2023-05-08'],
    ['2023, 1/9 and 4/9 off', '2023-08-31 09:00', 2, '2023-09-06'],
    ['2023, 2/1 off', '2023-01-01 09:00', 1, '2023-01-03'],
    ['2024, Tết 8-14/2', '2024-02-07 09:00', 2, '2024-02-16'],
    ['2024, 29/4 off, Sat 4/5 worked', '2024-04-26 09:00', 5, '2024-05-07'],
    ['2024, the third day is that Saturday', '2024-04-26 09:00', 3, '2024-05-04'],
    ['2024, Thu 18/4 off', '2024-04-17 09:00', 1, '2024-04-19'],
    ['2024, leap day worked', '2024-02-28 09:00', 1, '2024-02-29'],
    ['2025, Tết 27-31/1', '2025-01-24 09:00', 1, '2025-02-03'],
    ['2025, Sat 26/4 worked', '2025-04-24 09:00', 3, '2025-04-28'],
    ['2025, 30/4-2/5 off', '2025-04-25 09:00', 5, '2025-05-06'],
    ['2025, 1-2/9 off', '2025-08-29 09:00', 1, '2025-09-03'],
    ['2026, 27/4, 30/4, 1/5 off', '2026-04-24 09:00', 3, '2026-05-04'],
    ['2026, 2/1 off, Sat 10/1 worked', '2026-01-09 09:00', 2, '2026-01-12'],
    ['2026, year end', '2026-12-30 09:00', 1, '2026-12-31'],
    ['2027 as far as it is fixed by law', '2026-12-30 09:00', 5, '2027-01-07'],
    ['2027, Fri 16/4 off', '2027-04-15 09:00', 1, '2027-04-19'],
    ['2027, Fri 30/4, Mon 3/5 off', '2027-04-29 09:00', 1, '2027-05-04'],
    ['2027, Thu 2/9, Wed 24/11 off', '2027-11-23 09:00', 1, '2027-11-25'],
  ])('%s', (_, received, amount, expected) => {
    expect(due(received, amount, 'workingDay')).toBe(`${expected} 17:00`);
  });
});

describe('months and plain days', () => {
  test.each([
    ['29/02 + 1 month', '2024-02-29 09:00', 1, 'month', '2024-03-29'],
    ['29/02 + 12 months: no such day, its last', '2024-02-29 09:00', 12, 'month', '2025-02-28'],
    ['29/02 + 48 months', '2024-02-29 09:00', 48, 'month', '2028-02-29'],
    ['31/01 + 1 month in a leap year', '2024-01-31 09:00', 1, 'month', '2024-02-29'],
    ['29, 30, 31/01 + 1 month: Sat 28/02, so Monday', '2026-01-29 09:00', 1, 'month', '2026-03-02'],
    ['30/01 + 1 month', '2026-01-30 09:00', 1, 'month', '2026-03-02'],
    ['31/01 + 1 month', '2026-01-31 09:00', 1, 'month', '2026-03-02'],
    ['31/03 + 1 month: 30/04 to 02/05 off, weekend', '2025-03-31 09:00', 1, 'month', '2025-05-05'],
    ['31/08 + 1 month', '2026-08-31 09:00', 1, 'month', '2026-09-30'],
    ['22/07 + 1 month: a Saturday that is worked', '2026-07-22 09:00', 1, 'month', '2026-08-22'],
    ['10/12 + 1 month: a Saturday that is worked', '2025-12-10 09:00', 1, 'month', '2026-01-10'],
    ['24/10 + 1 month: 24/11 is off', '2026-10-24 09:00', 1, 'month', '2026-11-25'],
    ['30/11 + 3 months, into the next year', '2025-11-30 09:00', 3, 'month', '2026-03-02'],
    ['7 days to 01/05, four days off follow', '2025-04-24 09:00', 7, 'calendarDay', '2025-05-05'],
    ['7 days to a worked Saturday', '2026-08-15 09:00', 7, 'calendarDay', '2026-08-22'],
    ['30 days into Tết', '2026-01-17 09:00', 30, 'calendarDay', '2026-02-23'],
    ['60 days (domain 4.1, NQ-important)', '2026-07-01 09:00', 60, 'calendarDay', '2026-09-03'],
    ['1 day from a Friday', '2026-11-20 18:00', 1, 'calendarDay', '2026-11-23'],
  ] as const)('%s', (_, received, amount, unit, expected) => {
    expect(due(received, amount, unit)).toBe(`${expected} 17:00`);
  });
});

describe('hours and parts of a day', () => {
  test.each([
    ['4 h from Fri 16:00 into a worked Saturday', '2026-08-21 16:00', 4, 'workingHour', '2026-08-22 10:30'],
    ['half a day over 31/8-2/9', '2026-08-28 15:00', 0.5, 'workingDay', '2026-09-03 09:30'],
    ['a quarter over lunch', '2026-11-16 11:00', 0.25, 'workingDay', '2026-11-16 14:30'],
    ['before opening', '2026-11-16 05:00', 2, 'workingHour', '2026-11-16 09:30'],
    ['at lunch', '2026-11-16 12:10', 1, 'workingHour', '2026-11-16 14:00'],
    ['after closing before a holiday', '2026-11-23 17:01', 0.5, 'workingHour', '2026-11-25 08:00'],
    ['on the holiday', '2026-11-24 09:00', 8, 'workingHour', '2026-11-25 17:00'],
    [
      'a full day ends at closing, not at the next opening',
      '2026-11-16 07:30',
      8,
      'workingHour',
      '2026-11-16 17:00',
    ],
    ['one and a half days', '2026-11-20 13:00', 1.5, 'workingDay', '2026-11-23 17:00'],
    ['six minutes', '2026-11-16 11:27', 0.1, 'workingHour', '2026-11-16 13:03'],
    ['a third of a day', '2026-11-16 07:30', 1 / 3, 'workingDay', '2026-11-16 10:10'],
  ] as const)('%s', (_, received, amount, unit, expected) => {
    expect(due(received, amount, unit)).toBe(expected);
  });
});

describe('the receiving day is the local one', () => {
  const dueOf = (received: string) => {
    const instant = parseInstant(received) ?? Number.NaN;
    const result = dueDate(calendar, { received: instant, limit: { amount: 1, unit: 'workingDay' } });
    return result.ok ? local(result.value.due).slice(0, 10) : result.error.code;
  };
  test.each([
    ['2026-11-15T16:59:59Z', '2026-11-16'], // Sunday 23:59:59
    ['2026-11-15T17:00:00Z', '2026-11-17'], // Monday 00:00
    ['2026-11-15T17:30:00Z', '2026-11-17'],
    ['2026-11-16T20:00:00-05:00', '2026-11-18'],
    ['2026-11-16T00:30:00+09:00', '2026-11-16'], // Sunday 22:30
    ['2026-12-31T17:30:00Z', '2027-01-04'],
    ['2022-12-31T17:00:00Z', '2023-01-03'], // the first instant of the calendar
    ['2022-12-31T16:59:59Z', 'BEYOND_CALENDAR'],
  ])('%s', (received, expected) => {
    expect(dueOf(received)).toBe(expected);
  });
});

describe('pauses on and around days off', () => {
  const pause = (from: string, to: string) => ({ from: at(from), to: at(to), reason: 'bổ sung' });
  const waited = (
    amount: number,
    unit: 'workingDay' | 'calendarDay',
    ...pauses: ReturnType<typeof pause>[]
  ) => due('2026-11-16 09:00', amount, unit, { pauses, policy: { kind: 'continue' } });
  test.each([
    ['asked Fri, returned Wed over the holiday', 5, '2026-11-20 09:00', '2026-11-25 09:00', '2026-11-26'],
    ['asked Sat, returned on the holiday', 5, '2026-11-21 09:00', '2026-11-24 09:00', '2026-11-25'],
    ['asked Sat, returned Sun: nothing was waited', 5, '2026-11-21 09:00', '2026-11-22 09:00', '2026-11-23'],
    ['asked on the receiving day', 5, '2026-11-16 10:00', '2026-11-18 09:00', '2026-11-26'],
    ['no time at all', 5, '2026-11-18 09:00', '2026-11-18 09:00', '2026-11-23'],
    ['asked on the due date: one day', 5, '2026-11-23 16:00', '2026-11-25 09:00', '2026-11-26'],
    ['asked when late: one day', 5, '2026-11-30 09:00', '2026-12-02 09:00', '2026-12-03'],
  ])('%s', (_, amount, from, to, expected) => {
    expect(waited(amount, 'workingDay', pause(from, to))).toBe(`${expected} 17:00`);
  });

  test('plain days wait in plain days', () => {
    const asked = pause('2026-11-18 09:00', '2026-11-23 09:00');
    expect(waited(10, 'calendarDay', asked)).toBe('2026-12-01 17:00'); // 26/11 and five days
  });
});

describe('the ends of the calendar', () => {
  test.each([
    ['2037-12-30 09:00', 1, 'workingDay', undefined, '2037-12-31 17:00'],
    ['2037-12-30 09:00', 2, 'workingDay', undefined, 'BEYOND_CALENDAR'],
    ['2037-12-31 17:30', 1, 'workingHour', { kind: 'time', at: '17:00' }, 'BEYOND_CALENDAR'],
    ['2037-12-31 07:30', 1, 'workingHour', { kind: 'time', at: '00:00' }, 'BEYOND_CALENDAR'],
    ['2037-12-31 16:00', 1, 'workingHour', undefined, '2037-12-31 17:00'],
    ['2037-12-31 16:01', 1, 'workingHour', undefined, 'BEYOND_CALENDAR'],
    ['2038-01-01 09:00', 1, 'workingDay', undefined, 'BEYOND_CALENDAR'],
    ['2026-11-16 09:00', 1e300, 'month', undefined, 'BEYOND_CALENDAR'],
    ['2026-11-16 09:00', 1e308, 'calendarDay', undefined, 'BEYOND_CALENDAR'],
    ['2026-11-16 09:00', 1e308, 'workingHour', undefined, 'BEYOND_CALENDAR'],
    ['2026-11-16 09:00', 1e-9, 'workingHour', undefined, 'INVALID_LIMIT'],
  ] as const)('%s and %d %s', (received, amount, unit, cutOff, expected) => {
    expect(due(received, amount, unit, cutOff && { cutOff })).toBe(expected);
  });

  test('a return after the end of the calendar has no answer', () => {
    const pauses = [{ from: at('2037-12-01 09:00'), to: at('2040-01-01 09:00'), reason: 'x' }];
    const cutOff = { kind: 'time', at: '15:00' } as const;
    for (const unit of ['workingDay', 'workingHour', 'calendarDay', 'month'] as const) {
      expect(due('2037-11-30 09:00', 2, unit, { pauses })).toBe('BEYOND_CALENDAR');
      expect(due('2037-11-30 09:00', 2, unit, { pauses, cutOff })).toBe('BEYOND_CALENDAR');
    }
  });
});
