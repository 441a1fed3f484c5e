import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { simulatedKey, simulatedSchema } from '../../functions/adapters/dynamo/simulatedDatabases.ts';
import { readJson } from './load.ts';

/** Puts the stand-in of the national databases into an embedded cloud; no installation for real people gets it. */
export const simulateDatabases = async (client: DynamoDBDocumentClient, TableName: string): Promise<void> => {
  const document = simulatedSchema.parse(readJson('simulated/databases.json'));
  await client.send(new PutCommand({ TableName, Item: { ...simulatedKey, document } }));
};
