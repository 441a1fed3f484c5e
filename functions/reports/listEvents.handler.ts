import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoTextStore } from '../adapters/dynamo/textStore.ts';
import { listEvents } from '../app/queries.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const list = listEvents({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
  texts: dynamoTextStore(client, env.STATE_TABLE),
});

/** The log of one dossier. */
export const handler = readHandler(reports.listEvents, ({ id, actor, query }) =>
  list(id, actor, query.after),
);
