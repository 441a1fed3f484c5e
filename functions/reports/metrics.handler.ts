import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoRollUpStore } from '../adapters/dynamo/rollUpStore.ts';
import { metrics } from '../app/metrics.ts';
import { reports } from '../contract/reports.ts';
import { unitId } from '../core/dossier/ids.ts';
import { refuse } from '../core/dossier/problems.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const read = metrics({
  ...readPorts(env),
  counts: dynamoCountStore(client, tables),
  reads: dynamoReadStore(client, tables),
  rollUps: dynamoRollUpStore(client, tables.state),
});

/** Numbers of a unit between two local days, inclusive. */
export const handler = readHandler(reports.metrics, async ({ actor, query: span }) => {
  const unit = unitId(span.unit);
  return unit ? read(actor, unit, span.from, span.to) : refuse('NOT_FOUND');
});
