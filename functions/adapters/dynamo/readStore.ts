import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FormRecord, ReadStore } from '../../app/reads.ts';
import { batchGet } from './batch.ts';
import { dossierSchema, idSchema } from './dossierSchema.ts';
import { eventSchema } from './eventSchema.ts';
import { formOrdinal, keys } from './keys.ts';

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
const indexSchema = z.object({ pk: z.string(), sk: z.string(), inboxPk: z.string(), inboxSk: z.string() });
const counterSchema = z.record(z.string(), z.unknown());

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
  async inbox(desk, limit, cursor) {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tables.state,
        IndexName: 'inbox',
        KeyConditionExpression: 'inboxPk = :desk',
        ExpressionAttributeValues: { ':desk': desk },
        Limit: limit,
        ExclusiveStartKey: cursor && indexSchema.parse(cursor),
      }),
    );
    const found = (Items ?? []).map((item) => indexSchema.parse(item));
    const heads = await readHeads(client, tables.state, found);
    // The index may lag: a dossier that has left this desk meanwhile is not shown here.
    const dossiers = found.flatMap(({ pk }) => heads.get(pk) ?? []).filter((head) => head.inboxPk === desk);
    return {
      dossiers: dossiers.map((head) => head.state),
      ...(LastEvaluatedKey && { next: indexSchema.parse(LastEvaluatedKey) }),
    };
  },
  async counters(unit, from, to) {
    const cells = new Map<string, number>();
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: tables.state,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': keys.counter(unit, '', 0).pk, ':from': from, ':to': `${to}#~` },
          ExclusiveStartKey,
        }),
      );
      for (const item of page.Items ?? []) {
        for (const [cell, value] of Object.entries(counterSchema.parse(item))) {
          if (typeof value === 'number') cells.set(cell, (cells.get(cell) ?? 0) + value);
        }
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return cells;
  },
});

const headSchema = z.object({ pk: z.string(), inboxPk: z.string().optional(), state: dossierSchema });

/** The heads by partition key, read consistently. */
const readHeads = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  found: readonly { pk: string; sk: string }[],
) => {
  const items = await batchGet(client, TableName, found);
  return new Map(items.map((item) => headSchema.parse(item)).map((head) => [head.pk, head]));
};
