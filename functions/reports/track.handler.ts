import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';

import { track } from '../app/track.ts';
import { reports } from '../contract/reports.ts';
import { publicHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const find = track({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** Public tracking: whoever holds the random token sees the progress and nothing else. */
export const handler = publicHandler(reports.track, ({ token }) => find(token));
