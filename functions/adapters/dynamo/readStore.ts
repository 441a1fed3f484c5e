import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FormRecord, ReadStore } from '../../app/reads.ts';
import { eventSchema } from './eventSchema.ts';
import { queryEntries, readHeads } from './inboxStore.ts';
import { formOrdinal, keys } from './keys.ts';
import { idSchema } from './partSchemas.ts';

const formSchema: z.ZodType<FormRecord> = z
  .object({
    sk: z.string(),
    form: z.string(),
    number: z.string(),
    seq: z.int(),
    derivation: z.unknown().optional(),
    rendered: z.unknown().optional(),
  })
  .transform(({ sk, rendered, ...form }) => ({
    n: formOrdinal(sk),
    ...form,
    rendered: rendered !== undefined,
  }));
const trackSchema = z.object({ dossierId: idSchema });

/** Reads for people. Lists come in pages; an index only finds keys, what is shown is read consistently from the table. */
export const dynamoReadStore = (
  client: DynamoDBDocumentClient,
  tables: { state: string; event: string },
): ReadStore => ({
  async forms(id) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: tables.state,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :form)',
        ExpressionAttributeValues: { ':pk': keys.head(id).pk, ':form': 'FORM#' },
      }),
    );
    return (Items ?? []).map((item) => formSchema.parse(item));
  },
  async events(id, after, limit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: tables.event,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND seq > :after',
        ExpressionAttributeValues: { ':pk': id, ':after': after },
        Limit: limit,
      }),
    );
    return (Items ?? []).map(({ pk, ...rest }) => eventSchema.parse({ dossierId: pk, ...rest }));
  },
  async tracked(digest) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.state, Key: keys.tracking(digest) }),
    );
    return Item && trackSchema.parse(Item).dossierId;
  },
  entries: (asked) => queryEntries(client, tables.state, asked),
  heads: (ids) => readHeads(client, tables.state, ids),
  async gauges(unit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: tables.state,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.gauge(unit, 0).pk },
      }),
    );
    return sumOfCells(Items ?? []);
  },
});

/** Adds up, cell by cell, what stands on the shards. */
const sumOfCells = (items: readonly Record<string, unknown>[]): ReadonlyMap<string, number> => {
  const cells = new Map<string, number>();
  for (const [cell, value] of items.flatMap((item) => Object.entries(item))) {
    if (typeof value === 'number') cells.set(cell, (cells.get(cell) ?? 0) + value);
  }
  return cells;
};
