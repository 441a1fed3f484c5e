import { expect, test } from 'vitest';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import { differingDays } from '../../../functions/core/calendar/difference.ts';
import { type CalendarData, compileCalendar } from '../../../functions/core/calendar/index.ts';
import { successorProblems } from '../../../functions/core/calendar/successor.ts';
import { calendarWith } from '../../support/catalogue.ts';
import { at, calendar } from './support.ts';

const edition = (data: CalendarData) => ({ data, calendar: compileCalendar(data) });
const changed = calendarWith('2026.2', { off: ['2026-11-27'], worked: [['2026-12-12', '2026-11-27']] });
const days = (from: string, to: string, data = changed) =>
  differingDays(calendar, edition(data), at(`${from} 09:00`), at(`${to} 17:00`));

test('names the days between two instants that are worked differently, and the decision', () => {
  expect(days('2026-11-16', '2026-12-31')).toEqual([
    { date: '2026-11-27', change: 'off', name: 'Nghỉ theo quyết định', decision: 'QĐ 999/QĐ-TTg (giả định)' },
    { date: '2026-12-12', change: 'worked', decision: 'QĐ 999/QĐ-TTg (giả định)' },
  ]);
  expect(days('2026-11-27', '2026-11-27')).toHaveLength(1);
  expect(days('2026-11-28', '2026-12-11')).toEqual([]);
});

test('a holiday on a Saturday changes nothing', () => {
  expect(days('2026-11-16', '2026-12-11', calendarWith('2026.2', { off: ['2026-11-28'] }))).toEqual([]);
});

test('other office hours and another weekly rest are differences too', () => {
  const week = { ...changed.week, '1': [{ from: '08:00', to: '12:00' }], '5': [] };
  expect(days('2026-11-20', '2026-11-23', { ...changed, week })).toEqual([
    { date: '2026-11-20', change: 'off', name: 'Nghỉ hằng tuần', decision: 'Bộ luật Lao động 2019 Đ111' },
    { date: '2026-11-23', change: 'hours' },
  ]);
});

test('a holiday that is taken back is a worked day without a decision', () => {
  const data = loadCalendar();
  const years = data.years.map((year) => ({
    ...year,
    daysOff: year.daysOff.filter(({ date }) => date !== '2026-11-24'),
  }));
  expect(days('2026-11-20', '2026-11-30', { ...data, years })).toEqual([
    { date: '2026-11-24', change: 'worked' },
  ]);
});

test.each<[string, Partial<CalendarData>, string]>([
  ['a version that could not be a key', { version: 'a#b' }, '/version'],
  ['a year without end', { extrapolateTo: 1_000_000_000 }, '/extrapolateTo'],
  ['an extrapolation that ends too early', { extrapolateTo: 2026 }, '/extrapolateTo'],
  ['another time zone', { offset: '+08:00' }, '/offset'],
  ['a past that is missing', { years: changed.years.slice(1) }, '/years'],
  [
    'a week without work',
    { week: { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] } },
    '/week',
  ],
])('%s may not follow', (_, change, field) => {
  const fields = successorProblems({ ...changed, ...change }, loadCalendar()).map((each) => each.field);
  expect(fields).toContain(field);
});

test('a year without a gap may follow', () => {
  expect(successorProblems(changed, loadCalendar())).toEqual([]);
});
