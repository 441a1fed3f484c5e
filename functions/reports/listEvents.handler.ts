import * as z from 'zod';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { listEvents } from '../app/queries.ts';
import { pathId, readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const list = listEvents({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
});
const query = z.strictObject({ after: z.coerce.number().int().nonnegative().default(0) });

/** The log of one dossier. */
export const handler = readHandler(query, async ({ event, actor, query: page }) => {
  const id = pathId(event);
  return id.ok ? list(id.value, actor, page.after) : id;
});
