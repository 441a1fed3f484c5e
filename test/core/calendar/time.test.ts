import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingMinutes,
  closingInstant,
  dayOfWeek,
  formatDate,
  formatInstant,
  fromEpochDay,
  isWorkingInstant,
  nextWorkingDay,
  parseDate,
  parseInstant,
  previousWorkingDay,
  subtractWorkingDays,
  toEpochDay,
  workingMinutesBetween,
} from '../../../functions/core/calendar/index.ts';
import { at, calendar, local } from './support.ts';

const seed = 20_261_123;
const date = (text: string) => parseDate(text) ?? { year: 0, month: 0, day: 0 };

describe('local dates', () => {
  test('agree with the platform on every day of four centuries', () => {
    const first = Date.UTC(1800, 0, 1) / 86_400_000;
    for (let day = first; day < first + 146_097; day++) {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (formatDate(fromEpochDay(day)) !== iso || toEpochDay(date(iso)) !== day) throw new Error(iso);
    }
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-01-01', '2026-1-1', ''])(
    '%s is refused',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-16', 2, '2027-01-16'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', -13, '2025-02-28'],
  ])('%s + %i months = %s', (from, months, expected) => {
    expect(formatDate(addMonths(date(from), months))).toBe(expected);
  });

  test('weekdays are ISO', () => {
    expect([date('2026-11-23'), date('2026-11-29'), date('1969-12-31')].map(dayOfWeek)).toEqual([1, 7, 3]);
    expect(formatDate(addDays(date('2026-12-31'), 1))).toBe('2027-01-01');
  });
});

describe('instants', () => {
  test.each([
    ['2026-11-16T09:00:00+07:00', '2026-11-16T09:00:00+07:00'],
    ['2026-11-16T02:00:00Z', '2026-11-16T09:00:00+07:00'],
    ['2026-11-15T20:00-06:00', '2026-11-16T09:00:00+07:00'],
    ['2026-11-16T09:00:00.25+07:00', '2026-11-16T09:00:00.250+07:00'],
    ['2026-11-15T17:30:00Z', '2026-11-16T00:30:00+07:00'],
  ])('%s reads as %s', (text, expected) => {
    const instant = parseInstant(text);
    expect(instant !== undefined && formatInstant(instant, 420)).toBe(expected);
  });

  test.each([
    '2026-11-16',
    '2026-11-16T09:00:00',
    '2026-11-16T24:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-11-16 09:00:00Z',
  ])('%s is refused', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe('working days and hours', () => {
  test('over a long holiday, forward and backward', () => {
    expect(formatDate(nextWorkingDay(calendar, date('2026-02-13')))).toBe('2026-02-23');
    expect(formatDate(previousWorkingDay(calendar, date('2026-02-23')))).toBe('2026-02-13');
    expect(formatDate(subtractWorkingDays(calendar, date('2026-02-18'), 2))).toBe('2026-02-12');
    expect(formatDate(addWorkingDays(calendar, date('2026-02-18'), 2))).toBe('2026-02-24');
    expect(formatDate(addWorkingDays(calendar, date('2026-02-24'), -2))).toBe('2026-02-13');
  });

  test('offices are open from the opening until just before the closing', () => {
    const open = ['07:29', '07:30', '11:29', '11:30', '12:59', '13:00', '16:59', '17:00'].map((time) =>
      isWorkingInstant(calendar, at(`2026-11-23 ${time}`)),
    );
    expect(open).toEqual([false, true, true, false, false, true, true, false]);
    expect(isWorkingInstant(calendar, at('2026-11-24 09:00'))).toBe(false);
    expect(local(closingInstant(calendar, date('2026-08-22')))).toBe('2026-08-22 17:00');
  });

  test('backwards a full day begins when offices open', () => {
    expect(local(addWorkingMinutes(calendar, at('2026-11-23 17:00'), -480))).toBe('2026-11-23 07:30');
    expect(local(addWorkingMinutes(calendar, at('2026-11-25 08:30'), -120))).toBe('2026-11-23 16:00');
  });

  test('adding office time and measuring it are inverse, to the millisecond', () => {
    const start = at('2023-01-01 00:00');
    const instant = fc.integer({ min: 0, max: 4 * 365 * 86_400_000 }).map((ms) => start + ms);
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40_000 }), (from, minutes) => {
        const later = addWorkingMinutes(calendar, from, minutes);
        expect(workingMinutesBetween(calendar, from, later)).toBeCloseTo(minutes, 6);
        expect(isWorkingInstant(calendar, later - 1)).toBe(true); // the earliest such instant
        const back = addWorkingMinutes(calendar, later, -minutes);
        expect(workingMinutesBetween(calendar, back, later)).toBeCloseTo(minutes, 6);
      }),
      { numRuns: 2_000, seed },
    );
  });
});
