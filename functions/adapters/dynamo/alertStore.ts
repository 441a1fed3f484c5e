import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AlertRecord, type AlertRef, type AlertStore, alertsOf } from '../../app/alerts.ts';
import { alertItemKey, alertPlace, alertRecordOf } from './alertItem.ts';
import { batchGet } from './batch.ts';
import { keys } from './keys.ts';

const indexSchema = z.object({ pk: z.string(), sk: z.string(), inboxSk: z.string() });
const rankSchema = z.object({ alerts: z.array(z.string()) });

/**
 * Alerts beside their dossiers, listed by unit through the `inbox` index; and how many came in one stretch of time.
 */
export const dynamoAlertStore = (client: DynamoDBDocumentClient, TableName: string): AlertStore => ({
  async alert(ref) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: alertItemKey(ref), ConsistentRead: true }),
    );
    return Item && alertRecordOf(Item);
  },
  async settled(ref, what, at) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: alertItemKey(ref),
        UpdateExpression: 'SET #what = if_not_exists(#what, :at)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#what': what },
        ExpressionAttributeValues: { ':at': at },
      }),
    );
  },
  async ranked(unit, window, ref, { most, expiresAt }) {
    const one = nameOf(ref);
    const take = new UpdateCommand({
      TableName,
      Key: keys.storm(unit, window),
      UpdateExpression: 'SET alerts = list_append(if_not_exists(alerts, :none), :one), expiresAt = :expires',
      ConditionExpression:
        'attribute_not_exists(alerts) OR (size(alerts) < :most AND NOT contains(alerts, :id))',
      ExpressionAttributeValues: {
        ...{ ':none': [], ':one': [one], ':id': one, ':most': most, ':expires': Math.ceil(expiresAt / 1000) },
      },
      ReturnValues: 'ALL_NEW',
    });
    const item = await client.send(take).then(
      ({ Attributes }) => Attributes,
      async (error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { Item } = await client.send(
          new GetCommand({ TableName, Key: keys.storm(unit, window), ConsistentRead: true }),
        );
        return Item;
      },
    );
    const rank = rankSchema.parse(item).alerts.indexOf(one);
    return rank < 0 ? undefined : rank;
  },
  async ofUnit(unit, { cleared, limit, after, since }) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'inbox',
        KeyConditionExpression: 'inboxPk = :unit AND inboxSk >= :since',
        ...(!cleared && { FilterExpression: 'attribute_not_exists(restricted)' }),
        ExpressionAttributeValues: {
          ':unit': alertsOf(unit),
          ':since': String(since ?? 0).padStart(13, '0'),
        },
        ScanIndexForward: false,
        Limit: limit,
        ...(after && { ExclusiveStartKey: { ...after, inboxPk: alertsOf(unit) } }),
      }),
    );
    const found = z.array(indexSchema).parse(Items);
    const items = await batchGet(client, TableName, found);
    const alerts = items.map(alertRecordOf).toSorted((a, b) => (alertPlace(a) < alertPlace(b) ? 1 : -1));
    return { alerts, ...(LastEvaluatedKey && { next: indexSchema.parse(LastEvaluatedKey) }) };
  },
});

const nameOf = ({ dossierId, stage, version }: AlertRef | AlertRecord): string =>
  `${dossierId}#${stage}#${version}`;
