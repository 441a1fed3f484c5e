import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { previewCalendar } from '../app/previewCalendar.ts';
import { catalogue } from '../contract/catalogue.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const preview = previewCalendar({
  ...readPorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What a calendar version would move, page by page. */
export const handler = readHandler(catalogue.previewCalendar, async ({ query, ...request }) => {
  const cursor = openCursorOf(query.cursor);
  return cursor.ok ? preview({ ...request, cursor: cursor.value }) : cursor;
});
