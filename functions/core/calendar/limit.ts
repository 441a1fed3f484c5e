import { err, ok, type Result } from '../result.ts';
import { type Calendar, epochDayOf, hoursOfDay, startOfDay, timeOfDay } from './calendar.ts';
import { type Instant, MINUTE_MS } from './instant.ts';
import { openingOfDay, workingDayNumber, workingDaysThrough } from './workingDays.ts';

export type Unit = 'workingDay' | 'workingHour' | 'calendarDay' | 'month';

/** How long a procedure may take. */
export interface Limit {
  readonly amount: number;
  readonly unit: Unit;
}

/** Time during which the dossier waits on the applicant, by effective times. Without `to` it is still waiting. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant;
  readonly reason: string;
  /** What this pause does when it ends, where it differs from the clock's own policy. */
  readonly policy?: PausePolicy;
}

/** What a pause does to the clock when it ends (domain 1.3). */
export type PausePolicy =
  | { readonly kind: 'reset' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'fixedDays'; readonly days: number };

/**
 * Filings after the cut-off, or on a day that is not worked, count as received when the next working day opens.
 * `time`: after this time of day; `beforeClosing`: less than so many minutes before closing.
 */
export type CutOff =
  | { readonly kind: 'time'; readonly at: string }
  | { readonly kind: 'beforeClosing'; readonly minutes: number };

export interface ClockInput {
  readonly received: Instant;
  readonly limit: Limit;
  readonly pauses?: readonly Pause[];
  /** Default `continue`: a pause merely stops the clock. Procedures name theirs. */
  readonly policy?: PausePolicy;
  readonly cutOff?: CutOff;
  /** The provision the limit rests on, for the derivation. */
  readonly article?: string;
}

export type CalendarErrorCode =
  | 'INVALID_INSTANT'
  | 'INVALID_LIMIT'
  | 'INVALID_PAUSE'
  | 'INVALID_POLICY'
  | 'CLOCK_STOPPED'
  | 'BEYOND_CALENDAR'
  | 'EXTENSION_USED'
  | 'EXTENSION_TOO_LONG'
  | 'REAPPOINTMENT_USED'
  | 'REAPPOINTMENT_EARLIER';

export interface CalendarError {
  readonly code: CalendarErrorCode;
  readonly detail: string;
}

/** The shortest time that is a limit at all: one minute, as a part of a working day or hour. */
const SHORTEST: Readonly<Record<Unit, number>> = {
  workingDay: 1 / 1440,
  workingHour: 1 / 60,
  calendarDay: 1,
  month: 1,
};

/** Checks what types cannot say: amounts, the order of a pause, a clock that is standing still. */
export function checkInput(input: ClockInput): Result<undefined, CalendarError> {
  if (!Number.isFinite(input.received)) return fail('INVALID_INSTANT', 'received is not an instant');
  const { amount, unit } = input.limit;
  const whole = unit === 'calendarDay' || unit === 'month';
  if (!(amount > 0) || !Number.isFinite(amount) || (whole && !Number.isInteger(amount))) {
    return fail('INVALID_LIMIT', `${amount} ${unit}: expected a positive ${whole ? 'whole ' : ''}number`);
  }
  if (amount < SHORTEST[unit]) return fail('INVALID_LIMIT', `${amount} ${unit}: shorter than a minute`);
  for (const pause of input.pauses ?? []) {
    if (!Number.isFinite(pause.from)) return fail('INVALID_PAUSE', 'a pause starts at no instant');
    if (pause.to === undefined)
      return fail('CLOCK_STOPPED', 'waiting on the applicant: no due date until the clock runs');
    if (!(pause.to >= pause.from)) return fail('INVALID_PAUSE', 'a pause ends before it starts');
  }
  const policy = input.policy;
  if (policy?.kind === 'fixedDays' && !(Number.isInteger(policy.days) && policy.days > 0)) {
    return fail('INVALID_POLICY', 'fixedDays needs a positive whole number');
  }
  return ok(undefined);
}

/**
 * The instant at which a filing counts as received under the cut-off rule; without one, the instant itself. Infinity
 * when the calendar ends before the next working day.
 */
export function deemedReceived(calendar: Calendar, received: Instant, cutOff: CutOff | undefined): Instant {
  if (cutOff === undefined) return received;
  const day = epochDayOf(calendar, received);
  const hours = hoursOfDay(calendar, day);
  if (hours.total > 0) {
    const last = cutOff.kind === 'time' ? timeOfDay(cutOff.at) : hours.closes - cutOff.minutes * MINUTE_MS;
    if (received - startOfDay(calendar, day) <= last) return received;
  }
  const next = workingDayNumber(calendar, workingDaysThrough(calendar, day) + 1);
  return next === undefined ? Number.POSITIVE_INFINITY : openingOfDay(calendar, next);
}

/** A coded failure. */
export function fail(code: CalendarErrorCode, detail: string): Result<never, CalendarError> {
  return err({ code, detail });
}
