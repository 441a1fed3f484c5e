import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { UploadStore } from '../../app/ports.ts';
import { scanSchema } from './documentStore.ts';
import { keys } from './keys.ts';

const uploadSchema = z.object({ scan: scanSchema.optional(), taskToken: z.string().optional() });

/** Facts per uploaded version. They may arrive before the dossier exists, twice, late or out of order. */
export const dynamoUploadStore = (client: DynamoDBDocumentClient, TableName: string): UploadStore => ({
  async uploaded({ id, n, versionId, size, expiresAt }) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.upload(id, n, versionId),
        UpdateExpression: 'SET #size = :size, expiresAt = if_not_exists(expiresAt, :expires)',
        ExpressionAttributeNames: { '#size': 'size' },
        ExpressionAttributeValues: { ':size': size, ':expires': expiresAt },
      }),
    );
  },
  async verdict({ id, n, versionId }, scan, expiresAt) {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.upload(id, n, versionId),
        UpdateExpression:
          'SET #scan = if_not_exists(#scan, :scan), expiresAt = if_not_exists(expiresAt, :expires)',
        ExpressionAttributeNames: { '#scan': 'scan' },
        ExpressionAttributeValues: { ':scan': scan, ':expires': expiresAt },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const fact = uploadSchema.parse(Attributes ?? {});
    return { scan: fact.scan ?? scan, ...(fact.taskToken !== undefined && { token: fact.taskToken }) };
  },
  async scanOf({ id, n, versionId }) {
    const Key = keys.upload(id, n, versionId);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return uploadSchema.parse(Item ?? {}).scan;
  },
});
