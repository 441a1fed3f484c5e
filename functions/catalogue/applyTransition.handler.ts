import * as z from 'zod';
import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoProcedures } from '../adapters/dynamo/procedureStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { applyTransition } from '../app/applyTransition.ts';
import { sentence } from '../app/fields.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';
import { pathVersion, validate } from '../shared/request.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const apply = applyTransition({
  ...executePorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
  procedures: dynamoProcedures(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});
const query = z.strictObject({ cursor: z.string().max(2000).optional() });

/** Open dossiers of a version that ended with `stop-and-return` are ended too, page by page. */
export const handler = writeHandler(
  z.strictObject({ legalBasis: sentence }),
  async ({ event, ...request }) => {
    const path = pathVersion(event, 'code');
    if (!path.ok) return path;
    const asked = validate(query, event.queryStringParameters ?? {});
    if (!asked.ok) return asked;
    const cursor = openCursorOf(asked.value.cursor);
    return cursor.ok
      ? apply({ ...request, code: path.value.of, version: path.value.version, cursor: cursor.value })
      : cursor;
  },
);
