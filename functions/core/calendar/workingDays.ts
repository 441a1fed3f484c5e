import { type Calendar, epochDayOf, hoursOfDay, startOfDay } from './calendar.ts';
import type { Instant } from './instant.ts';
import { fromEpochDay, type LocalDate, toEpochDay } from './localDate.ts';

/** Whether offices work on the date, make-up days included. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return isWorkingDayNumber(calendar, toEpochDay(date));
}

/** Whether offices work on the day number. */
export function isWorkingDayNumber(calendar: Calendar, day: number): boolean {
  return hoursOfDay(calendar, day).total > 0;
}

/** Working days from the start of the calendar up to and including the day; days outside count to the nearest end. */
export function workingDaysThrough(calendar: Calendar, day: number): number {
  const i = day - calendar.base;
  if (i < 0) return 0;
  return calendar.through[Math.min(i, calendar.through.length - 1)] ?? 0;
}

/** Day number of the n-th working day (n from 1); undefined outside the calendar. */
export function workingDayNumber(calendar: Calendar, n: number): number | undefined {
  return n < 1 ? undefined : calendar.workingDays[n - 1];
}

/** The first working day strictly after the date. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): LocalDate {
  return addWorkingDays(calendar, date, 1);
}

/** The last working day strictly before the date. */
export function previousWorkingDay(calendar: Calendar, date: LocalDate): LocalDate {
  return subtractWorkingDays(calendar, date, 1);
}

/** The n-th working day after the date, which itself is not counted. Stops at the last working day known. */
export function addWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
  if (n < 0) return subtractWorkingDays(calendar, date, -n);
  if (n === 0) return date;
  const index = workingDaysThrough(calendar, toEpochDay(date)) + n;
  return dayAt(calendar, index);
}

/** The n-th working day before the date, which itself is not counted. Stops at the first working day known. */
export function subtractWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
  if (n < 0) return addWorkingDays(calendar, date, -n);
  if (n === 0) return date;
  const earlier = workingDaysThrough(calendar, toEpochDay(date) - 1);
  return dayAt(calendar, earlier - n + 1);
}

/** The number of working days d with `from` < d ≤ `to`; negative when `to` is the earlier one. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  return workingDaysThrough(calendar, toEpochDay(to)) - workingDaysThrough(calendar, toEpochDay(from));
}

/** The day itself when it is worked, else the next one that is. */
export function rollForward(calendar: Calendar, day: number): number | undefined {
  if (isWorkingDayNumber(calendar, day)) return day;
  return workingDayNumber(calendar, workingDaysThrough(calendar, day) + 1);
}

/** When offices close on the date; for a day that is not worked, when they close on the last working day before. */
export function closingInstant(calendar: Calendar, date: LocalDate): Instant {
  const day = toEpochDay(date);
  return closingOfDay(
    calendar,
    isWorkingDayNumber(calendar, day) ? day : toEpochDay(previousWorkingDay(calendar, date)),
  );
}

/** When offices open on the date; for a day that is not worked, when they open on the next working day. */
export function openingInstant(calendar: Calendar, date: LocalDate): Instant {
  const day = toEpochDay(date);
  const worked = isWorkingDayNumber(calendar, day) ? day : toEpochDay(nextWorkingDay(calendar, date));
  return openingOfDay(calendar, worked);
}

/** Opening hour of a working day number. */
export function openingOfDay(calendar: Calendar, day: number): Instant {
  return startOfDay(calendar, day) + hoursOfDay(calendar, day).opens;
}

/** Closing hour of a working day number. */
export function closingOfDay(calendar: Calendar, day: number): Instant {
  return startOfDay(calendar, day) + hoursOfDay(calendar, day).closes;
}

/** The local date of an instant if it is worked, else the next working day. */
export function workingDateFrom(calendar: Calendar, instant: Instant): LocalDate {
  const day = epochDayOf(calendar, instant);
  return fromEpochDay(rollForward(calendar, day) ?? day);
}

function dayAt(calendar: Calendar, n: number): LocalDate {
  const last = calendar.workingDays.length;
  const day = workingDayNumber(calendar, Math.min(Math.max(n, 1), last));
  return fromEpochDay(day ?? calendar.base);
}
