import type { Day, Table } from './table.ts';

/** A case as a line of `npm run -s due` states it, with times as minutes since 1970-01-01T00:00 local time. */
export interface Case {
  readonly received: number;
  readonly amount: number;
  readonly unit: 'workingDay' | 'workingHour' | 'calendarDay' | 'month';
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  readonly policy: 'reset' | 'continue' | number;
  readonly cutOff?: { readonly at: number } | { readonly beforeClosing: number };
}

/** One label per day after the start, in order; what the derivation must say about it. */
export type Label = 'counted' | 'paused' | 'beforeRestart' | 'overdue' | 'closed';

export interface Walk {
  readonly start: number;
  readonly due: number;
  /** For limits in days: day → label, from the start to the end of counting. */
  readonly labels: ReadonlyMap<number, Label>;
  /** For hours: the minutes that are counted. */
  readonly minutes: readonly number[];
  /** For hours: days off during which the clock ran without counting anything. */
  readonly idle: ReadonlySet<number>;
  /** Last day of the count before it is moved to a working day. */
  readonly end: number;
}

const MINUTES = 1440;
const NOTHING: Day = { open: [] };
export const dayOf = (minute: number): number => Math.floor(minute / MINUTES);
const on = (table: Table, day: number): Day => table.days.get(day) ?? NOTHING;
const isOpen = (day: Day, time: number): boolean => day.open.some(([from, to]) => time >= from && time < to);
const closing = (table: Table, day: number): number => Math.max(...on(table, day).open.map(([, to]) => to));

/** The walk left the calendar: there is no answer. */
class Beyond extends Error {}
const within = (table: Table, day: number): number => {
  if (day > table.last) throw new Beyond();
  return day;
};

/** Rule C3: after the cut-off or on a day off, the filing counts as received when offices next open. */
function deemed(table: Table, minute: number, cutOff: Case['cutOff']): number {
  if (cutOff === undefined) return minute;
  const day = dayOf(minute);
  if (on(table, day).open.length > 0) {
    const last = 'at' in cutOff ? cutOff.at : closing(table, day) - cutOff.beforeClosing;
    if (minute - day * MINUTES <= last) return minute;
  }
  let next = day + 1;
  while (on(table, within(table, next)).open.length === 0) next++;
  return next * MINUTES + Math.min(...on(table, next).open.map(([from]) => from));
}

/** Walks a case to its due date, one day (or, for hours, one minute) at a time; undefined past the calendar. */
export function walk(table: Table, input: Case): Walk | undefined {
  try {
    return walkWithin(table, input);
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function walkWithin(table: Table, input: Case): Walk {
  for (const pause of input.pauses) within(table, dayOf(pause.to));
  const start = deemed(table, input.received, input.cutOff);
  const pauses = pausesFrom(table, input, start);
  const inHours =
    input.unit === 'workingHour' || !(Number.isInteger(input.amount) || input.unit !== 'workingDay');
  return inHours ? walkMinutes(table, input, start, pauses) : walkDays(table, input, start, pauses);
}

/** The pauses as they work: from the start on, ending when the return counts as received. */
export function pausesFrom(table: Table, input: Case, start: number): Pauses {
  return input.pauses
    .map((pause) => ({ from: Math.max(pause.from, start), to: deemed(table, pause.to, input.cutOff) }))
    .filter((pause) => pause.to >= start);
}

type Pauses = readonly { readonly from: number; readonly to: number }[];

function walkDays(table: Table, input: Case, start: number, pauses: Pauses): Walk {
  const restart = input.policy === 'continue' ? start : Math.max(start, ...pauses.map((pause) => pause.to));
  const restarted = input.policy !== 'continue' && pauses.length > 0;
  let left = typeof input.policy === 'number' && restarted ? input.policy : daysIn(input, dayOf(restart));
  const counts = (day: number) => input.unit !== 'workingDay' || on(table, day).open.length > 0;
  const paused = (day: number) => pauses.some((pause) => day > dayOf(pause.from) && day <= dayOf(pause.to));
  const later = (day: number) => pauses.some((pause) => dayOf(pause.to) > Math.max(day, dayOf(pause.from)));
  const labels = new Map<number, Label>();
  let day = dayOf(start);
  while (left > 0 || (!restarted && later(day))) {
    day = within(table, day + 1);
    if (paused(day)) {
      labels.set(day, 'paused');
      if (left === 0) left = 1;
    } else if (day <= dayOf(restart)) labels.set(day, 'beforeRestart');
    else if (left === 0) labels.set(day, 'overdue');
    else if (counts(day)) {
      labels.set(day, 'counted');
      left--;
    } else labels.set(day, 'closed');
  }
  let due = day;
  while (on(table, within(table, due)).open.length === 0) due++;
  return { start, due: due * MINUTES + closing(table, due), labels, minutes: [], idle: new Set(), end: day };
}

function walkMinutes(table: Table, input: Case, start: number, pauses: Pauses): Walk {
  const restarted = input.policy !== 'continue' && pauses.length > 0;
  const restart = restarted ? Math.max(...pauses.map((pause) => pause.to)) : start;
  const days = typeof input.policy === 'number' && restarted ? input.policy : undefined;
  const perUnit = input.unit === 'workingHour' ? 60 : table.minutesPerDay;
  let left = Math.round(days === undefined ? input.amount * perUnit : days * table.minutesPerDay);
  const minutes: number[] = [];
  const idle = new Set<number>();
  let minute = start;
  let due = start;
  const paused = () => pauses.some((pause) => minute >= pause.from && minute < pause.to);
  const later = () => !restarted && pauses.some((pause) => pause.to > Math.max(minute, pause.from));
  while (left > 0 || later()) {
    const day = within(table, dayOf(minute));
    if (paused()) {
      if (left === 0) left = table.minutesPerDay;
    } else if (minute >= restart && left > 0) {
      const today = on(table, day);
      if (isOpen(today, minute - day * MINUTES)) {
        left--;
        due = minute + 1;
        minutes.push(minute);
      } else if (today.open.length === 0) idle.add(day);
    }
    minute++;
  }
  return { start, due, labels: new Map(), minutes, idle, end: dayOf(due) };
}

/** Days in a limit; a month ends on the same day of the month, or on its last. */
function daysIn(input: Case, startDay: number): number {
  if (input.unit !== 'month') return input.amount;
  const start = new Date(startDay * 86_400_000);
  const target = new Date(
    Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + input.amount, start.getUTCDate()),
  );
  const wanted = (start.getUTCMonth() + input.amount) % 12;
  while (target.getUTCMonth() !== wanted) target.setUTCDate(target.getUTCDate() - 1);
  return target.getTime() / 86_400_000 - startDay;
}
