import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { fileCalendar } from '../app/fileCalendar.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');

/** A calendar version becomes a draft. */
export const handler = writeHandler(
  catalogue.fileCalendar,
  fileCalendar({ ...readPorts(env), calendars: dynamoCalendars(client, env.STATE_TABLE) }),
);
