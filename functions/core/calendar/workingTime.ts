import { type Calendar, epochDayOf, hoursOfDay, startOfDay } from './calendar.ts';
import { type Instant, MINUTE_MS } from './instant.ts';
import { workingDaysThrough } from './workingDays.ts';

/**
 * Working time as one axis: the office time elapsed since the start of the calendar. Adding office time is then
 * one lookup there, an addition and a binary search back.
 */
export function workingTimeAt(calendar: Calendar, instant: Instant): number {
  const day = epochDayOf(calendar, instant);
  const hours = hoursOfDay(calendar, day);
  const through = workingDaysThrough(calendar, day);
  if (hours.total === 0) return calendar.before[through] ?? 0;
  const time = instant - startOfDay(calendar, day);
  let elapsed = 0;
  for (const shift of hours.shifts) {
    if (time > shift.from) elapsed += Math.min(time, shift.to) - shift.from;
  }
  return (calendar.before[through - 1] ?? 0) + elapsed;
}

/** The earliest instant by which so much office time has elapsed; undefined past the end of the calendar. */
export function earliestInstantAt(calendar: Calendar, elapsed: number): Instant | undefined {
  if (elapsed <= 0) return undefined;
  const n = firstIndex(calendar.before, (value) => value >= elapsed);
  const day = calendar.workingDays[n - 1];
  if (day === undefined) return undefined;
  let rest = elapsed - (calendar.before[n - 1] ?? 0);
  for (const shift of hoursOfDay(calendar, day).shifts) {
    const length = shift.to - shift.from;
    if (rest <= length) return startOfDay(calendar, day) + shift.from + rest;
    rest -= length;
  }
  return undefined;
}

/** The latest instant by which no more office time than this has elapsed; undefined past the end. */
export function latestInstantAt(calendar: Calendar, elapsed: number): Instant | undefined {
  if (elapsed < 0) return undefined;
  const n = firstIndex(calendar.before, (value) => value > elapsed);
  const day = calendar.workingDays[n - 1];
  if (day === undefined) return undefined;
  let rest = elapsed - (calendar.before[n - 1] ?? 0);
  for (const shift of hoursOfDay(calendar, day).shifts) {
    const length = shift.to - shift.from;
    if (rest < length) return startOfDay(calendar, day) + shift.from + rest;
    rest -= length;
  }
  return undefined;
}

/**
 * The instant at which `minutes` of office time have passed since `from`: the earliest such instant, so that a full
 * day ends at the closing hour. Negative minutes look back (the latest instant from which they lead to `from`).
 * Stops at the ends of the calendar.
 */
export function addWorkingMinutes(calendar: Calendar, from: Instant, minutes: number): Instant {
  if (minutes === 0) return from;
  const target = workingTimeAt(calendar, from) + minutes * MINUTE_MS;
  if (minutes < 0) return latestInstantAt(calendar, Math.max(0, target)) ?? from;
  return earliestInstantAt(calendar, Math.min(target, calendar.before.at(-1) ?? 0)) ?? from;
}

/** Office time from `a` to `b` in minutes; negative when `b` is the earlier one. */
export function workingMinutesBetween(calendar: Calendar, a: Instant, b: Instant): number {
  return (workingTimeAt(calendar, b) - workingTimeAt(calendar, a)) / MINUTE_MS;
}

/** Whether offices are open at the instant: opening counts as open, closing as closed. */
export function isWorkingInstant(calendar: Calendar, instant: Instant): boolean {
  const day = epochDayOf(calendar, instant);
  const time = instant - startOfDay(calendar, day);
  return hoursOfDay(calendar, day).shifts.some((shift) => time >= shift.from && time < shift.to);
}

/**
 * The instant itself while offices are open, else the next opening. The closing moment still counts as open: what is due
 * then is due today.
 */
export function nextOfficeInstant(calendar: Calendar, instant: Instant): Instant {
  if (isWorkingInstant(calendar, instant) || isWorkingInstant(calendar, instant - 1)) return instant;
  return latestInstantAt(calendar, workingTimeAt(calendar, instant)) ?? instant;
}

function firstIndex(sorted: Float64Array, matches: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (matches(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
