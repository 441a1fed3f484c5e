import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { inbox } from '../app/inbox.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = inbox({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What waits for the caller, for a desk or in the unit, page by page. */
export const handler = readHandler(reports.inbox, ({ actor, query }) => run(actor, query));
