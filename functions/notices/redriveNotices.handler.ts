import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoNoticeStore } from '../adapters/dynamo/noticeStore.ts';
import { eventBridgeBus } from '../adapters/eventBridgeBus.ts';
import { redriveNotices } from '../app/noticeQueries.ts';
import { noBody, writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { cursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';
import { validate } from '../shared/request.ts';

const env = readEnv('STATE_TABLE', 'EVENT_BUS');
const redrive = redriveNotices({
  ...readPorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
  notices: dynamoNoticeStore(client, env.STATE_TABLE),
  bus: eventBridgeBus(env.EVENT_BUS),
});
const query = z.strictObject({ cursor: z.string().max(2000).optional() });

/** Undelivered notices of the caller's unit are sent again, page by page. */
export const handler = writeHandler(noBody, async ({ event, actor, idempotency }) => {
  const asked = validate(query, event.queryStringParameters ?? {});
  if (!asked.ok) return asked;
  const cursor = cursorOf(asked.value.cursor, actor.unit);
  return cursor.ok ? redrive({ actor, idempotency, cursor: cursor.value }) : cursor;
});
