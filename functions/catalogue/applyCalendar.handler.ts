import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { applyCalendar } from '../app/applyCalendar.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const apply = applyCalendar({
  ...executePorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** The open dossiers get their dates by the calendar in force, page by page. */
export const handler = writeHandler(catalogue.applyCalendar, async (request) => {
  const cursor = openCursorOf(request.query.cursor);
  return cursor.ok ? apply({ ...request, cursor: cursor.value }) : cursor;
});
