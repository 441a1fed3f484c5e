import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { timerLedger } from '../app/timers.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { openCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = timerLedger({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What is armed for every open dossier of the unit, page by page. */
export const handler = readHandler(reports.timers, async ({ actor, query }) => {
  const cursor = openCursorOf(query.cursor);
  return cursor.ok ? list(actor, cursor.value) : cursor;
});
