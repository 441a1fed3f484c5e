import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CalendarStore } from '../../app/publication.ts';
import { calendarSchema } from '../../core/calendar/index.ts';
import { catalogueKeys } from './catalogueStore.ts';
import { keys } from './keys.ts';
import { instant, subjectSchema } from './partSchemas.ts';
import { putReplay } from './replayItem.ts';
import { transact } from './transact.ts';

const signature = z.object({ at: instant, by: subjectSchema });
const stored = z
  .object({ document: calendarSchema, replaces: z.string().optional(), published: signature.optional() })
  .transform(({ document, ...rest }) => ({ data: document, ...rest }));

const names = { '#document': 'document', '#version': 'version' };

/** Calendar versions: each for good under its own name, the one in force also under the name of the calendar. */
export const dynamoCalendars = (client: DynamoDBDocumentClient, TableName: string): CalendarStore => {
  const read = async (sk: string) => {
    const Key = keys.catalogue(sk);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item && stored.parse(Item);
  };
  return {
    current: async (id) => (await read(catalogueKeys.calendar(id)))?.data,
    edition: (id, version) => read(catalogueKeys.edition(id, version)),
    async draft({ data, replaces }, drafted, replay) {
      const failed = await transact<'replay' | 'draft'>(client, [
        { tag: 'replay', write: putReplay(TableName, replay, drafted.at) },
        {
          tag: 'draft',
          write: {
            Put: {
              TableName,
              Item: {
                ...keys.catalogue(catalogueKeys.edition(data.id, data.version)),
                ...{ document: data, replaces, drafted },
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        },
      ]);
      return failed === undefined ? 'drafted' : failed === 'draft' ? 'exists' : 'replayed';
    },
    async publish({ data, replaced }, published, replay) {
      const failed = await transact<'replay' | 'current' | 'edition'>(client, [
        { tag: 'replay', write: putReplay(TableName, replay, published.at) },
        {
          tag: 'current',
          write: {
            Update: {
              TableName,
              Key: keys.catalogue(catalogueKeys.calendar(data.id)),
              UpdateExpression: 'SET #document = :document',
              ConditionExpression: '#document.#version = :replaced',
              ExpressionAttributeNames: names,
              ExpressionAttributeValues: { ':document': data, ':replaced': replaced.version },
            },
          },
        },
        {
          tag: 'edition',
          write: {
            Update: {
              TableName,
              Key: keys.catalogue(catalogueKeys.edition(data.id, data.version)),
              UpdateExpression: 'SET #published = :published',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeNames: { '#published': 'published' },
              ExpressionAttributeValues: { ':published': published },
            },
          },
        },
        {
          // The version that was there from the start stands under the name of the calendar only.
          tag: 'edition',
          write: {
            Update: {
              TableName,
              Key: keys.catalogue(catalogueKeys.edition(data.id, replaced.version)),
              UpdateExpression: 'SET #document = if_not_exists(#document, :document)',
              ExpressionAttributeNames: { '#document': 'document' },
              ExpressionAttributeValues: { ':document': replaced },
            },
          },
        },
      ]);
      return failed === undefined ? 'published' : failed === 'replay' ? 'replayed' : 'superseded';
    },
    async answered(replay, at) {
      const write = putReplay(TableName, replay, at);
      return (await transact(client, [{ tag: 'replay', write }])) === undefined;
    },
  };
};
