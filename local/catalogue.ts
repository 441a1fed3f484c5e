import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { publishCatalogue } from '../catalogue/tools/publish.ts';
import type { Cloud } from './cloud.ts';
import { LOCAL } from './template/physical.ts';

/** Publishes the catalogue into a running embedded cloud, through its own endpoint. Answers the number of items. */
export async function loadCatalogue(cloud: Cloud): Promise<number> {
  const client = new DynamoDBClient({ endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL });
  try {
    return await publishCatalogue(DynamoDBDocumentClient.from(client), cloud.names.stateTable);
  } finally {
    client.destroy();
  }
}
