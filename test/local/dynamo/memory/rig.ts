import * as z from 'zod';
import { createMemoryEngine } from '../../../../local/dynamo/memory/index.ts';

const object = z.record(z.string(), z.unknown());

/** An engine with one table `Things` of text keys `pk` and `sk`, and an index `byGroup` over `g` and `h` (a number). */
export function rig() {
  let now = 0;
  const engine = createMemoryEngine({ now: () => now });
  const call = (operation: string, input: object): Record<string, unknown> => {
    const { status, body } = engine.call(operation, JSON.stringify(input));
    return { ...object.parse(JSON.parse(body)), ...(status === 200 ? {} : { status }) };
  };
  const key = (AttributeName: string, KeyType = 'HASH') => ({ AttributeName, KeyType });
  const created = call('CreateTable', {
    TableName: 'Things',
    KeySchema: [key('pk'), key('sk', 'RANGE')],
    AttributeDefinitions: [
      ...['pk', 'sk', 'g'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      { AttributeName: 'h', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byGroup',
        KeySchema: [key('g'), key('h', 'RANGE')],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['kept'] },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  if ('status' in created) throw new Error(JSON.stringify(created));
  const Key = { pk: { S: 'p' }, sk: { S: 's' } };
  return {
    call,
    engine,
    Key,
    pass: (ms: number): void => {
      now += ms;
    },
    put: (more: object = {}) => call('PutItem', { TableName: 'Things', Item: { ...Key, ...more } }),
    /** The item without its key. */
    item: (): unknown => {
      const { Item } = call('GetItem', { TableName: 'Things', Key });
      if (Item === undefined) return undefined;
      const { pk: _, sk: __, ...rest } = object.parse(Item);
      return rest;
    },
    update: (UpdateExpression: string, values?: object, more: object = {}) =>
      call('UpdateItem', {
        ...{ TableName: 'Things', Key, UpdateExpression, ...more },
        ...(values && { ExpressionAttributeValues: values }),
      }),
    /** Whether a condition holds for the item. */
    holds: (ConditionExpression: string, values?: object): unknown => {
      const input = { TableName: 'Things', Key, ConditionExpression };
      const ConditionCheck = { ...input, ...(values && { ExpressionAttributeValues: values }) };
      const answer = call('TransactWriteItems', { TransactItems: [{ ConditionCheck }] });
      const type = String(answer.__type).replace(/^.*#/, '');
      return 'status' in answer ? (type === 'TransactionCanceledException' ? false : type) : true;
    },
  };
}

/** The type of an error answer. */
export const typeOf = (answer: Record<string, unknown>): string =>
  'status' in answer ? String(answer.__type).replace(/^.*#/, '') : 'succeeded';
