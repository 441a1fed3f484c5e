import { uploadKey } from '../../app/draft.ts';
import type { Dossier } from '../../core/dossier/dossier.ts';
import type { DossierEvent } from '../../core/dossier/events.ts';
import type { SideItem } from '../../core/dossier/policy.ts';
import { alertItem } from './alertItem.ts';
import { keys } from './keys.ts';
import type { Tagged, TransactItem } from './transact.ts';

type Tag = 'item' | 'register';

/** The writes of one item that stands beside an event. */
export const sideWrites = (
  TableName: string,
  event: DossierEvent,
  after: Dossier,
  item: SideItem,
): Tagged<Tag>[] => {
  const { dossierId: id, seq } = event;
  const put = (Item: Record<string, unknown>, condition?: string): Tagged<Tag> => ({
    tag: 'item',
    write: { Put: { TableName, Item, ...(condition !== undefined && { ConditionExpression: condition }) } },
  });
  switch (item.kind) {
    case 'TEXT':
      return [put({ ...keys.text(id, item.item), text: item.text, salt: item.salt, seq })];
    case 'FORM':
      return [put({ ...keys.form(id, item.n), ...item.fields, seq })];
    case 'BOOK': {
      const { field, day, receivedAt, due } = item;
      const key = keys.book(after.unit, day.slice(0, 7), `${field}#${day}#${after.code}`);
      return [put({ ...key, dossierId: id, receivedAt, due })];
    }
    case 'ALERT':
      return [put(alertItem(after, item, seq), 'attribute_not_exists(pk)')];
    case 'DOCUMENT': {
      const { kind: _kind, kept, ...document } = item;
      // A re-used paper is not uploaded: it stands in the archive.
      const place = kept ?? { key: uploadKey(after.unit, id, item.n) };
      return [put({ ...keys.document(id, item.n), ...document, ...place })];
    }
    case 'DROPPED_DOCUMENT':
      return [{ tag: 'item', write: { Delete: { TableName, Key: keys.document(id, item.n) } } }];
    case 'REGISTER':
      return registerWrites(TableName, after, item.entry, seq);
    case 'VOID_REGISTER': {
      const write: TransactItem = {
        Update: {
          TableName,
          Key: keys.register(after.unit, item.entry),
          UpdateExpression: 'SET #void = :why',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#void': 'void' },
          ExpressionAttributeValues: { ':why': item.why },
        },
      };
      return [{ tag: 'item', write }];
    }
  }
};

/** The counter moves on by one, and the line stands under its number: both, or neither. */
const registerWrites = (
  TableName: string,
  after: Dossier,
  entry: Extract<SideItem, { kind: 'REGISTER' }>['entry'],
  seq: number,
): Tagged<Tag>[] => [
  {
    tag: 'register',
    write: {
      Update: {
        TableName,
        Key: keys.registerSerial(after.unit, entry),
        UpdateExpression: 'SET lastSerial = :value',
        ConditionExpression: entry.value === 1 ? 'attribute_not_exists(pk)' : 'lastSerial = :previous',
        ExpressionAttributeValues: {
          ':value': entry.value,
          ...(entry.value === 1 ? {} : { ':previous': entry.value - 1 }),
        },
      },
    },
  },
  {
    tag: 'item',
    write: {
      Put: {
        TableName,
        Item: {
          ...keys.register(after.unit, entry),
          ...entry,
          ...{ dossierId: after.id, code: after.code, procedure: after.procedure, seq },
          ...(after.restricted && { restricted: after.restricted }),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  },
];
