import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FixityState, FixityStore } from '../../app/fixityRun.ts';
import { keys } from './keys.ts';
import { idSchema, instant } from './partSchemas.ts';

const schema: z.ZodType<FixityState> = z.object({
  share: z.int(),
  next: z.exactOptional(z.object({ day: z.string(), after: z.exactOptional(z.string()) })),
  startedAt: instant,
  finishedAt: z.exactOptional(instant),
  objects: z.int(),
  bytes: z.int(),
  found: z.int(),
  findings: z.array(
    z.object({
      ...{
        dossierId: idSchema,
        code: z.string(),
        what: z.enum(['document', 'form', 'manifest']),
        n: z.int(),
      },
      ...{ key: z.string(), versionId: z.string(), sha256: z.string() },
      found: z.enum(['missing', 'different']),
    }),
  ),
});

/** How far the check of the archive has come: one item per unit. */
export const dynamoFixityStore = (client: DynamoDBDocumentClient, TableName: string): FixityStore => ({
  async fixity(unit) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.fixity(unit), ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  },
  async putFixity(unit, state) {
    await client.send(new PutCommand({ TableName, Item: { ...keys.fixity(unit), ...state } }));
  },
});
