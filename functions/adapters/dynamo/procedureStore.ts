import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ProcedureStore } from '../../app/publication.ts';
import { abolishedSchema, type ProcedureData, procedureSchema } from '../../core/procedure/index.ts';
import { catalogueKeys } from './catalogueStore.ts';
import { keys } from './keys.ts';
import { putReplay } from './replayItem.ts';
import { type TransactItem, transact } from './transact.ts';

const documentSchema = z.object({ document: procedureSchema });
const registerSchema = z.object({ revision: z.int() });

/** Versions of procedures. The register of a code is what keeps two publications from passing each other. */
export const dynamoProcedures = (client: DynamoDBDocumentClient, TableName: string): ProcedureStore => ({
  async versions(code) {
    const Key = keys.catalogue(catalogueKeys.register(code));
    // The register first: whoever publishes after this look changes it.
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    const versions: ProcedureData[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :versions)',
          ExpressionAttributeValues: {
            ':pk': Key.pk,
            ':versions': catalogueKeys.procedure(code, ''),
          },
          ExclusiveStartKey,
        }),
      );
      versions.push(...(page.Items ?? []).map((item) => documentSchema.parse(item).document));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const ended = await client.send(
      new GetCommand({ TableName, Key: keys.catalogue(catalogueKeys.abolished), ConsistentRead: true }),
    );
    const { abolished } = abolishedSchema.parse(ended.Item?.document ?? { abolished: [] });
    return { versions, revision: Item ? registerSchema.parse(Item).revision : 0, abolished };
  },
  async draft(draft, drafted, replay) {
    const Key = keys.catalogue(catalogueKeys.procedure(draft.code, draft.version));
    const write: TransactItem = {
      Put: {
        TableName,
        Item: { ...Key, document: draft, drafted },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
    const failed = await transact<'replay' | 'draft'>(client, [
      { tag: 'replay', write: putReplay(TableName, replay, drafted.at) },
      { tag: 'draft', write },
    ]);
    return failed === undefined ? 'drafted' : failed === 'draft' ? 'exists' : 'replayed';
  },
  async publish({ published, closes, revision }, signature, replay) {
    const { code, version } = published;
    const failed = await transact<'replay' | 'version'>(client, [
      { tag: 'replay', write: putReplay(TableName, replay, signature.at) },
      { tag: 'version', write: register(TableName, code, revision) },
      {
        tag: 'version',
        write: {
          Update: {
            TableName,
            Key: keys.catalogue(catalogueKeys.procedure(code, version)),
            UpdateExpression: 'SET #document = :document, #published = :published',
            ConditionExpression: '#document.#status = :draft',
            ExpressionAttributeNames: {
              '#document': 'document',
              '#published': 'published',
              '#status': 'status',
            },
            ExpressionAttributeValues: { ':document': published, ':published': signature, ':draft': 'draft' },
          },
        },
      },
      ...(closes
        ? [{ tag: 'version' as const, write: close(TableName, code, closes.version, closes.to) }]
        : []),
    ]);
    return failed === undefined ? 'published' : failed === 'replay' ? 'replayed' : 'changed';
  },
});

const register = (TableName: string, code: string, revision: number): TransactItem => ({
  Update: {
    TableName,
    Key: keys.catalogue(catalogueKeys.register(code)),
    UpdateExpression: 'SET #revision = :next',
    ConditionExpression: revision === 0 ? 'attribute_not_exists(pk)' : '#revision = :seen',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':next': revision + 1, ...(revision > 0 && { ':seen': revision }) },
  },
});

/** The one change that a published version allows: its open interval gets an end. */
const close = (TableName: string, code: string, version: string, to: string): TransactItem => ({
  Update: {
    TableName,
    Key: keys.catalogue(catalogueKeys.procedure(code, version)),
    UpdateExpression: 'SET #document.#effective.#to = :to',
    ConditionExpression: '#document.#status = :published AND attribute_not_exists(#document.#effective.#to)',
    ExpressionAttributeNames: {
      '#document': 'document',
      '#effective': 'effective',
      '#to': 'to',
      '#status': 'status',
    },
    ExpressionAttributeValues: { ':to': to, ':published': 'published' },
  },
});
