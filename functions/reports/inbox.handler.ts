import * as z from 'zod';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { inbox } from '../app/queries.ts';
import type { InboxCursor } from '../app/reads.ts';
import { refuse } from '../core/dossier/problems.ts';
import { roles } from '../core/dossier/status.ts';
import { ok } from '../core/result.ts';
import { apiHandler } from '../shared/api.ts';
import { readPorts, stateTable } from '../shared/compose.ts';
import { parseStrictJson } from '../shared/json.ts';
import { actorOf, validate } from '../shared/request.ts';

const { client, state } = stateTable();
const list = inbox({ ...readPorts(), reads: dynamoReadStore(client, { state, event: '' }) });
const query = z.strictObject({
  desk: z.enum([...roles, 'system']).optional(),
  cursor: z.string().max(2000).optional(),
});
const cursorSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  inboxPk: z.string(),
  inboxSk: z.string(),
});

/** What waits for the caller's desk. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const asked = validate(query, event.queryStringParameters ?? {});
  if (!asked.ok) return asked;
  const cursor = cursorOf(asked.value.cursor, actor.value.unit);
  return cursor.ok ? list(actor.value, cursor.value, asked.value.desk) : cursor;
});

/** A cursor is the caller's own: one that points into another unit's inbox is refused. */
const cursorOf = (text: string | undefined, unit: string | undefined) => {
  if (text === undefined) return ok<InboxCursor | undefined>(undefined);
  const parsed = parseStrictJson(Buffer.from(text, 'base64url').toString('utf8'));
  const cursor = cursorSchema.safeParse(parsed.ok ? parsed.value : undefined);
  const own = cursor.success && cursor.data.inboxPk.startsWith(`${unit}#`);
  return own
    ? ok<InboxCursor | undefined>(cursor.data)
    : refuse('VALIDATION_FAILED', undefined, [
        { field: 'cursor', detail: 'take the cursor from `next` of an earlier page' },
      ]);
};
