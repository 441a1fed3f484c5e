import {
  type Calendar,
  epochDayOf,
  formatDate,
  fromEpochDay,
  type Instant,
  parseDate,
  startOfDay,
  toEpochDay,
} from '../calendar/index.ts';

/** A local day of the unit, `2026-11-23`; such texts compare as the days do. */
export type Day = string;

/** The local day of an instant. */
export const dayOf = (at: Instant, calendar: Calendar): Day =>
  formatDate(fromEpochDay(epochDayOf(calendar, at)));

/** The last millisecond of a local day. */
export const endOfDay = (day: Day, calendar: Calendar): Instant =>
  startOfDay(calendar, numberOf(day) + 1) - 1;

/** The day so many days later; earlier when negative. */
export const plusDays = (day: Day, days: number): Day => formatDate(fromEpochDay(numberOf(day) + days));

const numberOf = (day: Day): number => {
  const date = parseDate(day);
  if (!date) throw new Error(`no such day: ${day}`);
  return toEpochDay(date);
};
