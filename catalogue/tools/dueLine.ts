import * as z from 'zod';
import {
  type Calendar,
  type ClockInput,
  type CutOff,
  type DueDate,
  dueDate,
  formatInstant,
  type Pause,
  parseInstant,
} from '../../functions/core/calendar/index.ts';
import { err, ok, type Result } from '../../functions/core/result.ts';
import type { CalendarBook } from './calendars.ts';

/** One line of `npm run -s due`: what may stand in it, and the answer. Documented in `catalogue/README.md`. */
const policy = z.union([
  z.enum(['reset', 'continue']),
  z.string().regex(/^fixedDays\(\d{1,4}\)$/),
  z.strictObject({ kind: z.enum(['reset', 'continue']) }),
  z.strictObject({ kind: z.literal('fixedDays'), days: z.int() }),
  z.strictObject({ fixedDays: z.int() }).transform(({ fixedDays }) => ({
    kind: 'fixedDays' as const,
    days: fixedDays,
  })),
]);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const cutOff = z.union([
  time,
  z.strictObject({ kind: z.literal('time'), at: time }),
  z.strictObject({ kind: z.literal('beforeClosing'), minutes: z.int().nonnegative() }),
]);
const lineSchema = z.strictObject({
  received: z.string(),
  limit: z.number(),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']),
  calendar: z.string().optional(),
  policy: policy.optional(),
  pauses: z
    .array(z.strictObject({ from: z.string(), to: z.string().nullish(), reason: z.string().optional() }))
    .optional(),
  cutOff: cutOff.optional(),
});
type Line = z.infer<typeof lineSchema>;

export interface LineError {
  readonly code: string;
  readonly detail: string;
}

export interface LineAnswer {
  readonly due: DueDate;
  readonly calendar: Calendar;
}

/** The due date of one line. */
export function answerLine(calendars: CalendarBook, text: string): Result<LineAnswer, LineError> {
  const line = readLine(text);
  if (!line.ok) return line;
  const calendar = calendars(line.value.calendar);
  if (calendar === undefined) {
    const known = `the newest is ${calendars()?.id ?? 'missing'}`;
    return err({ code: 'UNKNOWN_CALENDAR', detail: `${line.value.calendar}: ${known}` });
  }
  const input = clockInput(line.value);
  if (!input.ok) return input;
  const due = dueDate(calendar, input.value);
  return due.ok ? ok({ due: due.value, calendar }) : due;
}

/** The answer to one line as a line of JSON. Whatever stands in the line, there is an answer. */
export function printLine(calendars: CalendarBook, text: string): string {
  try {
    const answer = answerLine(calendars, text);
    if (!answer.ok) return JSON.stringify({ error: answer.error });
    const { due, calendar } = answer.value;
    return JSON.stringify({ ...due, due: formatInstant(due.due, calendar.offsetMinutes) });
  } catch (error) {
    return JSON.stringify({ error: { code: 'INTERNAL', detail: String(error) } });
  }
}

function readLine(text: string): Result<Line, LineError> {
  if (text.trim() === '') return err({ code: 'INVALID_JSON', detail: 'the line is empty' });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ code: 'INVALID_JSON', detail: 'the line is not JSON' });
  }
  const line = lineSchema.safeParse(json);
  if (line.success) return ok(line.data);
  const issue = line.error.issues[0];
  const path = issue === undefined || issue.path.length === 0 ? 'line' : issue.path.join('.');
  return err({ code: 'INVALID_LINE', detail: `${path}: ${issue?.message ?? 'not understood'}` });
}

function clockInput(line: Line): Result<ClockInput, LineError> {
  const received = parseInstant(line.received);
  if (received === undefined) return err({ code: 'INVALID_INSTANT', detail: `received: ${line.received}` });
  const pauses: Pause[] = [];
  for (const { from, to, reason = 'pause' } of line.pauses ?? []) {
    const isOpen = to === undefined || to === null;
    const [start, end] = [parseInstant(from), isOpen ? undefined : parseInstant(to)];
    if (start === undefined || (!isOpen && end === undefined)) {
      return err({ code: 'INVALID_INSTANT', detail: `pauses: ${from} … ${to ?? 'open'}` });
    }
    pauses.push({ from: start, reason, ...(end !== undefined && { to: end }) });
  }
  const kind = readPolicy(line.policy);
  const cut = readCutOff(line.cutOff);
  const limit = { amount: line.limit, unit: line.unit };
  return ok({ received, limit, pauses, ...(kind && { policy: kind }), ...(cut && { cutOff: cut }) });
}

function readPolicy(value: Line['policy']): ClockInput['policy'] {
  if (value === undefined || value === 'reset' || value === 'continue') return value && { kind: value };
  if (typeof value === 'string')
    return { kind: 'fixedDays', days: Number(value.slice('fixedDays('.length, -1)) };
  return value;
}

function readCutOff(value: Line['cutOff']): CutOff | undefined {
  return typeof value === 'string' ? { kind: 'time', at: value } : value;
}
