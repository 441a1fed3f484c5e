import type { Limit } from '../calendar/index.ts';

/** A reason why a version may not be published. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** A code of our own making, for a procedure whose national code is not known. */
export function isLocalCode(code: string): boolean {
  return code.startsWith('L.');
}

/** At least so many working days lie in a limit: 5 of 7 plain days. Long holidays are the calendar's business. */
export function workingDaysIn(limit: Limit): number {
  if (limit.unit === 'workingDay') return limit.amount;
  if (limit.unit === 'workingHour') return limit.amount / 8;
  const days = limit.unit === 'month' ? limit.amount * 28 : limit.amount;
  return Math.floor(days / 7) * 5 + Math.max(0, (days % 7) - 2);
}

/** What occurs more than once. */
export function duplicates(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
}
