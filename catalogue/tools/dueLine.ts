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

/** One line of `npm run -s due`: what may stand in it, and the answer. Documented in `catalogue/README.md`. */
const policy = z.union([
  z.enum(['reset', 'continue']),
  z.string().regex(/^fixedDays\(\d{1,4}\)$/),
  z.strictObject({ kind: z.enum(['reset', 'continue']) }),
  z.strictObject({ kind: z.literal('fixedDays'), days: z.int().positive() }),
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
    .array(z.strictObject({ from: z.string(), to: z.string().optional(), reason: z.string().optional() }))
    .optional(),
  cutOff: cutOff.optional(),
});
type Line = z.infer<typeof lineSchema>;

export interface LineError {
  readonly code: string;
  readonly detail: string;
}

/** The due date of one line. */
export function answerLine(calendar: Calendar, text: string): Result<DueDate, LineError> {
  const line = readLine(text);
  if (!line.ok) return line;
  const { calendar: wanted } = line.value;
  if (wanted !== undefined && wanted !== calendar.id && wanted !== calendar.family) {
    return err({ code: 'UNKNOWN_CALENDAR', detail: `${wanted}: here is ${calendar.id}` });
  }
  const input = clockInput(line.value);
  return input.ok ? dueDate(calendar, input.value) : input;
}

/** The answer as a line of JSON. */
export function printAnswer(calendar: Calendar, answer: Result<DueDate, LineError>): string {
  if (!answer.ok) return JSON.stringify({ error: answer.error });
  return JSON.stringify({ ...answer.value, due: formatInstant(answer.value.due, calendar.offsetMinutes) });
}

function readLine(text: string): Result<Line, LineError> {
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
    const [start, end] = [parseInstant(from), to === undefined ? undefined : parseInstant(to)];
    if (start === undefined || (to !== undefined && end === undefined)) {
      return err({ code: 'INVALID_INSTANT', detail: `pauses: ${from} … ${to ?? ''}` });
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
