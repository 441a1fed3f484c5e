import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RollUpStore } from '../../app/counts.ts';
import type { RollUp } from '../../core/metrics/rollUp.ts';
import { keys } from './keys.ts';

const count = z.int();
const balance = z.object({ open: count, paused: count });
const itemSchema = z.object({
  sk: z.string(),
  opening: balance,
  closing: balance,
  upTo: z.string(),
  cells: z.record(z.string(), count).transform((cells) => new Map(Object.entries(cells))),
});

const PROCEDURE = 'procedure#';
/** How many items are put at the same time. */
const ATONCE = 10;

export const dynamoRollUpStore = (client: DynamoDBDocumentClient, TableName: string): RollUpStore => ({
  async rollUps(owner, period) {
    const items: z.output<typeof itemSchema>[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const { pk, sk } = keys.rollUp(owner, period, '');
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': pk, ':from': sk, ':to': `${sk}#~` },
          ExclusiveStartKey,
        }),
      );
      items.push(...(page.Items ?? []).map((item) => itemSchema.parse(item)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const scopes = new Map(items.map(({ sk, ...rollUp }) => [sk.slice(period.length + 1), rollUp]));
    const whole = scopes.get('');
    const byProcedure = [...scopes].flatMap(([scope, rollUp]): readonly [string, RollUp][] =>
      scope.startsWith(PROCEDURE) ? [[scope.slice(PROCEDURE.length), rollUp]] : [],
    );
    return { ...(whole && { whole }), byProcedure: new Map(byProcedure) };
  },
  async putRollUps(owner, period, scopes, at) {
    const items = [...scopes].map(([scope, { cells, ...rollUp }]) => ({
      ...keys.rollUp(owner, period, scope),
      ...{ ...rollUp, cells: Object.fromEntries(cells), at },
    }));
    for (let i = 0; i < items.length; i += ATONCE) {
      await Promise.all(
        items.slice(i, i + ATONCE).map((Item) => client.send(new PutCommand({ TableName, Item }))),
      );
    }
  },
  async firstDay(unit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.counter(unit, '', '', 0).pk },
        Limit: 1,
      }),
    );
    const [first] = Items ?? [];
    return first && z.object({ sk: z.string() }).parse(first).sk.slice(0, 10);
  },
});
