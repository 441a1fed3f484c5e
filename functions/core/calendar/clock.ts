import { type Calendar, epochDayOf, startOfDay } from './calendar.ts';
import { HOUR_MS, type Instant, MINUTE_MS } from './instant.ts';
import { type ClockInput, deemedReceived, type Limit, type Pause } from './limit.ts';
import { addMonths, fromEpochDay, toEpochDay } from './localDate.ts';
import { closingOfDay, rollForward, workingDayNumber, workingDaysThrough } from './workingDays.ts';
import { earliestInstantAt, workingTimeAt } from './workingTime.ts';

/**
 * The statutory clock. Every limit is counted on one of three axes: working days, working time, or plain days.
 * An instant has a position on the axis; the due date is the position "start + span", moved by the pauses.
 */
export type Axis = 'workingDays' | 'workingTime' | 'days';

/** What happened between two instants, in order, without gaps; the derivation is written from these. */
export interface Stretch {
  readonly kind: 'running' | 'paused' | 'discarded' | 'overdue';
  readonly from: Instant;
  readonly to: Instant;
  readonly reason?: string;
}

export interface ClockRun {
  readonly axis: Axis;
  readonly start: Instant;
  /** The position at which the limit is used up; `resolve` makes it an instant. */
  readonly target: number;
}

/** Fractions of a working day are counted in office hours (domain 3d). */
export function axisOf(limit: Limit): Axis {
  if (limit.unit === 'workingHour') return 'workingTime';
  if (limit.unit === 'workingDay') return Number.isInteger(limit.amount) ? 'workingDays' : 'workingTime';
  return 'days';
}

/** Runs the clock over the pauses. `visit` receives the stretches, except the last one, which runs to the target. */
export function runClock(
  calendar: Calendar,
  input: ClockInput,
  visit?: (stretch: Stretch) => void,
): ClockRun {
  const axis = axisOf(input.limit);
  const start = deemedReceived(calendar, input.received, input.cutOff);
  let target = position(calendar, axis, start) + span(calendar, axis, input.limit, start);
  if (input.pauses === undefined || input.pauses.length === 0) return { axis, start, target };
  let resumed = start;
  for (const pause of mergePauses(calendar, start, input)) {
    const from = position(calendar, axis, pause.from);
    const to = position(calendar, axis, pause.to);
    const policy = pause.policy ?? input.policy ?? { kind: 'continue' };
    if (policy.kind === 'continue') {
      if (sameOnAxis(calendar, axis, pause.from, pause.to)) continue;
      if (target > from) {
        visit?.({ kind: 'running', from: resumed, to: pause.from });
        target += to - from;
      } else {
        const due = endOfCount(calendar, axis, target) ?? pause.from;
        visit?.({ kind: 'running', from: resumed, to: due });
        visit?.({ kind: 'overdue', from: due, to: pause.from });
        target = to + days(calendar, axis, 1);
      }
    } else {
      visit?.({ kind: 'discarded', from: resumed, to: pause.from });
      const again =
        policy.kind === 'reset'
          ? span(calendar, axis, input.limit, pause.to)
          : days(calendar, axis, policy.days);
      target = to + again;
    }
    visit?.({ kind: 'paused', from: pause.from, to: pause.to, reason: pause.reason });
    resumed = pause.to;
  }
  return { axis, start, target };
}

/** The due instant at a position: days end at the closing hour, plain days roll forward to a working day. */
export function resolve(calendar: Calendar, axis: Axis, target: number): Instant | undefined {
  if (axis === 'workingTime') return earliestInstantAt(calendar, target);
  const day = axis === 'workingDays' ? workingDayNumber(calendar, target) : rollForward(calendar, target);
  return day === undefined ? undefined : closingOfDay(calendar, day);
}

/** When the last unit of the limit is counted; plain days may end here on a day that is no due date. */
export function endOfCount(calendar: Calendar, axis: Axis, target: number): Instant | undefined {
  return axis === 'days' ? startOfDay(calendar, target) : resolve(calendar, axis, target);
}

/** Where an instant stands on an axis. */
export function position(calendar: Calendar, axis: Axis, instant: Instant): number {
  if (axis === 'workingTime') return workingTimeAt(calendar, instant);
  const day = epochDayOf(calendar, instant);
  return axis === 'workingDays' ? workingDaysThrough(calendar, day) : day;
}

function span(calendar: Calendar, axis: Axis, limit: Limit, start: Instant): number {
  if (limit.unit === 'month') {
    const day = epochDayOf(calendar, start);
    return toEpochDay(addMonths(fromEpochDay(day), limit.amount)) - day;
  }
  if (axis !== 'workingTime') return limit.amount;
  return limit.unit === 'workingHour'
    ? Math.round(limit.amount * HOUR_MS)
    : days(calendar, axis, limit.amount);
}

function days(calendar: Calendar, axis: Axis, n: number): number {
  return axis === 'workingTime' ? Math.round(n * calendar.minutesPerWorkingDay * MINUTE_MS) : n;
}

function sameOnAxis(calendar: Calendar, axis: Axis, a: Instant, b: Instant): boolean {
  return axis === 'workingTime' ? a === b : epochDayOf(calendar, a) === epochDayOf(calendar, b);
}

type EndedPause = Pause & { readonly to: Instant };

/** Pauses in order of time, overlapping ones joined, what lies before the start cut off. */
function mergePauses(calendar: Calendar, start: Instant, input: ClockInput): EndedPause[] {
  const merged: EndedPause[] = [];
  const sorted = [...(input.pauses ?? [])].sort((a, b) => a.from - b.from);
  for (const pause of sorted) {
    const to = deemedReceived(calendar, pause.to ?? pause.from, input.cutOff);
    if (to < start) continue;
    const last = merged.at(-1);
    if (last !== undefined && pause.from <= last.to) {
      const reason = last.reason === pause.reason ? last.reason : `${last.reason}; ${pause.reason}`;
      merged[merged.length - 1] = { ...pause, from: last.from, to: Math.max(last.to, to), reason };
    } else merged.push({ ...pause, from: Math.max(pause.from, start), to });
  }
  return merged;
}
