import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RecountState, RecountStore } from '../../app/recountRun.ts';
import { keys } from './keys.ts';

const number = z.int();
const schema: z.ZodType<RecountState> = z.object({
  from: z.string(),
  to: z.string(),
  next: z.exactOptional(z.string()),
  startedAt: number,
  finishedAt: z.exactOptional(number),
  difference: number,
  differences: z.array(
    z.object({
      day: z.exactOptional(z.string()),
      cell: z.string(),
      counted: number,
      recounted: number,
      dossiers: z.array(z.string()),
    }),
  ),
  goodUntil: z.exactOptional(z.string()),
});

export const dynamoRecountStore = (client: DynamoDBDocumentClient, TableName: string): RecountStore => ({
  async recount(unit) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.recount(unit), ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  },
  async putRecount(unit, state) {
    await client.send(new PutCommand({ TableName, Item: { ...keys.recount(unit), ...state } }));
  },
});
