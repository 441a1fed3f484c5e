import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoProcedures } from '../adapters/dynamo/procedureStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { applyTransition } from '../app/applyTransition.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const apply = applyTransition({
  ...executePorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
  procedures: dynamoProcedures(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** Open dossiers of a version that ended with `stop-and-return` are ended too, page by page. */
export const handler = writeHandler(catalogue.applyTransition, async (request) => {
  const cursor = openCursorOf(request.query.cursor);
  return cursor.ok ? apply({ ...request, cursor: cursor.value }) : cursor;
});
