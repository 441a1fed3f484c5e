import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { UnitsPort } from '../../app/counts.ts';
import { catalogueKeys } from './catalogueStore.ts';
import { unitSchema } from './dossierSchema.ts';
import { keys } from './keys.ts';

const itemSchema = z.object({ sk: z.string() });

/** The receiving units that have been published; there are few, and each is small. */
export const dynamoUnits = (client: DynamoDBDocumentClient, TableName: string): UnitsPort => ({
  async units() {
    const prefix = catalogueKeys.unit('');
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :unit)',
        ExpressionAttributeValues: { ':pk': keys.catalogue('').pk, ':unit': prefix },
        ProjectionExpression: 'sk',
      }),
    );
    return (Items ?? []).map((item) => unitSchema.parse(itemSchema.parse(item).sk.slice(prefix.length)));
  },
});
