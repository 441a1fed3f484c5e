import * as z from 'zod';
import { dynamoAlertStore } from '../adapters/dynamo/alertStore.ts';
import { dynamoDigestStore } from '../adapters/dynamo/digestStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoUnits } from '../adapters/dynamo/unitStore.ts';
import { linksOf } from '../adapters/links.ts';
import { snsTopic } from '../adapters/snsTopic.ts';
import { sendDigests } from '../app/digest.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv, readSwitch } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'ALERT_TOPIC_ARN', 'DOSSIER_STATE_MACHINE_ARN');
const send = sendDigests({
  ...readPorts(env),
  units: dynamoUnits(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
  alerts: dynamoAlertStore(client, env.STATE_TABLE),
  digests: dynamoDigestStore(client, env.STATE_TABLE),
  topic: snsTopic(env.ALERT_TOPIC_ARN),
  links: linksOf({
    stateMachineArn: env.DOSSIER_STATE_MACHINE_ARN,
    console: readSwitch('CONSOLE_URL'),
    runbook: readSwitch('RUNBOOK_URL'),
  }),
});

/** EventBridge Scheduler, every morning: the digests of the units for whom it is a working day. */
export const handler = taskHandler(z.object({}), async () => {
  for (const digestId of await send()) log.info('DIGEST_SENT', { digestId });
});
