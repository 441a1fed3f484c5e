import { loadCalendar } from '../../../catalogue/tools/load.ts';
import {
  type ClockInput,
  compileCalendar,
  dueDate,
  formatInstant,
  type Instant,
  parseInstant,
  type Unit,
} from '../../../functions/core/calendar/index.ts';

export const calendar = compileCalendar(loadCalendar());

/** `2026-11-16 09:00`, local time of the office. */
export function at(local: string): Instant {
  const instant = parseInstant(`${local.replace(' ', 'T')}:00+07:00`);
  if (instant === undefined) throw new Error(`not a local time: ${local}`);
  return instant;
}

/** Back to `2026-11-16 09:00`. */
export function local(instant: Instant): string {
  return formatInstant(instant, 420).slice(0, 16).replace('T', ' ');
}

/** The due date as local time, or the error code. */
export function due(received: string, amount: number, unit: Unit, more: Partial<ClockInput> = {}): string {
  const result = dueDate(calendar, { received: at(received), limit: { amount, unit }, ...more });
  return result.ok ? local(result.value.due) : result.error.code;
}
