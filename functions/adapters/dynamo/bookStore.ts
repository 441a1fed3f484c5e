import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BookStore } from '../../app/book.ts';
import type { DossierId } from '../../core/dossier/ids.ts';
import { batchGet, type ItemKey } from './batch.ts';
import { dossierSchema } from './dossierSchema.ts';
import { applicantSchema } from './draftStore.ts';
import { keys } from './keys.ts';
import { idSchema, instant } from './partSchemas.ts';

const itemSchema = z.object({ dossierId: idSchema, receivedAt: instant, due: instant });
const keySchema = z.object({ sk: z.string() });
const headSchema = z.object({ state: dossierSchema });

/** The books of form 07: a partition per unit and month, read in order of field, day and code. */
export const dynamoBookStore = (client: DynamoDBDocumentClient, TableName: string): BookStore => {
  /** One item of each dossier, by its id; the partition key carries it. */
  const each = async <T>(
    ids: readonly DossierId[],
    key: (id: DossierId) => ItemKey,
    parse: (item: unknown) => T,
  ): Promise<ReadonlyMap<string, T>> => {
    const byKey = new Map(ids.map((id) => [key(id).pk, id]));
    const items = await batchGet(client, TableName, ids.map(key));
    return new Map(items.map((item) => [byKey.get(String(item.pk)) ?? '', parse(item)]));
  };
  return {
    async page({ unit, month, field }, limit, after) {
      const { pk } = keys.book(unit, month, '');
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :field)',
          ExpressionAttributeValues: { ':pk': pk, ':field': `${field}#` },
          Limit: limit,
          ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
        }),
      );
      return {
        items: (Items ?? []).map((item) => itemSchema.parse(item)),
        ...(LastEvaluatedKey && { next: keySchema.parse(LastEvaluatedKey).sk }),
      };
    },
    heads: (ids) => each(ids, keys.head, (item) => headSchema.parse(item).state),
    applicants: (ids) => each(ids, keys.applicant, (item) => applicantSchema.parse(item)),
  };
};
