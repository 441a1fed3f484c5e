import * as z from 'zod';
import { dynamoAlertStore } from '../adapters/dynamo/alertStore.ts';
import { snsTopic } from '../adapters/snsTopic.ts';
import { notify } from '../app/notify.ts';
import { type AlertStage, isAlertStage } from '../core/sla/stages.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'ALERT_TOPIC_ARN');
const send = notify({
  ...readPorts(env),
  alerts: dynamoAlertStore(client, env.STATE_TABLE),
  topic: snsTopic(env.ALERT_TOPIC_ARN),
});
const stage = z.custom<AlertStage>(
  (value) => typeof value === 'string' && isAlertStage(value),
  'alert stage',
);
const alert = z.object({ stage, version: z.int() });
const data = z.object({ dossierId: dossierIdField, alert });

/** EventBridge: an alert was decided and goes to the topic. */
export const handler = taskHandler(z.object({ detail: z.object({ data }) }), async ({ detail }) => {
  const { dossierId, alert: decided } = detail.data;
  log.info('ALERT_SENT', { alertId: await send({ dossierId, ...decided }) });
});
