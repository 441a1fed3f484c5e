import * as z from 'zod';
import { dynamoAlertStore } from '../adapters/dynamo/alertStore.ts';
import { snsTopic } from '../adapters/snsTopic.ts';
import { notify } from '../app/notify.ts';
import { stages } from '../core/sla/stages.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { streamHandler } from '../shared/stream.ts';

const env = readEnv('STATE_TABLE', 'ALERT_TOPIC_ARN');
const send = notify({
  ...readPorts(env),
  alerts: dynamoAlertStore(client, env.STATE_TABLE),
  topic: snsTopic(env.ALERT_TOPIC_ARN),
});
const decided = z.object({
  M: z.object({
    alert: z.object({ S: z.enum(stages) }),
    deadlineVersion: z.object({ N: z.string().transform(Number) }),
  }),
});

/** Stream of decided alerts: each goes to the topic. */
export const handler = streamHandler(async ({ dossierId, data }) => {
  const { alert, deadlineVersion } = decided.parse(data).M;
  const alertId = await send({ dossierId, stage: alert.S, version: deadlineVersion.N });
  log.info('ALERT_SENT', { alertId });
});
