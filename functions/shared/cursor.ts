import * as z from 'zod';
import type { InboxCursor } from '../app/reads.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { parseStrictJson } from './json.ts';

const schema = z.strictObject({ pk: z.string(), sk: z.string(), inboxPk: z.string(), inboxSk: z.string() });

/** Where a page of an inbox begins. A cursor is the caller's own: one into another unit's inbox is refused. */
export const cursorOf = (
  text: string | undefined,
  unit: string | undefined,
): Result<InboxCursor | undefined, Refusal> => {
  if (text === undefined) return ok(undefined);
  const parsed = parseStrictJson(Buffer.from(text, 'base64url').toString('utf8'));
  const cursor = schema.safeParse(parsed.ok ? parsed.value : undefined);
  return cursor.success && cursor.data.inboxPk.startsWith(`${unit}#`)
    ? ok(cursor.data)
    : refuse('VALIDATION_FAILED', undefined, [
        { field: 'cursor', detail: 'take the cursor from `next` of an earlier page' },
      ]);
};
