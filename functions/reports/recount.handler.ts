import * as z from 'zod';
import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoRecountStore } from '../adapters/dynamo/recountStore.ts';
import { dynamoRollUpStore } from '../adapters/dynamo/rollUpStore.ts';
import { dynamoUnits } from '../adapters/dynamo/unitStore.ts';
import { emitMetrics } from '../adapters/emf.ts';
import { recountTurn } from '../app/recountRun.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { taskHandler, unitIdField } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'STAGE');
const emit = emitMetrics(env.STAGE);
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const turn = recountTurn({
  ...readPorts(env),
  counts: dynamoCountStore(client, tables),
  reads: dynamoReadStore(client, tables),
  rollUps: dynamoRollUpStore(client, tables.state),
  recounts: dynamoRecountStore(client, tables.state),
  ...dynamoUnits(client, tables.state),
  tell: (unit, { from, to, difference, finishedAt = 0 }) => {
    log.info('RECOUNTED', { unit, from, to, difference });
    emit({ ReconcileDifference: { value: difference, unit: 'Count' } }, finishedAt);
  },
});

/** State "Recount some days": a week of a unit; answers the unit that has the next turn, or `{}` when the night is done. */
export const handler = taskHandler(z.object({ unit: unitIdField.optional() }), turn);
