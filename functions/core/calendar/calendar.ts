import { DAY_MS, type Instant, MINUTE_MS } from './instant.ts';
import { fromEpochDay, type LocalDate, parseDate, toEpochDay, weekdayOfEpochDay } from './localDate.ts';
import type { CalendarData, Shift } from './schema.ts';

/** Office hours of one kind of day: intervals in milliseconds since local midnight, in order. */
export interface DayHours {
  readonly shifts: readonly { readonly from: number; readonly to: number }[];
  readonly total: number;
  readonly opens: number;
  readonly closes: number;
}

/** Why a day is not worked. */
export interface DayOff {
  readonly reason: 'weeklyRest' | 'holiday';
  readonly name: string;
  readonly decision: string;
}

/**
 * A calendar version compiled for counting: prefix sums over days, so that due dates in days are O(1) and in
 * hours O(log n). Days are addressed by their offset from `base` (an epoch day).
 */
export interface Calendar {
  /** Names the calendar and its version, e.g. `vn-2026.1`; printed with every due date. */
  readonly id: string;
  readonly family: string;
  readonly version: string;
  readonly offsetMinutes: number;
  readonly minutesPerWorkingDay: number;
  readonly rules: CalendarData['rules'];
  /** First day with data, last day of the last issued year, last day that can be answered at all (epoch days). */
  readonly firstDay: number;
  readonly lastIssuedDay: number;
  readonly lastDay: number;
  readonly base: number;
  /** Kind of each day: index into `hours`, 0 = not worked. */
  readonly kinds: Uint8Array;
  readonly hours: readonly DayHours[];
  /** Working days from `base` up to and including the day. */
  readonly through: Int32Array;
  /** Epoch day of the k-th working day (k from 0). */
  readonly workingDays: Int32Array;
  /** Working milliseconds before the k-th working day; one more entry than `workingDays`. */
  readonly before: Float64Array;
  readonly daysOff: ReadonlyMap<number, DayOff>;
  readonly weeklyRest: DayOff;
}

/** Compiles checked calendar data. Years without data up to `extrapolateTo` follow the weekly pattern alone. */
export function compileCalendar(data: CalendarData): Calendar {
  const years = data.years.map((year) => year.year);
  const issued = data.years.filter((year) => year.status === 'issued').map((year) => year.year);
  const firstYear = Math.min(...years);
  const base = epochDay({ year: firstYear - 1, month: 1, day: 1 });
  const lastDay = epochDay({ year: Math.max(data.extrapolateTo, ...years), month: 12, day: 31 });
  const days = readDays(data);
  const hours: DayHours[] = [compileShifts([])];
  const kindOfWeekday = [0, ...weekdayShifts(data).map((shifts) => kindOf(hours, shifts))];
  const kinds = new Uint8Array(lastDay - base + 1);
  for (let i = 0; i < kinds.length; i++) {
    const day = base + i;
    const worked = days.madeUp.get(day) ?? (days.off.has(day) ? undefined : day);
    kinds[i] = worked === undefined ? 0 : (kindOfWeekday[weekdayOfEpochDay(worked)] ?? 0);
  }
  const weeklyRest: DayOff = {
    reason: 'weeklyRest',
    name: data.weeklyRest.name.vi,
    decision: data.weeklyRest.decision,
  };
  return {
    id: `${data.id}-${data.version}`,
    family: data.id,
    version: data.version,
    offsetMinutes: parseOffset(data.offset),
    minutesPerWorkingDay: data.minutesPerWorkingDay,
    rules: data.rules,
    firstDay: epochDay({ year: firstYear, month: 1, day: 1 }),
    lastIssuedDay:
      issued.length === 0 ? base - 1 : epochDay({ year: Math.max(...issued), month: 12, day: 31 }),
    lastDay,
    base,
    kinds,
    hours,
    daysOff: days.off,
    weeklyRest,
    ...prefixSums(base, kinds, hours),
  };
}

/** The local date of an instant, in the calendar's own offset. */
export function localDateOf(instant: Instant, calendar: Calendar): LocalDate {
  return fromEpochDay(epochDayOf(calendar, instant));
}

/** The local day number of an instant. */
export function epochDayOf(calendar: Calendar, instant: Instant): number {
  return Math.floor((instant + calendar.offsetMinutes * MINUTE_MS) / DAY_MS);
}

/** The instant at which a local day starts. */
export function startOfDay(calendar: Calendar, day: number): Instant {
  return day * DAY_MS - calendar.offsetMinutes * MINUTE_MS;
}

/** Office hours of a day; those of kind 0 (none) when it is not worked or lies outside the calendar. */
export function hoursOfDay(calendar: Calendar, day: number): DayHours {
  return calendar.hours[calendar.kinds[day - calendar.base] ?? 0] ?? NO_HOURS;
}

/** Why a day is not worked; undefined for a working day. */
export function dayOffOf(calendar: Calendar, day: number): DayOff | undefined {
  if (hoursOfDay(calendar, day).total > 0) return undefined;
  return calendar.daysOff.get(day) ?? calendar.weeklyRest;
}

const NO_HOURS: DayHours = { shifts: [], total: 0, opens: 0, closes: 0 };

function epochDay(date: LocalDate): number {
  return toEpochDay(date);
}

function readDays(data: CalendarData): { off: Map<number, DayOff>; madeUp: Map<number, number> } {
  const off = new Map<number, DayOff>();
  const madeUp = new Map<number, number>();
  for (const year of data.years) {
    for (const day of year.daysOff) {
      off.set(dayNumber(day.date), { reason: 'holiday', name: day.name.vi, decision: day.decision });
    }
    for (const day of year.makeUpDays) madeUp.set(dayNumber(day.date), dayNumber(day.for));
  }
  return { off, madeUp };
}

function dayNumber(text: string): number {
  const date = parseDate(text);
  return date === undefined ? Number.NaN : toEpochDay(date);
}

function weekdayShifts(data: CalendarData): (readonly Shift[])[] {
  const week = data.week;
  return [week['1'], week['2'], week['3'], week['4'], week['5'], week['6'], week['7']];
}

function kindOf(hours: DayHours[], shifts: readonly Shift[]): number {
  return shifts.length === 0 ? 0 : hours.push(compileShifts(shifts)) - 1;
}

function compileShifts(shifts: readonly Shift[]): DayHours {
  const compiled = shifts.map((shift) => ({ from: timeOfDay(shift.from), to: timeOfDay(shift.to) }));
  const total = compiled.reduce((sum, shift) => sum + shift.to - shift.from, 0);
  return { shifts: compiled, total, opens: compiled[0]?.from ?? 0, closes: compiled.at(-1)?.to ?? 0 };
}

function prefixSums(base: number, kinds: Uint8Array, hours: readonly DayHours[]) {
  const through = new Int32Array(kinds.length);
  const workingDays: number[] = [];
  const before: number[] = [0];
  let total = 0;
  kinds.forEach((kind, i) => {
    if (kind !== 0) {
      workingDays.push(base + i);
      total += hours[kind]?.total ?? 0;
      before.push(total);
    }
    through[i] = workingDays.length;
  });
  return { through, workingDays: Int32Array.from(workingDays), before: Float64Array.from(before) };
}

/** Milliseconds since midnight of `HH:MM`. */
export function timeOfDay(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * MINUTE_MS;
}

function parseOffset(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return text.startsWith('-') ? -minutes : minutes;
}
