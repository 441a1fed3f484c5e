import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AlertRecord, NotifyPorts } from '../../app/notify.ts';
import { type AlertStage, isAlertStage } from '../../core/sla/stages.ts';
import { instant } from './dossierSchema.ts';
import { keys } from './keys.ts';

const alertStage = z.custom<AlertStage>(
  (value) => typeof value === 'string' && isAlertStage(value),
  'alert stage',
);

const schema: z.ZodType<AlertRecord> = z.object({
  stage: alertStage,
  version: z.int(),
  at: instant,
  due: instant,
  seq: z.int(),
});

/** Alerts by key; a table scan or an index is never needed, since stage and version name each one. */
export const dynamoAlertStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
): NotifyPorts['alerts'] => ({
  async alert(id, stage, version) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.alert(id, stage, version), ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  },
});
