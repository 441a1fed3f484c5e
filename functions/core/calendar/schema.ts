import * as z from 'zod';
import { parseDate } from './localDate.ts';

/** Shapes of the calendar files under `catalogue/calendars`, checked at the edge; the JSON Schemas come from here. */
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseDate(text) !== undefined, 'no such date');
const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const shift = z.strictObject({ from: time, to: time });
const shifts = z.array(shift).readonly();
const verification = z.enum(['verified', 'second-hand', 'assumed']);

const decision = z.strictObject({
  id: z.string().min(1).describe('Citation as it is printed, e.g. NQ 28/2026/QH16'),
  title: z.string().min(1),
  issuedOn: date.optional(),
  inForceFrom: date.optional(),
  verification,
  source: z.string().min(1).describe('Where the fact was read'),
  note: z.string().optional(),
});

const dayOff = z.strictObject({
  date,
  name: text,
  decision: z.string().min(1),
});

const makeUpDay = z.strictObject({
  date,
  for: date.describe('The day off that is worked in exchange; its office hours apply'),
  decision: z.string().min(1),
});

/** One year of days off and make-up working days. */
export const calendarYearSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().min(1),
  year: z.int().min(1990).max(2200),
  version: z.int().min(1),
  status: z.enum(['issued', 'provisional']),
  note: z.string().optional(),
  expectedWorkingDays: z.int().optional().describe('Cross-check: working days in the year'),
  decisions: z.array(decision).readonly(),
  daysOff: z.array(dayOff).readonly(),
  makeUpDays: z.array(makeUpDay).readonly(),
});

/** What holds for all years: offset, weekly pattern, office hours, where the counting rules come from. */
const head = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().min(1),
  version: z.string().min(1),
  effectiveFrom: date.optional().describe('First day on which due dates are counted by this version'),
  offset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  timeZone: z.string().min(1),
  minutesPerWorkingDay: z
    .int()
    .min(1)
    .max(1440)
    .describe('What "1 day" of a step budget means in working minutes'),
  extrapolateTo: z
    .int()
    .describe('Last year for which the weekly pattern alone still gives a provisional answer'),
  week: z.strictObject({
    '1': shifts,
    '2': shifts,
    '3': shifts,
    '4': shifts,
    '5': shifts,
    '6': shifts,
    '7': shifts,
  }),
  weeklyRest: z.strictObject({ name: text, decision: z.string().min(1) }),
  decisions: z.array(decision).readonly(),
  rules: z.strictObject({
    workingDay: z.string().min(1),
    workingHour: z.string().min(1),
    calendarDay: z.string().min(1),
    month: z.string().min(1),
  }),
});

/** The head as a file: it names the year files it is made of. */
export const calendarHeadSchema = head.extend({ years: z.array(z.string()).min(1).readonly() });

/** A whole calendar version: the head with its years, self-contained, as it is stored beside dossiers. */
export const calendarSchema = head.extend({ years: z.array(calendarYearSchema).min(1).readonly() });

export type CalendarHead = z.infer<typeof calendarHeadSchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;
export type CalendarData = z.infer<typeof calendarSchema>;
export type Shift = z.infer<typeof shift>;
