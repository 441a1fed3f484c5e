import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DatabasePort } from '../../app/lookUps.ts';
import { keys } from './keys.ts';

/** Where the stand-in of the national databases is kept. */
export const simulatedKey = keys.catalogue('SIMULATED-DATABASES');

export const simulatedSchema = z.strictObject({
  about: z.string(),
  databases: z.record(
    z.string(),
    z.strictObject({
      down: z.boolean().describe('Cannot be asked'),
      missing: z
        .array(z.string())
        .describe('Numbers of applicants whom it does not know; it knows all others'),
    }),
  ),
});

/**
 * A stand-in for the national databases, NOT a connection to one. Only the embedded run loads it; where it was not loaded,
 * no database is connected and each answers that it is unavailable, so that the paper is asked for.
 */
export const simulatedDatabases = (client: DynamoDBDocumentClient, TableName: string): DatabasePort => ({
  async lookUp(database, { identifier }) {
    const { Item } = await client.send(new GetCommand({ TableName, Key: simulatedKey }));
    const known = Item && simulatedSchema.parse(Item.document).databases[database];
    if (!known || known.down) return 'unavailable';
    return known.missing.includes(identifier) ? 'missing' : 'found';
  },
});
