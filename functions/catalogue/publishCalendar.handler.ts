import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { publishCalendar } from '../app/publishCalendar.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const publish = publishCalendar({
  ...readPorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
});

/** A calendar draft comes into force, confirmed by what its preview said. */
export const handler = writeHandler(catalogue.publishCalendar, publish);
