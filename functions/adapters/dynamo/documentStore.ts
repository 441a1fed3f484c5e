import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DocumentRecord, DocumentStore } from '../../app/ports.ts';
import { DB_GAP } from '../../core/dossier/look-up.ts';
import { reasonCodes, warningCodes } from '../../core/inspection/codes.ts';
import { issuedSchema, originSchema } from './filingSchema.ts';
import { keys } from './keys.ts';

export const scanSchema = z.enum(['CLEAN', 'INFECTED', 'FAILED']);

export const documentSchema: z.ZodType<DocumentRecord> = z.object({
  n: z.int(),
  component: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
  issued: z.exactOptional(issuedSchema),
  inspection: z.exactOptional(
    z.object({
      versionId: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      mediaType: z.string(),
      reasons: z.array(z.object({ code: z.enum(reasonCodes), detail: z.string() })),
      warnings: z.array(z.object({ code: z.enum(warningCodes), detail: z.string() })),
      pages: z.nullable(z.int()),
      dpi: z.nullable(z.int()),
      pdfa: z.nullable(z.string()),
      signatures: z.array(z.object({ name: z.nullable(z.string()) })),
    }),
  ),
  scan: z.exactOptional(scanSchema),
  archive: z.exactOptional(z.object({ key: z.string(), versionId: z.string() })),
  gap: z.exactOptional(z.object({ reason: z.literal(DB_GAP), database: z.string() })),
  origin: z.exactOptional(originSchema),
});

/** Documents of a dossier: declared, inspected, scanned, archived. Facts about one version never touch another. */
export const dynamoDocumentStore = (client: DynamoDBDocumentClient, TableName: string): DocumentStore => ({
  async documents(id) {
    const found: DocumentRecord[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :doc)',
          ExpressionAttributeValues: { ':pk': keys.head(id).pk, ':doc': 'DOC#' },
          ExclusiveStartKey,
        }),
      );
      found.push(...(page.Items ?? []).map((item) => documentSchema.parse(item)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  },
  async document(id, n) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.document(id, n), ConsistentRead: true }),
    );
    return Item && documentSchema.parse(Item);
  },
  async redeclare(id, { n, inspection }, { name, mediaType, size, sha256 }) {
    const update = new UpdateCommand({
      TableName,
      Key: keys.document(id, n),
      UpdateExpression: 'SET #name = :name, mediaType = :mediaType, #size = :size, sha256 = :sha256',
      ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(#archive) AND ${
        inspection ? 'inspection.versionId = :seen' : 'attribute_not_exists(inspection)'
      }`,
      ExpressionAttributeNames: { '#name': 'name', '#size': 'size', '#archive': 'archive' },
      ExpressionAttributeValues: {
        ...{ ':name': name, ':mediaType': mediaType, ':size': size, ':sha256': sha256 },
        ...(inspection && { ':seen': inspection.versionId }),
      },
    });
    return client.send(update).then(() => true, falseOnFailedCondition);
  },
  async inspected(id, n, inspection, scan) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.document(id, n),
        UpdateExpression: scan
          ? 'SET inspection = :inspection, #scan = :scan'
          : 'SET inspection = :inspection REMOVE #scan',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#scan': 'scan' },
        ExpressionAttributeValues: { ':inspection': inspection, ...(scan && { ':scan': scan }) },
      }),
    );
  },
  async scanned(id, n, versionId, scan) {
    const update = new UpdateCommand({
      TableName,
      Key: keys.document(id, n),
      UpdateExpression: 'SET #scan = :scan',
      ExpressionAttributeNames: { '#scan': 'scan' },
      ConditionExpression: 'inspection.versionId = :version',
      ExpressionAttributeValues: { ':scan': scan, ':version': versionId },
    });
    await client.send(update).catch(ignoreFailedCondition);
  },
  async archived(id, n, { archive, issued, shelf }) {
    const found = shelf && {
      ...{ ':owner': shelf.owner, ':place': shelf.place, ':filer': shelf.filer, ':unit': shelf.unit },
    };
    await client.send(
      new UpdateCommand({
        TableName,
        Key: keys.document(id, n),
        UpdateExpression: `SET #archive = :archive, issued = :issued${
          found ? ', reusePk = :owner, reuseSk = :place, filer = :filer, #unit = :unit' : ''
        }`,
        ExpressionAttributeNames: { '#archive': 'archive', ...(found && { '#unit': 'unit' }) },
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':archive': archive, ':issued': issued, ...found },
      }),
    );
  },
});

const falseOnFailedCondition = (error: unknown): boolean => {
  ignoreFailedCondition(error);
  return false;
};

/** A fact about a version that no longer stands is no error. */
const ignoreFailedCondition = (error: unknown): void => {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
};
