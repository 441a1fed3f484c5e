import { expect, test } from 'vitest';
import { rig, typeOf } from './rig.ts';

const s = (S: string) => ({ S });
const n = (N: string) => ({ N });
const put = (sk: string, more: object = {}) => ({
  Put: { TableName: 'Things', Item: { pk: s('p'), sk: s(sk) }, ...more },
});
const add = (sk: string, value: object) => ({
  Update: {
    ...{ TableName: 'Things', Key: { pk: s('p'), sk: s(sk) }, UpdateExpression: 'ADD n :v' },
    ExpressionAttributeValues: { ':v': value },
  },
});
const opened = () => {
  const { call, ...rest } = rig();
  const write = (TransactItems: object[], more: object = {}) =>
    call('TransactWriteItems', { TransactItems, ...more });
  const stored = (): unknown => call('Scan', { TableName: 'Things' }).Items;
  return { ...rest, call, write, stored };
};

test('all happens', () => {
  const { write, stored, put: putItem } = opened();
  putItem({ n: n('1') });
  const Delete = { TableName: 'Things', Key: { pk: s('p'), sk: s('gone') } };
  expect(write([put('a'), add('s', n('2')), { Delete }])).toEqual({});
  expect(stored()).toEqual([
    { pk: s('p'), sk: s('a') },
    { pk: s('p'), sk: s('s'), n: n('3') },
  ]);
});

test('nothing happens when one condition fails, and each action has its reason', () => {
  const { write, stored, put: putItem } = opened();
  putItem({ n: s('text') });
  const before = stored();
  const unless = { ConditionExpression: 'attribute_not_exists(pk)' };
  const answer = write([
    put('a'),
    put('s', { ...unless, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    {
      ConditionCheck: {
        TableName: 'Things',
        Key: { pk: s('p'), sk: s('b') },
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
  ]);
  expect(typeOf(answer)).toBe('TransactionCanceledException');
  expect(answer.CancellationReasons).toEqual([
    { Code: 'None' },
    {
      Code: 'ConditionalCheckFailed',
      Message: 'The conditional request failed',
      Item: { pk: s('p'), sk: s('s'), n: s('text') },
    },
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
  ]);
  expect(stored()).toEqual(before);
});

test('an update that the item does not bear is a reason too', () => {
  const { write, put: putItem } = opened();
  putItem({ n: s('text') });
  expect(write([put('a'), add('s', n('1'))]).CancellationReasons).toEqual([
    { Code: 'None' },
    { Code: 'ValidationError', Message: expect.stringContaining('incorrect data type') },
  ]);
});

test.each([
  ['two actions on one item', [put('a'), add('a', n('1'))]],
  ['no action', []],
  ['101 actions', Array.from({ length: 101 }, (_, i) => put(`k${i}`))],
  ['two kinds in one action', [{ ...put('a'), ...add('b', n('1')) }]],
  ['ReturnValues', [put('a', { ReturnValues: 'ALL_OLD' })]],
  ['an empty key', [put('')]],
])('a transaction refuses %s', (_, actions) => {
  const { write, stored } = opened();
  expect(typeOf(write(actions))).toBe('ValidationException');
  expect(stored()).toEqual([]);
});

test('a table that is not there is said', () => {
  expect(typeOf(opened().write([{ Put: { TableName: 'Nowhere', Item: {} } }]))).toBe(
    'ResourceNotFoundException',
  );
});

test('100 actions are one transaction', () => {
  const { write } = opened();
  expect(write(Array.from({ length: 100 }, (_, i) => put(`k${i}`)))).toEqual({});
});

test('a token repeated within ten minutes does nothing more, and may not come with another transaction', () => {
  const { write, pass, item } = opened();
  const token = { ClientRequestToken: 'once' };
  write([add('s', n('1'))], token);
  pass(599_999);
  expect(write([add('s', n('1'))], token)).toEqual({});
  expect(item()).toEqual({ n: n('1') });
  expect(typeOf(write([add('s', n('2'))], token))).toBe('IdempotentParameterMismatchException');
  pass(1);
  write([add('s', n('1'))], token);
  expect(item()).toEqual({ n: n('2') });
});

test('a cancelled transaction may be tried again under its token', () => {
  const { write, put: putItem, item } = opened();
  putItem({ n: s('text') });
  const token = { ClientRequestToken: 'again' };
  expect(typeOf(write([add('s', n('1'))], token))).toBe('TransactionCanceledException');
  putItem();
  expect(write([add('s', n('1'))], token)).toEqual({});
  expect(item()).toEqual({ n: n('1') });
});

test.each([
  ['PutItem', { TableName: 'Things', Item: { pk: s('p'), sk: s('a') }, Expected: {} }],
  ['PutItem', { TableName: 'Things', Item: { pk: s('p'), sk: s('a') }, ReturnConsumedCapacity: 'TOTAL' }],
  ['Query', { TableName: 'Things', KeyConditions: {} }],
  ['Scan', { TableName: 'Things', Segment: 0, TotalSegments: 2 }],
  ['GetItem', { TableName: 'Things', Key: { pk: s('p'), sk: s('a') }, AttributesToGet: ['a'] }],
  ['GetItem', { TableName: 'Things', Key: { pk: s('p') } }],
  ['GetItem', { TableName: 'Things', Key: { pk: s('p'), sk: n('1') } }],
  [
    'CreateTable',
    { TableName: 'Other', KeySchema: [], AttributeDefinitions: [], BillingMode: 'PAY_PER_REQUEST' },
  ],
])('%s of %j is refused, not half understood', (operation, input) => {
  expect(typeOf(opened().call(operation, input))).toBe('ValidationException');
});

test('an operation that is not available is said', () => {
  expect(typeOf(opened().call('UpdateTable', {}))).toBe('UnknownOperationException');
});
