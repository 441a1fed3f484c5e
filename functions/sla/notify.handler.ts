import * as z from 'zod';
import { dynamoAlertStore } from '../adapters/dynamo/alertStore.ts';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { linksOf } from '../adapters/links.ts';
import { snsTopic } from '../adapters/snsTopic.ts';
import { notify } from '../app/notify.ts';
import { alertStageSchema } from '../core/alerts/alert.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv, readSwitch } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'ALERT_TOPIC_ARN', 'DOSSIER_STATE_MACHINE_ARN');
const send = notify({
  ...readPorts(env),
  spines: dynamoSpineStore(client, env.STATE_TABLE),
  alerts: dynamoAlertStore(client, env.STATE_TABLE),
  topic: snsTopic(env.ALERT_TOPIC_ARN),
  links: linksOf({
    stateMachineArn: env.DOSSIER_STATE_MACHINE_ARN,
    console: readSwitch('CONSOLE_URL'),
    runbook: readSwitch('RUNBOOK_URL'),
  }),
});
const alert = z.object({ stage: alertStageSchema, version: z.int() });
const data = z.object({ dossierId: dossierIdField, alert });

/** EventBridge: an alert was decided; it goes to the topic, or waits for the digest. */
export const handler = taskHandler(z.object({ detail: z.object({ data }) }), async ({ detail }) => {
  const { dossierId, alert: decided } = detail.data;
  const outcome = await send({ dossierId, ...decided });
  log.info('ALERT_SENT', { alertId: `${dossierId}#${decided.stage}#${decided.version}`, outcome });
});
