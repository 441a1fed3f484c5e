import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { previewCalendar } from '../app/previewCalendar.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';
import { pathVersion } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const preview = previewCalendar({
  ...readPorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});
const query = z.strictObject({ cursor: z.string().max(2000).optional() });

/** What a calendar version would move, page by page. */
export const handler = readHandler(query, async ({ event, actor, query: asked }) => {
  const path = pathVersion(event, 'id');
  if (!path.ok) return path;
  const cursor = openCursorOf(asked.cursor);
  return cursor.ok
    ? preview({ actor, id: path.value.of, version: path.value.version, cursor: cursor.value })
    : cursor;
});
