import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CountStore } from '../../app/counts.ts';
import { queryCounted } from './countedIndex.ts';
import { keys } from './keys.ts';

export const dynamoCountStore = (
  client: DynamoDBDocumentClient,
  tables: { readonly state: string; readonly event: string },
): CountStore => ({
  counters: (unit, from, to) => queryCounters(client, tables.state, { unit, from, to }),
  counted: (unit, day, limit, after) => queryCounted(client, tables.event, { unit, day, limit, after }),
});

type Cells = Map<string, number>;

/** What was counted on the days of a span, per day and cell. */
const queryCounters = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  { unit, from, to }: { unit: string; from: string; to: string },
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> => {
  const days = new Map<string, Cells>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': keys.counter(unit, '', '', 0).pk,
          ':from': from,
          ':to': `${to}#~`,
        },
        ExclusiveStartKey,
      }),
    );
    for (const item of page.Items ?? []) add(days, item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return days;
};

/** An item has the counts of one procedure on one day and shard, per `measure|channel`. */
const add = (days: Map<string, Cells>, { sk, ...item }: Record<string, unknown>): void => {
  const [day = '', procedure = ''] = String(sk).split('#');
  const cells = days.get(day) ?? new Map<string, number>();
  for (const [name, value] of Object.entries(item)) {
    if (typeof value !== 'number') continue;
    const [measure, channel] = name.split('|');
    const cell = `${measure}|${procedure}|${channel}`;
    cells.set(cell, (cells.get(cell) ?? 0) + value);
  }
  days.set(day, cells);
};
