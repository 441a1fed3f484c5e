import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CatalogueFiles, publishCatalogue } from '../catalogue/tools/publish.ts';
import { simulateDatabases } from '../catalogue/tools/simulate.ts';
import type { Cloud } from './cloud.ts';
import { LOCAL } from './template/physical.ts';

/** Publishes the catalogue (the shipped files, unless others are given), and a stand-in of the national databases, into a running embedded cloud, through its own endpoint. Answers the number of items. */
export async function loadCatalogue(cloud: Cloud, files?: CatalogueFiles): Promise<number> {
  const client = new DynamoDBClient({ endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL });
  try {
    const db = DynamoDBDocumentClient.from(client);
    await simulateDatabases(db, cloud.names.stateTable);
    return await publishCatalogue(db, cloud.names.stateTable, files);
  } finally {
    client.destroy();
  }
}
