import { type Calendar, dayOffOf, epochDayOf, hoursOfDay, startOfDay } from './calendar.ts';
import type { Axis, Stretch } from './clock.ts';
import { formatInstant, HOUR_MS, type Instant } from './instant.ts';
import type { ClockInput } from './limit.ts';
import { formatDate, fromEpochDay } from './localDate.ts';
import { earliestInstantAt, latestInstantAt, workingTimeAt } from './workingTime.ts';

/** Dates (`YYYY-MM-DD`, inclusive) for limits in days and months; instants for working hours. */
export interface CountedRun {
  readonly from: string;
  readonly to: string;
  /** Days, or working hours. */
  readonly n: number;
}

export type SkipReason = 'weeklyRest' | 'holiday' | 'rolledForward' | 'beforeRestart' | 'overdue';

export interface SkippedRun {
  readonly from: string;
  readonly to: string;
  readonly reason: SkipReason;
  readonly decision?: string;
  readonly name?: string;
}

export interface PausedRun {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** How a due date came about, in runs. Schema: `catalogue/schemas/derivation.schema.json`. */
export interface Derivation {
  readonly rule: string;
  readonly article: string;
  readonly calendar: string;
  readonly start: string;
  readonly counted: readonly CountedRun[];
  readonly skipped: readonly SkippedRun[];
  readonly paused: readonly PausedRun[];
}

/** Writes the derivation of a due date from the stretches of its clock. */
export function derive(
  calendar: Calendar,
  input: ClockInput,
  run: { axis: Axis; start: Instant; stretches: readonly Stretch[]; lastDay: number; due: Instant },
): Derivation {
  const writer = new Writer(calendar, run.axis);
  for (const stretch of run.stretches) writer.write(stretch);
  if (run.axis === 'days') writer.rolled(run.lastDay, epochDayOf(calendar, run.due));
  return {
    rule: ruleText(input),
    article: input.article ?? calendar.rules[input.limit.unit],
    calendar: calendar.id,
    start: formatInstant(run.start, calendar.offsetMinutes),
    counted: writer.counted,
    skipped: writer.skipped,
    paused: writer.paused,
  };
}

/** The rule in one line, readable by machine and person: `10 workingDay`, `10 workingDay, reset, cutOff 15:00`. */
export function ruleText(input: ClockInput): string {
  const parts = [`${input.limit.amount} ${input.limit.unit}`];
  if (input.pauses !== undefined && input.pauses.length > 0) {
    const policy = input.policy ?? { kind: 'continue' };
    parts.push(policy.kind === 'fixedDays' ? `fixedDays(${policy.days})` : policy.kind);
  }
  if (input.cutOff?.kind === 'time') parts.push(`cutOff ${input.cutOff.at}`);
  if (input.cutOff?.kind === 'beforeClosing') parts.push(`cutOff ${input.cutOff.minutes} min before closing`);
  return parts.join(', ');
}

class Writer {
  readonly counted: CountedRun[] = [];
  readonly skipped: SkippedRun[] = [];
  readonly paused: PausedRun[] = [];
  private readonly calendar: Calendar;
  private readonly axis: Axis;

  constructor(calendar: Calendar, axis: Axis) {
    this.calendar = calendar;
    this.axis = axis;
  }

  write(stretch: Stretch): void {
    if (stretch.kind === 'running') {
      if (this.axis === 'workingTime') this.runTime(stretch.from, stretch.to);
      else this.runDays(this.day(stretch.from) + 1, this.day(stretch.to));
      return;
    }
    const range = this.range(stretch.from, stretch.to);
    if (range === undefined) return;
    if (stretch.kind === 'paused') this.paused.push({ ...range, reason: stretch.reason ?? '' });
    else this.skipped.push({ ...range, reason: stretch.kind === 'overdue' ? 'overdue' : 'beforeRestart' });
  }

  /** Days on which a period in plain days may not end. */
  rolled(nominalEnd: number, due: number): void {
    for (let day = nominalEnd; day < due; day++) this.skip(day, 'rolledForward');
  }

  private runDays(first: number, last: number): void {
    let start = first;
    for (let day = first; day <= last; day++) {
      if (this.axis === 'days' || hoursOfDay(this.calendar, day).total > 0) continue;
      this.count(start, day - 1);
      this.skip(day);
      start = day + 1;
    }
    this.count(start, last);
  }

  private runTime(from: Instant, to: Instant): void {
    if (to <= from) return;
    const lastDay = this.day(to - 1); // a stretch that ends at midnight holds nothing of the new day
    let start = from;
    for (let day = this.day(from); day <= lastDay; day++) {
      const hours = hoursOfDay(this.calendar, day);
      if (hours.total > 0) continue;
      this.countTime(start, Math.min(to, startOfDay(this.calendar, day)));
      this.skip(day);
      start = startOfDay(this.calendar, day + 1);
    }
    this.countTime(start, to);
  }

  private count(first: number, last: number): void {
    if (last >= first) this.counted.push({ from: date(first), to: date(last), n: last - first + 1 });
  }

  /** A run of office time, drawn in to the hours actually open: from the first opening to the last closing. */
  private countTime(from: Instant, to: Instant): void {
    const before = workingTimeAt(this.calendar, from);
    const after = workingTimeAt(this.calendar, to);
    if (after <= before) return;
    const opened = latestInstantAt(this.calendar, before) ?? from;
    const closed = earliestInstantAt(this.calendar, after) ?? to;
    this.counted.push({
      from: this.instant(opened),
      to: this.instant(closed),
      n: (after - before) / HOUR_MS,
    });
  }

  /** Adds a day to the last skipped run when it goes on for the same reason. */
  private skip(day: number, why?: SkipReason): void {
    const off = dayOffOf(this.calendar, day) ?? this.calendar.weeklyRest;
    const reason = why ?? off.reason;
    const last = this.skipped.at(-1);
    const goesOn = last?.to === date(day - 1) && last.reason === reason && last.name === off.name;
    const run = {
      from: goesOn ? last.from : date(day),
      to: date(day),
      reason,
      decision: off.decision,
      name: off.name,
    };
    if (goesOn) this.skipped[this.skipped.length - 1] = run;
    else this.skipped.push(run);
  }

  private range(from: Instant, to: Instant): { from: string; to: string } | undefined {
    if (this.axis === 'workingTime')
      return to > from ? { from: this.instant(from), to: this.instant(to) } : undefined;
    const [first, last] = [this.day(from) + 1, this.day(to)];
    return last >= first ? { from: date(first), to: date(last) } : undefined;
  }

  private day(instant: Instant): number {
    return epochDayOf(this.calendar, instant);
  }

  private instant(instant: Instant): string {
    return formatInstant(instant, this.calendar.offsetMinutes);
  }
}

function date(day: number): string {
  return formatDate(fromEpochDay(day));
}
