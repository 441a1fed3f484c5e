import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FormStore, StoredForm } from '../../app/renderForms.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import type { DossierId } from '../../core/dossier/ids.ts';
import { issuedFormSchema } from '../../core/forms/index.ts';
import { applicantSchema } from './draftStore.ts';
import { eventSchema } from './eventSchema.ts';
import { formOrdinal, keys } from './keys.ts';

const sheet = z.strictObject({
  key: z.string(),
  versionId: z.string(),
  sha256: z.string(),
  bytes: z.int(),
});
/** What stands on the item beside the fact; the rest is the fact and must fit exactly. */
const itemSchema = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  seq: z.int(),
  rendered: z.exactOptional(z.strictObject({ pdf: sheet, html: sheet })),
});

const stored = (item: unknown): StoredForm => {
  const { pk: _pk, sk, seq, rendered, ...fact } = itemSchema.parse(item);
  return { n: formOrdinal(sk), seq, fact: issuedFormSchema.parse(fact), ...(rendered && { rendered }) };
};

/** Forms with what their sheets are made of. */
export const dynamoFormStore = (
  client: DynamoDBDocumentClient,
  tables: { state: string; event: string },
): FormStore => {
  const TableName = tables.state;
  const get = async (Key: { pk: string; sk: string }) => {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item;
  };
  // A dossier has a handful of forms: one page.
  const all = async (id: DossierId): Promise<readonly StoredForm[]> => {
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :form)',
        ExpressionAttributeValues: { ':pk': keys.head(id).pk, ':form': 'FORM#' },
      }),
    );
    return (Items ?? []).map(stored);
  };
  return {
    async form(id, n) {
      const item = await get(keys.form(id, n));
      return item && stored(item);
    },
    forms: all,
    issuedBy: async (id, seq) => (await all(id)).filter((form) => form.seq === seq),
    async applicant(id) {
      const item = await get(keys.applicant(id));
      return item && applicantSchema.parse(item);
    },
    async eventsUpTo(id, seq) {
      const found: DossierEvent[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tables.event,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND seq <= :seq',
            ExpressionAttributeValues: { ':pk': id, ':seq': seq },
            ExclusiveStartKey,
          }),
        );
        found.push(
          ...(page.Items ?? []).map(({ pk, ...rest }) => eventSchema.parse({ dossierId: pk, ...rest })),
        );
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return found;
    },
    async rendered(id, n, sheets) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: keys.form(id, n),
          UpdateExpression: 'SET rendered = if_not_exists(rendered, :sheets)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':sheets': sheets },
        }),
      );
    },
  };
};
