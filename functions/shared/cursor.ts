import * as z from 'zod';
import type { BookCursor } from '../app/book.ts';
import type { OpenCursor } from '../app/openDossiers.ts';
import type { InboxCursor } from '../app/reads.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { roles } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { parseStrictJson } from './json.ts';

const schema = z.strictObject({ pk: z.string(), sk: z.string(), inboxPk: z.string(), inboxSk: z.string() });

/** Where a page of an inbox begins. A cursor is the caller's own: one into another unit's inbox is refused. */
export const cursorOf = (
  text: string | undefined,
  unit: string | undefined,
): Result<InboxCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = schema.safeParse(decoded(text));
  return cursor.success && cursor.data.inboxPk.startsWith(`${unit}#`) ? ok(cursor.data) : foreign();
};

const openSchema = z.strictObject({ desk: z.enum([...roles, 'system']), after: schema.optional() });

/** Where a page of all open dossiers of a unit begins. */
export const openCursorOf = (
  text: string | undefined,
  unit: string | undefined,
): Result<OpenCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const cursor = openSchema.safeParse(decoded(text));
  if (!cursor.success) return foreign();
  const { desk, after } = cursor.data;
  return after === undefined || after.inboxPk === `${unit}#${desk}` ? ok(cursor.data) : foreign();
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

const decoded = (text: string): unknown => {
  const parsed = parseStrictJson(Buffer.from(text, 'base64url').toString('utf8'));
  return parsed.ok ? parsed.value : undefined;
};

const foreign = () =>
  refuse('VALIDATION_FAILED', undefined, [
    { field: 'cursor', detail: 'take the cursor from `next` of an earlier page' },
  ]);
