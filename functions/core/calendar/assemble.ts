import { compileCalendar } from './calendar.ts';
import { toEpochDay } from './localDate.ts';
import type { CalendarData, CalendarHead, CalendarYear } from './schema.ts';
import { workingDaysThrough } from './workingDays.ts';

/** Joins a calendar head with the years it names, in order of time; unknown names are left to `calendarProblems`. */
export function assembleCalendar(head: CalendarHead, years: readonly CalendarYear[]): CalendarData {
  const named = years.filter((year) => head.years.includes(year.id));
  return { ...head, years: named.toSorted((a, b) => a.year - b.year) };
}

/** What is inconsistent in a calendar, in words; empty when it may be published. */
export function calendarProblems(data: CalendarData): string[] {
  const problems: string[] = [];
  data.years.forEach((year, i) => {
    const previous = data.years[i - 1];
    if (previous !== undefined && year.year !== previous.year + 1)
      problems.push(`${year.id}: a gap before ${year.year}`);
    if (previous?.status === 'provisional' && year.status === 'issued')
      problems.push(`${year.id}: issued after a provisional year`);
    problems.push(...yearProblems(data, year));
  });
  for (const [weekday, shifts] of Object.entries(data.week)) {
    const times = shifts.flatMap((shift) => [shift.from, shift.to]);
    if (times.some((time, i) => i > 0 && time <= (times[i - 1] ?? '')))
      problems.push(`week ${weekday}: shifts out of order`);
  }
  return problems;
}

function yearProblems(data: CalendarData, year: CalendarYear): string[] {
  const problems: string[] = [];
  const cited = new Set([...data.decisions, ...year.decisions].map((decision) => decision.id));
  const off = new Set(year.daysOff.map((day) => day.date));
  if (off.size !== year.daysOff.length) problems.push(`${year.id}: a day off is listed twice`);
  for (const day of [...year.daysOff, ...year.makeUpDays]) {
    if (!day.date.startsWith(`${year.year}-`))
      problems.push(`${year.id}: ${day.date} belongs to another year`);
    if (!cited.has(day.decision))
      problems.push(`${year.id}: ${day.date} cites the unknown decision ${day.decision}`);
  }
  for (const day of year.makeUpDays) {
    if (!off.has(day.for)) problems.push(`${year.id}: ${day.date} makes up for ${day.for}, which is not off`);
  }
  const counted = workingDaysOf(data, year.year);
  if (year.expectedWorkingDays !== undefined && counted !== year.expectedWorkingDays) {
    problems.push(`${year.id}: ${counted} working days, expected ${year.expectedWorkingDays}`);
  }
  return problems;
}

function workingDaysOf(data: CalendarData, year: number): number {
  const calendar = compileCalendar(data);
  const last = toEpochDay({ year, month: 12, day: 31 });
  return (
    workingDaysThrough(calendar, last) -
    workingDaysThrough(calendar, toEpochDay({ year: year - 1, month: 12, day: 31 }))
  );
}
