import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { documentKey, type ShelfStore, type ShelvedPaper } from '../../app/shelf.ts';
import { batchGet } from './batch.ts';
import { documentSchema } from './documentStore.ts';
import { keys } from './keys.ts';
import { idSchema } from './partSchemas.ts';

const rowSchema = z
  .object({ reuseSk: z.string(), component: z.string(), mediaType: z.string() })
  .transform(({ reuseSk: place, component, mediaType }): ShelvedPaper => {
    const [, dossier, n] = place.split('#');
    return { dossier: idSchema.parse(dossier), n: Number(n), component, mediaType, place };
  });

/** Sorts after every place. */
const END = '~';

/** A page of the index holds some thousand rows: so many are looked through for one answer. */
const pages = 5;

/** Archived papers by their owner, through the sparse index `reuse`. */
export const dynamoShelfStore = (client: DynamoDBDocumentClient, TableName: string): ShelfStore => ({
  async papers({ owner, only, before, limit }) {
    const [name, value] = 'filer' in only ? ['filer', only.filer] : ['unit', only.unit];
    const found: ShelvedPaper[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    for (let page = 0; page < pages && found.length <= limit; page++) {
      const answer = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'reuse',
          KeyConditionExpression: 'reusePk = :owner AND reuseSk < :before',
          FilterExpression: '#only = :only',
          ExpressionAttributeNames: { '#only': name },
          ExpressionAttributeValues: { ':owner': owner, ':before': before ?? END, ':only': value },
          ScanIndexForward: false,
          ExclusiveStartKey,
        }),
      );
      found.push(...(answer.Items ?? []).map((item) => rowSchema.parse(item)));
      ExclusiveStartKey = answer.LastEvaluatedKey;
      if (!ExclusiveStartKey) break;
    }
    return { papers: found.slice(0, limit), more: found.length > limit };
  },
  async records(papers) {
    const wanted = papers.map(({ dossier, n }) => keys.document(dossier, n));
    const items = await batchGet(client, TableName, wanted);
    const byKey = new Map(items.map((item) => [`${String(item.pk)} ${String(item.sk)}`, item]));
    return new Map(
      papers.flatMap((paper, i) => {
        const item = byKey.get(`${wanted[i]?.pk} ${wanted[i]?.sk}`);
        return item ? [[documentKey(paper), documentSchema.parse(item)] as const] : [];
      }),
    );
  },
});
