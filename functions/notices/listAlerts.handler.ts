import { dynamoAlertStore } from '../adapters/dynamo/alertStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { listAlerts } from '../app/alertList.ts';
import { alerts } from '../contract/alerts.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { alertCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = listAlerts({
  ...readPorts(env),
  alerts: dynamoAlertStore(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What the office was alerted of, the newest first, page by page. */
export const handler = readHandler(alerts.listAlerts, async ({ actor, query: { unit, state, cursor } }) => {
  const after = alertCursorOf(cursor);
  return after.ok ? list(actor, { unit, state, after: after.value }) : after;
});
