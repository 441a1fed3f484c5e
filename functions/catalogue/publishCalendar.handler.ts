import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { publishCalendar } from '../app/publishCalendar.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathVersion } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const publish = publishCalendar({
  ...readPorts(env),
  calendars: dynamoCalendars(client, env.STATE_TABLE),
});
const body = z.strictObject({ confirm: z.string().regex(/^[0-9a-f]{64}$/, 'the `confirm` of the preview') });

/** A calendar draft comes into force, confirmed by what its preview said. */
export const handler = writeHandler(body, async ({ event, ...request }) => {
  const path = pathVersion(event, 'id');
  if (!path.ok) return path;
  return publish({ ...request, id: path.value.of, version: path.value.version });
});
