import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { UnitId } from '../../core/dossier/ids.ts';
import { unitId } from '../../core/dossier/ids.ts';
import { catalogueKeys } from './catalogueStore.ts';
import { keys } from './keys.ts';

/** The units of the catalogue, for what runs by the clock and not for a caller. */
export const dynamoUnits = (
  client: DynamoDBDocumentClient,
  TableName: string,
): { units(): Promise<readonly UnitId[]> } => ({
  async units() {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :unit)',
        ExpressionAttributeValues: { ':pk': keys.catalogue('').pk, ':unit': catalogueKeys.unit('') },
        ProjectionExpression: 'sk',
      }),
    );
    return Items.flatMap(({ sk }) => unitId(String(sk).slice(catalogueKeys.unit('').length)) ?? []);
  },
});
