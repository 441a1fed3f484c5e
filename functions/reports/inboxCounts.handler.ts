import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { inboxCounts } from '../app/inbox.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = inboxCounts({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** How much waits for the caller, for the caller's desks and, for heads, in the unit. */
export const handler = readHandler(reports.inboxCounts, ({ actor }) => run(actor));
