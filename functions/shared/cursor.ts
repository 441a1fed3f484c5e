import * as z from 'zod';
import type { AlertCursor } from '../app/alerts.ts';
import type { BookCursor } from '../app/book.ts';
import type { ListCursor } from '../app/metricsDossiers.ts';
import type { NoticeCursor } from '../app/notices.ts';
import type { OpenCursor } from '../app/openDossiers.ts';
import { parseDate } from '../core/calendar/index.ts';
import { desks } from '../core/dossier/desk.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { parseStrictJson } from './json.ts';

const openSchema = z.strictObject({
  desk: z.enum(desks),
  after: z
    .string()
    .regex(/^\d{13}#[0-9a-f-]{36}$/)
    .optional(),
});

/** Where a page of all open dossiers of the caller's unit begins. */
export const openCursorOf = (text: string | undefined): Result<OpenCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = openSchema.safeParse(decoded(text));
  return cursor.success ? ok(cursor.data) : foreign();
};

const bookSchema = z.strictObject({ after: z.string(), ordinal: z.int().positive() });

/** Where a page of a book begins; a cursor into the book of another field is refused. */
export const bookCursorOf = (
  text: string | undefined,
  field: string,
): Result<BookCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = bookSchema.safeParse(decoded(text));
  return cursor.success && cursor.data.after.startsWith(`${field}#`) ? ok(cursor.data) : foreign();
};

const noticeSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  inboxPk: z.string(),
  inboxSk: z.string(),
});

/** Where a page of undelivered notices begins; one into another unit's list is refused. */
export const noticeCursorOf = (
  text: string | undefined,
  unit: string | undefined,
): Result<NoticeCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = noticeSchema.safeParse(decoded(text));
  return cursor.success && cursor.data.inboxPk.startsWith(`${unit}#`) ? ok(cursor.data) : foreign();
};

const listSchema = z.strictObject({
  day: z.string().refine((text) => parseDate(text) !== undefined),
  after: z
    .string()
    .regex(/^[\da-f#-]{1,80}$/)
    .optional(),
});

/** Where a page of the dossiers behind a number begins. */
export const listCursorOf = (text: string | undefined): Result<ListCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = listSchema.safeParse(decoded(text));
  return cursor.success ? ok(cursor.data) : foreign();
};

const alertSchema = z.strictObject({
  pk: z.string().regex(/^DOSSIER#[0-9a-f-]{36}$/),
  sk: z.string().regex(/^ALERT#\w+#\d+$/),
  inboxSk: z.string().regex(/^\d{13}#[0-9a-f-]{36}#\w+#\d+$/),
});

/** Where a page of the alerts of the caller's unit begins; it says where in time, never whose. */
export const alertCursorOf = (text: string | undefined): Result<AlertCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = alertSchema.safeParse(decoded(text));
  return cursor.success ? ok(cursor.data) : foreign();
};

const decoded = (text: string): unknown => {
  const parsed = parseStrictJson(Buffer.from(text, 'base64url').toString('utf8'));
  return parsed.ok ? parsed.value : undefined;
};

const foreign = () =>
  refuse('VALIDATION_FAILED', undefined, [
    { field: 'cursor', detail: 'take the cursor from `next` of an earlier page' },
  ]);
