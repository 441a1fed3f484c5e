import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RegisterStore } from '../../app/results.ts';
import { voidReasons } from '../../core/dossier/parts.ts';
import { keys } from './keys.ts';

const serialSchema = z.object({ lastSerial: z.int() });
const lineSchema = z.object({
  value: z.int(),
  number: z.string(),
  kind: z.enum(['granted', 'refused']),
  signer: z.string(),
  at: z.int(),
  code: z.string(),
  procedure: z.string(),
  void: z.exactOptional(z.enum(voidReasons)),
  restricted: z.exactOptional(z.literal(true)),
});

/** The register of results: one partition per unit, year and notation. */
export const dynamoRegisterStore = (client: DynamoDBDocumentClient, TableName: string): RegisterStore => ({
  async lastNumber(unit, year, notation) {
    const Key = keys.registerSerial(unit, { year, notation });
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item ? serialSchema.parse(Item).lastSerial : 0;
  },
  async lines(unit, year, notation, after, limit) {
    const key = (value: number) => keys.register(unit, { year, notation, value });
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': key(0).pk,
          ':from': key(after + 1).sk,
          ':to': key(99_999_999).sk,
        },
        Limit: limit,
      }),
    );
    return (Items ?? []).map((item) => lineSchema.parse(item));
  },
});
