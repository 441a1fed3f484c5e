import { err, ok, type Result } from '../result.ts';
import { type Calendar, epochDayOf } from './calendar.ts';
import { endOfCount, resolve, runClock, type Stretch } from './clock.ts';
import { type Derivation, derive } from './derivation.ts';
import { formatInstant, type Instant } from './instant.ts';
import { type CalendarError, type ClockInput, checkInput, deemedReceived, fail } from './limit.ts';

/** A due date with its reasons. Provisional: it lies beyond the last issued year of the calendar. */
export interface DueDate {
  readonly due: Instant;
  readonly provisional: boolean;
  readonly calendar: string;
  readonly derivation: Derivation;
}

/** When a dossier is due, and how that was counted. */
export function dueDate(calendar: Calendar, input: ClockInput): Result<DueDate, CalendarError> {
  const checked = check(calendar, input);
  if (!checked.ok) return checked;
  const stretches: Stretch[] = [];
  let resumed: Instant | undefined;
  const { axis, start, target } = runClock(calendar, input, (stretch) => {
    stretches.push(stretch);
    resumed = stretch.to;
  });
  const due = resolve(calendar, axis, target);
  if (due === undefined) return beyond(calendar);
  stretches.push({ kind: 'running', from: resumed ?? start, to: endOfCount(calendar, axis, target) ?? due });
  return ok({
    due,
    provisional: isProvisional(calendar, due),
    calendar: calendar.id,
    derivation: derive(calendar, input, { axis, start, stretches, lastDay: target, due }),
  });
}

/** When a dossier is due, without the derivation: the fast path for sweeps and recounts. */
export function dueInstant(calendar: Calendar, input: ClockInput): Result<Instant, CalendarError> {
  const checked = check(calendar, input);
  if (!checked.ok) return checked;
  const { axis, target } = runClock(calendar, input);
  const due = resolve(calendar, axis, target);
  return due === undefined ? beyond(calendar) : ok(due);
}

/** Rule C2/R2: the answer to an online filing is due after so many working hours, counted from its receipt. */
export function answerDue(
  calendar: Calendar,
  submitted: Instant,
  hours: number,
  article?: string,
): Result<DueDate, CalendarError> {
  const limit = { amount: hours, unit: 'workingHour' } as const;
  return dueDate(calendar, { received: submitted, limit, ...(article !== undefined && { article }) });
}

/** Whether an instant lies beyond the last issued year. */
export function isProvisional(calendar: Calendar, instant: Instant): boolean {
  return epochDayOf(calendar, instant) > calendar.lastIssuedDay;
}

function check(calendar: Calendar, input: ClockInput): Result<undefined, CalendarError> {
  const checked = checkInput(input);
  if (!checked.ok) return checked;
  if (epochDayOf(calendar, input.received) < calendar.firstDay) return outside(calendar, input.received);
  const { cutOff } = input;
  for (const at of [input.received, ...(input.pauses ?? []).map((pause) => pause.to ?? pause.from)]) {
    const isKnown = epochDayOf(calendar, at) <= calendar.lastDay;
    if (!isKnown || !Number.isFinite(deemedReceived(calendar, at, cutOff))) return outside(calendar, at);
  }
  return checked;
}

function outside(calendar: Calendar, at: Instant): Result<never, CalendarError> {
  return fail('BEYOND_CALENDAR', `${formatInstant(at, calendar.offsetMinutes)} is outside ${calendar.id}`);
}

function beyond(calendar: Calendar): Result<never, CalendarError> {
  return err({ code: 'BEYOND_CALENDAR', detail: `the due date lies beyond the end of ${calendar.id}` });
}
