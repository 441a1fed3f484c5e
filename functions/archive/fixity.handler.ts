import * as z from 'zod';
import { dynamoCountStore } from '../adapters/dynamo/counterStore.ts';
import { dynamoFixityStore } from '../adapters/dynamo/fixityStore.ts';
import { dynamoRollUpStore } from '../adapters/dynamo/rollUpStore.ts';
import { dynamoUnits } from '../adapters/dynamo/unitStore.ts';
import { emitMetrics } from '../adapters/emf.ts';
import { linksOf } from '../adapters/links.ts';
import { snsTopic } from '../adapters/snsTopic.ts';
import { fixityTurn } from '../app/fixityRun.ts';
import { fixityMessage } from '../core/archive/fixityMessage.ts';
import { client, readPorts } from '../shared/compose.ts';
import { fixityPorts } from '../shared/composeArchive.ts';
import { readEnv, readSwitch } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { taskHandler, unitIdField } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'ARCHIVE_BUCKET', 'ALERT_TOPIC_ARN', 'STAGE');
const emit = emitMetrics(env.STAGE);
const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
const topic = snsTopic(env.ALERT_TOPIC_ARN);
const { runbook } = linksOf({ stateMachineArn: '', console: undefined, runbook: readSwitch('RUNBOOK_URL') });
const turn = fixityTurn({
  ...readPorts(env),
  ...fixityPorts(env),
  ...dynamoUnits(client, tables.state),
  counts: dynamoCountStore(client, tables),
  rollUps: dynamoRollUpStore(client, tables.state),
  fixities: dynamoFixityStore(client, tables.state),
  alarm: (unit, findings) => topic.publish(fixityMessage(unit, findings, runbook)),
  tell: (unit, { share, objects, bytes, found, finishedAt = 0 }) => {
    log.info('FIXITY_CHECKED', { unit, share, objects, bytes, found });
    emit({ ArchiveDamage: { value: found, unit: 'Count' } }, finishedAt);
  },
});

/** State "Check some dossiers": answers the unit that has the next turn, or `{}` when the night is done. */
export const handler = taskHandler(z.object({ unit: unitIdField.optional() }), turn);
