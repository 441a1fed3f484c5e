import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { inbox } from '../app/queries.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { cursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = inbox({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What waits for the caller's desk, page by page. */
export const handler = readHandler(reports.inbox, async ({ actor, query: asked }) => {
  const cursor = cursorOf(asked.cursor, actor.unit);
  return cursor.ok ? list(actor, cursor.value, asked.desk) : cursor;
});
