import * as z from 'zod';
import { dynamoCounts } from '../adapters/dynamo/countStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoUnits } from '../adapters/dynamo/unitStore.ts';
import { emitMetrics } from '../adapters/emf.ts';
import { observe } from '../app/observe.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'STAGE');
const ports = readPorts(env);
const look = observe({
  ...ports,
  units: dynamoUnits(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
  counts: dynamoCounts(client, env.STATE_TABLE),
});
const emit = emitMetrics(env.STAGE);

/** EventBridge Scheduler, every few minutes: what dashboard and alarms are made of, as one line of the log. */
export const handler = taskHandler(z.object({}), async () => {
  const { open, atRisk, overdue, oldestOverdueDays, stuck } = await look();
  const count = (value: number) => ({ value, unit: 'Count' }) as const;
  emit(
    {
      ...{ Open: count(open), AtRisk: count(atRisk), Overdue: count(overdue), Stuck: count(stuck) },
      OldestOverdueDays: { value: oldestOverdueDays, unit: 'None' },
    },
    ports.clock.now(),
  );
});
