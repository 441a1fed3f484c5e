import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CountReads } from '../../app/observe.ts';
import { OPEN_SHARD } from './keys.ts';
import { instant } from './partSchemas.ts';

/** Pages of 1 MB that one count may take: some 50,000 rows. What is more is not counted, and is an alarm long before. */
const PAGES = 10;

const placeSchema = z
  .object({ inboxSk: z.string() })
  .transform(({ inboxSk }) => Number(inboxSk.split('#')[0]))
  .pipe(instant);

/** Counts over the sparse indexes: no item is read, none is returned. */
export const dynamoCounts = (client: DynamoDBDocumentClient, TableName: string): CountReads => {
  const count = async (query: Omit<QueryCommandInput, 'TableName'>): Promise<number> => {
    let rows = 0;
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    for (let page = 0; page < PAGES; page++) {
      const { Count = 0, LastEvaluatedKey } = await client.send(
        new QueryCommand({ TableName, Select: 'COUNT', ...query, ExclusiveStartKey }),
      );
      rows += Count;
      if (!LastEvaluatedKey) break;
      ExclusiveStartKey = LastEvaluatedKey;
    }
    return rows;
  };
  return {
    rows: (partition, before) =>
      count({
        IndexName: 'inbox',
        KeyConditionExpression: 'inboxPk = :partition AND inboxSk < :before',
        ExpressionAttributeValues: { ':partition': partition, ':before': before },
      }),
    async firstDue(partition) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'inbox',
          KeyConditionExpression: 'inboxPk = :partition',
          ExpressionAttributeValues: { ':partition': partition },
          Limit: 1,
        }),
      );
      return Items[0] && placeSchema.parse(Items[0]);
    },
    stuck: (before) =>
      count({
        IndexName: 'stuck',
        KeyConditionExpression: '#shard = :open AND stuckSince < :before',
        ExpressionAttributeNames: { '#shard': 'shard' },
        ExpressionAttributeValues: { ':open': OPEN_SHARD, ':before': String(before) },
      }),
  };
};
