import { type Calendar, epochDayOf, hoursOfDay } from './calendar.ts';
import type { Instant } from './instant.ts';
import { formatDate, fromEpochDay } from './localDate.ts';
import type { CalendarData } from './schema.ts';

/** A day on which two calendars differ, as the newer one has it: off, worked, or worked in other hours. */
export interface DayChange {
  readonly date: string;
  readonly change: 'off' | 'worked' | 'hours';
  readonly name?: string;
  /** The decision that the newer calendar cites for the day; a day that merely lost its holiday has none. */
  readonly decision?: string;
}

/** A calendar version, compiled for counting, and its data, which knows the decisions. */
export interface CalendarEdition {
  readonly data: CalendarData;
  readonly calendar: Calendar;
}

/** The days from one instant's day to another's, both included, on which `next` is not worked as `before` was. */
export function differingDays(
  before: Calendar,
  next: CalendarEdition,
  from: Instant,
  to: Instant,
): DayChange[] {
  const days: DayChange[] = [];
  const last = epochDayOf(next.calendar, to);
  for (let day = epochDayOf(next.calendar, from); day <= last; day++) {
    const change = changeOf(before, next.calendar, day);
    const date = formatDate(fromEpochDay(day));
    if (change) days.push({ date, change, ...citationOf(next.data, date, change) });
  }
  return days;
}

function changeOf(before: Calendar, next: Calendar, day: number): DayChange['change'] | undefined {
  const [was, is] = [hoursOfDay(before, day), hoursOfDay(next, day)];
  if (was.total > 0 !== is.total > 0) return is.total > 0 ? 'worked' : 'off';
  return JSON.stringify(was.shifts) === JSON.stringify(is.shifts) ? undefined : 'hours';
}

function citationOf(
  data: CalendarData,
  date: string,
  change: DayChange['change'],
): Pick<DayChange, 'name' | 'decision'> {
  for (const { daysOff, makeUpDays } of data.years) {
    const madeUp = makeUpDays.find((day) => day.date === date);
    if (madeUp) return { decision: madeUp.decision };
    const off = daysOff.find((day) => day.date === date);
    if (off) return { name: off.name.vi, decision: off.decision };
  }
  const { name, decision } = data.weeklyRest;
  return change === 'off' ? { name: name.vi, decision } : {};
}
