import { ok, type Result } from '../result.ts';
import { type Calendar, localDateOf } from './calendar.ts';
import { type DueDate, dueDate } from './dueDate.ts';
import type { Instant } from './instant.ts';
import { type CalendarError, fail, type Limit } from './limit.ts';
import { compareDates, daysInMonth, type LocalDate } from './localDate.ts';
import { closingInstant, previousWorkingDay, subtractWorkingDays } from './workingDays.ts';

export type Timeliness = 'early' | 'onTime' | 'late';

/** Early, on time or late: the local date of completion against the appointed date, never the hours (rule R6). */
export function timeliness(calendar: Calendar, completed: Instant, appointed: Instant): Timeliness {
  const order = compareDates(localDateOf(completed, calendar), localDateOf(appointed, calendar));
  return order < 0 ? 'early' : order === 0 ? 'onTime' : 'late';
}

/** Where an open dossier stands at a moment. */
export function standing(
  calendar: Calendar,
  dossier: { readonly due: Instant; readonly paused: boolean },
  at: Instant,
): 'paused' | 'undue' | 'overdue' {
  if (dossier.paused) return 'paused';
  return timeliness(calendar, at, dossier.due) === 'late' ? 'overdue' : 'undue';
}

/** The latest moment for the apology (form 04): closing of the n-th working day before the due date (rule R5). */
export function apologyBy(calendar: Calendar, due: Instant, noticeDays = 1): Instant {
  return closingInstant(calendar, subtractWorkingDays(calendar, localDateOf(due, calendar), noticeDays));
}

export interface ReappointmentRule {
  readonly times: number;
  readonly noticeDays: number;
}

/**
 * Whether a dossier may get a new date, and whether the notice of it is in time (rules C8, R5). A late notice is still
 * owed: it never blocks, it is on record.
 */
export function reappointment(
  calendar: Calendar,
  input: { due: Instant; newDue: Instant; at: Instant; rule: ReappointmentRule; used: number },
): Result<{ readonly noticeInTime: boolean }, CalendarError> {
  const { due, newDue, at, rule, used } = input;
  if (used >= rule.times) return fail('REAPPOINTMENT_USED', `${rule.times} allowed, ${used} used`);
  if (timeliness(calendar, newDue, due) !== 'late')
    return fail('REAPPOINTMENT_EARLIER', 'the new date must be later than the appointed one');
  return ok({ noticeInTime: at <= apologyBy(calendar, due, rule.noticeDays) });
}

export interface ExtensionRule {
  readonly times: number;
  readonly atMost: Limit | 'originalLimit';
}

/** A due date moved by an extension, which is bounded in number and length (rule R4). */
export function extendedDue(
  calendar: Calendar,
  input: { due: Instant; limit: Limit; rule: ExtensionRule; used: number; by: Limit; article?: string },
): Result<DueDate, CalendarError> {
  const { rule, used, by } = input;
  if (used >= rule.times) return fail('EXTENSION_USED', `${rule.times} allowed, ${used} used`);
  const bound = rule.atMost === 'originalLimit' ? input.limit : rule.atMost;
  if (by.unit !== bound.unit || by.amount > bound.amount) {
    return fail('EXTENSION_TOO_LONG', `${by.amount} ${by.unit}: at most ${bound.amount} ${bound.unit}`);
  }
  const article = input.article === undefined ? {} : { article: input.article };
  return dueDate(calendar, { received: input.due, limit: by, ...article });
}

/**
 * Council batching (rule R12): valid before the 15th → the notice of evaluation goes out before the end of the
 * month; from the 15th on → before the 15th of the next month. "Before" a date is the last working day earlier.
 */
export function councilNoticeBy(calendar: Calendar, valid: LocalDate, pivotDay = 15): LocalDate {
  const { year, month } = valid;
  if (valid.day < pivotDay)
    return previousWorkingDay(calendar, { year, month, day: daysInMonth(year, month) });
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return previousWorkingDay(calendar, { ...next, day: pivotDay });
}
