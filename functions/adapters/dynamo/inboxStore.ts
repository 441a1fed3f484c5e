import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Entry, EntryQuery, RowFilter } from '../../app/reads.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { DossierId } from '../../core/dossier/ids.ts';
import { batchGet } from './batch.ts';
import { dossierSchema } from './dossierSchema.ts';
import { keys } from './keys.ts';
import { idSchema } from './partSchemas.ts';

/** Both indexes are sorted by `inboxSk`, the place of the dossier. */
const stretch = {
  inbox: { KeyConditionExpression: 'inboxPk = :partition AND inboxSk BETWEEN :from AND :to' },
  holder: { KeyConditionExpression: 'holderPk = :partition AND inboxSk BETWEEN :from AND :to' },
} as const;

const entrySchema = z.object({ pk: z.string(), inboxSk: z.string(), heldUntil: z.int().optional() });
const reachedSchema = z.object({ inboxSk: z.string() });

/** Sorts after every place. */
const END = '~';

/** One query over one index, which only finds keys: what is shown is read consistently from the table. */
export const queryEntries = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  { index, partition, after, upTo, filter, limit }: EntryQuery,
): Promise<{ entries: readonly Entry[]; reached?: string }> => {
  const wanted = filterOf(filter);
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: index,
      ...stretch[index],
      ...(wanted.conditions.length > 0 && { FilterExpression: wanted.conditions.join(' AND ') }),
      ...(wanted.conditions.length > 0 && { ExpressionAttributeNames: wanted.names }),
      ExpressionAttributeValues: {
        ':partition': partition,
        // All places are equally long: what comes after one of them also comes after it and a character.
        ':from': after === undefined ? '0' : `${after}!`,
        ':to': upTo ?? END,
        ...wanted.values,
      },
      Limit: limit,
    }),
  );
  const entries = (Items ?? []).map((item) => {
    const { pk, inboxSk, heldUntil } = entrySchema.parse(item);
    const id = idSchema.parse(pk.slice(keyPrefix.length));
    return { id, place: inboxSk, ...(heldUntil !== undefined && { heldUntil }) };
  });
  return {
    entries,
    ...(LastEvaluatedKey && { reached: reachedSchema.parse(LastEvaluatedKey).inboxSk }),
  };
};

const keyPrefix = 'DOSSIER#';

/** Operands of one `IN`. */
const MOST = 100;

const filterOf = ({ cleared, procedures, step, status, risk, freeAt, watchedAt }: RowFilter) => {
  const conditions: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  if (!cleared) {
    conditions.push('attribute_not_exists(#restricted)');
    names['#restricted'] = 'restricted';
  }
  if (procedures) {
    const operands = procedures.map((_, i) => `:p${i}`);
    const lists = Array.from({ length: Math.ceil(operands.length / MOST) }, (_, i) =>
      operands.slice(i * MOST, (i + 1) * MOST).join(', '),
    );
    conditions.push(`(${lists.map((list) => `#procedure IN (${list})`).join(' OR ')})`);
    names['#procedure'] = 'procedure';
    for (const [i, code] of procedures.entries()) values[`:p${i}`] = code;
  }
  for (const [name, value] of Object.entries({ step, status })) {
    if (value === undefined) continue;
    conditions.push(`#${name} = :${name}`);
    names[`#${name}`] = name;
    values[`:${name}`] = value;
  }
  if (risk) {
    conditions.push('attribute_exists(#risk)');
    names['#risk'] = 'risk';
  }
  if (freeAt !== undefined) {
    conditions.push('(attribute_not_exists(#holder) OR #heldUntil <= :now)');
    names['#holder'] = 'holderPk';
    names['#heldUntil'] = 'heldUntil';
    values[':now'] = freeAt;
  }
  if (watchedAt !== undefined) {
    const free = '(attribute_not_exists(#holder) OR #heldUntil <= :watched)';
    conditions.push(`(attribute_exists(#risk) OR (attribute_exists(#step) AND ${free}))`);
    Object.assign(names, {
      '#risk': 'risk',
      '#step': 'step',
      '#holder': 'holderPk',
      '#heldUntil': 'heldUntil',
    });
    values[':watched'] = watchedAt;
  }
  return { conditions, names, values };
};

const headSchema = z.object({ state: dossierSchema });

/** The heads of these dossiers, read consistently. */
export const readHeads = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  ids: readonly DossierId[],
): Promise<ReadonlyMap<DossierId, Dossier>> => {
  const items = await batchGet(client, TableName, [...new Set(ids)].map(keys.head));
  return new Map(items.map((item) => headSchema.parse(item).state).map((state) => [state.id, state]));
};
