import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { metricsDossiers } from '../app/metricsDossiers.ts';
import { reports } from '../contract/reports.ts';
import { unitId } from '../core/dossier/ids.ts';
import { refuse } from '../core/dossier/problems.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { listCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const list = metricsDossiers({
  ...readPorts(env),
  counts: dynamoCountStore(client, tables),
  reads: dynamoReadStore(client, tables),
});

/** The dossiers behind a number, page by page. */
export const handler = readHandler(reports.metricsDossiers, async ({ actor, query }) => {
  const unit = unitId(query.unit);
  const cursor = listCursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  return unit ? list(actor, { ...query, unit, cursor: cursor.value }) : refuse('NOT_FOUND');
});
