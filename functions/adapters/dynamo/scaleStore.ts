import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ScalePort } from '../../app/reports.ts';
import { scalesSchema } from '../../core/reports/indices.ts';
import { catalogueKeys } from './catalogueStore.ts';
import { keys } from './keys.ts';

/** The scales of the evaluations as published with the catalogue. */
export const dynamoScales =
  (client: DynamoDBDocumentClient, TableName: string): ScalePort['scales'] =>
  async () => {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.catalogue(catalogueKeys.scales) }),
    );
    if (!Item) throw new Error('the catalogue has no scales: publish it again');
    return scalesSchema.parse(Item.document);
  };
