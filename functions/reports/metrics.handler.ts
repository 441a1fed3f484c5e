import { dynamoCountStore } from '../adapters/dynamo/countStore.ts';
import { metrics } from '../app/metrics.ts';
import { reports } from '../contract/reports.ts';
import { unitId } from '../core/dossier/ids.ts';
import { refuse } from '../core/dossier/problems.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const read = metrics({
  ...readPorts(env),
  counts: dynamoCountStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** Counters of a unit between two local days, inclusive. */
export const handler = readHandler(reports.metrics, async ({ actor, query: span }) => {
  const unit = unitId(span.unit);
  return unit ? read(actor, unit, span.from, span.to) : refuse('NOT_FOUND');
});
