import { describe, expect, test } from 'vitest';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import {
  calendarProblems,
  isWorkingDay,
  type LocalDate,
  parseDate,
  workingDaysBetween,
} from '../../../functions/core/calendar/index.ts';
import { calendar } from './support.ts';

const data = loadCalendar();
const date = (text: string): LocalDate => {
  const parsed = parseDate(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe('the calendar of domain section 3', () => {
  test.each([
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('%i has %i working days', (year, days) => {
    expect(workingDaysBetween(calendar, date(`${year - 1}-12-31`), date(`${year}-12-31`))).toBe(days);
  });

  // What off-the-shelf lists miss.
  test.each(['2025-05-02', '2026-01-02', '2026-08-31', '2026-11-24', '2024-04-29'])('%s is off', (day) => {
    expect(isWorkingDay(calendar, date(day))).toBe(false);
  });
  test.each(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])('Saturday %s is worked', (day) => {
    expect(isWorkingDay(calendar, date(day))).toBe(true);
  });

  test('every day off and every worked Saturday cites a decision that is there', () => {
    expect(calendarProblems(data)).toEqual([]);
  });

  test('2027 is provisional and says what is missing', () => {
    const last = data.years.at(-1);
    expect(last).toMatchObject({ year: 2027, status: 'provisional' });
    expect(last?.note).toContain('Tết');
  });
});

describe('a calendar that may not be published', () => {
  const broken = (change: Partial<(typeof data.years)[number]>) =>
    calendarProblems({
      ...data,
      years: data.years.map((year) => (year.year === 2026 ? { ...year, ...change } : year)),
    });
  const [first] = data.years[3]?.daysOff ?? [];

  test.each([
    [
      'an unknown decision',
      { daysOff: [{ ...first, date: '2026-01-01', name: { vi: 'x', en: 'x' }, decision: 'none' }] },
    ],
    [
      'a day of another year',
      { makeUpDays: [{ date: '2025-12-27', for: '2026-01-02', decision: '12729/VPCP-KGVX' }] },
    ],
    [
      'a make-up day for a working day',
      { makeUpDays: [{ date: '2026-01-10', for: '2026-01-05', decision: '12729/VPCP-KGVX' }] },
    ],
    ['a wrong number of working days', { expectedWorkingDays: 250 }],
  ])('%s is reported', (_, change) => {
    expect(broken(change)).not.toEqual([]);
  });

  test('a missing year is reported', () => {
    const gap = { ...data, years: data.years.filter((year) => year.year !== 2025) };
    expect(calendarProblems(gap)).toEqual(['vn-2026: a gap before 2026']);
  });
});
