import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type NoticeRecord, type NoticeRef, type NoticeStore, undeliveredOf } from '../../app/notices.ts';
import { keys } from './keys.ts';
import { recordOf } from './noticeItem.ts';

const indexSchema = z.object({ pk: z.string(), sk: z.string(), inboxPk: z.string(), inboxSk: z.string() });
const prefix = 'NOTICE#';

interface NoticeReads extends Pick<NoticeStore, 'ofDossier' | 'undelivered'> {
  item(ref: NoticeRef): Promise<NoticeRecord | undefined>;
}

/** Notices as people look at them, page by page. */
export const noticeReads = (client: DynamoDBDocumentClient, TableName: string): NoticeReads => ({
  async item({ dossierId, seq, channel }) {
    const Key = keys.notice(dossierId, seq, channel);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && recordOf(Item);
  },
  async ofDossier(id, limit, after = '') {
    const { pk } = keys.head(id);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :end',
        // The place is the last one seen; nothing sorts between it and itself with a character more.
        ExpressionAttributeValues: {
          ':pk': pk,
          ':after': after === '' ? prefix : `${prefix}${after}!`,
          ':end': `${prefix}~`,
        },
        Limit: limit,
      }),
    );
    const last = LastEvaluatedKey && Items.at(-1);
    return {
      notices: Items.map(recordOf),
      ...(last && { next: z.string().parse(last.sk).slice(prefix.length) }),
    };
  },
  async undelivered(unit, limit, cursor) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'inbox',
        KeyConditionExpression: 'inboxPk = :unit',
        ExpressionAttributeValues: { ':unit': undeliveredOf(unit) },
        Limit: limit,
        ExclusiveStartKey: cursor && indexSchema.parse(cursor),
      }),
    );
    const read = await readAll(client, TableName, z.array(indexSchema).parse(Items));
    return {
      // The index may lag: one that has been sent meanwhile is left out.
      notices: read.filter(({ status }) => status !== 'SENT'),
      ...(LastEvaluatedKey && { next: indexSchema.parse(LastEvaluatedKey) }),
    };
  },
});

/** The items behind index entries, read consistently, in the order of the index. */
const readAll = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  found: readonly { readonly pk: string; readonly sk: string }[],
): Promise<NoticeRecord[]> => {
  const items = new Map<string, NoticeRecord>();
  const order = found.map(({ pk, sk }) => `${pk}|${sk}`);
  let Keys: Record<string, unknown>[] = found.map(({ pk, sk }) => ({ pk, sk }));
  while (Keys.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
    );
    for (const item of Responses?.[TableName] ?? []) items.set(`${item.pk}|${item.sk}`, recordOf(item));
    Keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return order.flatMap((key) => items.get(key) ?? []);
};
