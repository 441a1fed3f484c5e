import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ManifestStore, StoredManifest } from '../../app/manifest.ts';
import { keys } from './keys.ts';

const schema: z.ZodType<StoredManifest> = z.object({
  n: z.int(),
  key: z.string(),
  versionId: z.string(),
  sha256: z.string(),
  bytes: z.int(),
});

/** Where the manifest of a dossier stands: one item, which goes on by one each time. */
export const dynamoManifestStore = (client: DynamoDBDocumentClient, TableName: string): ManifestStore => ({
  async manifest(id) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.manifest(id), ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  },
  async noted(id, { n, key, versionId, sha256, bytes }) {
    const update = new UpdateCommand({
      TableName,
      Key: keys.manifest(id),
      UpdateExpression: 'SET n = :n, #key = :key, versionId = :version, sha256 = :sha256, #bytes = :bytes',
      ConditionExpression: n === 1 ? 'attribute_not_exists(pk)' : 'n = :before',
      ExpressionAttributeNames: { '#key': 'key', '#bytes': 'bytes' },
      ExpressionAttributeValues: {
        ...{ ':n': n, ':key': key, ':version': versionId, ':sha256': sha256, ':bytes': bytes },
        ...(n > 1 && { ':before': n - 1 }),
      },
    });
    try {
      await client.send(update);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
