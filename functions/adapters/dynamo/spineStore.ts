import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { SpineStore } from '../../app/spine.ts';
import { phases } from '../../core/dossier/status.ts';
import { keys, OPEN_SHARD } from './keys.ts';
import { idSchema } from './partSchemas.ts';

const schema = z.object({
  state: z.object({ id: idSchema, code: z.string() }),
  phase: z.enum(phases),
  step: z.string().optional(),
  seq: z.int(),
  wakeSeq: z.int(),
  nextTimerAt: z.int().optional(),
  spineRun: z.int(),
  spineSeq: z.int().optional(),
  taskToken: z.string().optional(),
  stuckSince: z.string().optional(),
});

const fields = [
  'phase',
  'step',
  'seq',
  'wakeSeq',
  'nextTimerAt',
  'spineRun',
  'spineSeq',
  'taskToken',
  'stuckSince',
];
const names = Object.fromEntries(fields.map((name) => [`#${name}`, name]));

/** The spine's view of HEAD: named fields only. */
export const dynamoSpineStore = (client: DynamoDBDocumentClient, TableName: string): SpineStore => ({
  async spineHead(id) {
    const { Item } = await client.send(
      new GetCommand({
        TableName,
        Key: keys.head(id),
        ConsistentRead: true,
        ProjectionExpression: `${Object.keys(names).join(', ')}, #state.id, #state.code`,
        ExpressionAttributeNames: { ...names, '#state': 'state' },
      }),
    );
    if (!Item) return undefined;
    const { state, ...rest } = schema.parse(Item);
    return { dossierId: state.id, code: state.code, ...rest };
  },
  async stuck(until) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'stuck',
        KeyConditionExpression: '#shard = :open AND stuckSince < :until',
        ExpressionAttributeNames: { '#shard': 'shard' },
        ExpressionAttributeValues: { ':open': OPEN_SHARD, ':until': String(until) },
        Limit: 1000,
      }),
    );
    return (Items ?? []).map((item) => idSchema.parse(String(item.pk).slice('DOSSIER#'.length)));
  },
  async markStuck(id, run, at) {
    const update = new UpdateCommand({
      TableName,
      Key: keys.head(id),
      UpdateExpression: 'SET stuckSince = if_not_exists(stuckSince, :at)',
      ConditionExpression: 'spineRun = :run',
      ExpressionAttributeValues: { ':at': String(at), ':run': run },
    });
    await client.send(update).catch((error: unknown) => {
      // An older run ended: that is what it should do.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  },
});
