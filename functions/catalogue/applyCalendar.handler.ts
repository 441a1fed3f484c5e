import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { applyCalendar } from '../app/applyCalendar.ts';
import { noBody, writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';
import { pathVersion, validate } from '../shared/request.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const apply = applyCalendar({
  ...executePorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});
const query = z.strictObject({ cursor: z.string().max(2000).optional() });

/** The open dossiers get their dates by the calendar in force, page by page. */
export const handler = writeHandler(noBody, async ({ event, ...request }) => {
  const path = pathVersion(event, 'id');
  if (!path.ok) return path;
  const asked = validate(query, event.queryStringParameters ?? {});
  if (!asked.ok) return asked;
  const cursor = openCursorOf(asked.value.cursor);
  return cursor.ok
    ? apply({ ...request, id: path.value.of, version: path.value.version, cursor: cursor.value })
    : cursor;
});
