import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ViewStore } from '../../app/documents.ts';
import { keys } from './keys.ts';

/** Who had which sensitive paper: one item per view, never written over. */
export const dynamoViewStore = (client: DynamoDBDocumentClient, TableName: string): ViewStore => ({
  async viewed({ dossierId, nonce, ...view }) {
    await client.send(
      new PutCommand({
        TableName,
        Item: { ...keys.view(dossierId, view.at, nonce), ...view },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
});
