import { expect, test } from 'vitest';
import { IndexLag } from '../../../local/dynamo/lag.ts';

/** Three items of a table; each write takes so many milliseconds until indexes show it. */
const start = (lagMs: number) => {
  let now = 1000;
  const lag = new IndexLag(
    () => now,
    () => lagMs,
  );
  lag.define('t', ['pk', 'sk']);
  const key = (n: number) => ({ pk: { S: `p${n}` }, sk: { S: 's' } });
  const page = JSON.stringify({
    Count: 3,
    LastEvaluatedKey: key(3),
    Items: [1, 2, 3].map((n) => ({ ...key(n), more: { N: '1' } })),
  });
  const ask = (IndexName?: string) =>
    JSON.parse(lag.pass('Query', JSON.stringify({ TableName: 't', IndexName }), page));
  const write = (operation: string, body: object) => lag.pass(operation, JSON.stringify(body), '{}');
  const advance = (ms: number): void => {
    now += ms;
  };
  return { ask, write, key, advance };
};

const seen = (answer: { Items: { pk: { S: string } }[] }): string[] => answer.Items.map(({ pk }) => pk.S);

test('an index shows an item again once the write is old enough; the table shows it at once', () => {
  const { ask, write, key, advance } = start(500);
  write('UpdateItem', { TableName: 't', Key: key(2) });
  expect(seen(ask('due'))).toEqual(['p1', 'p3']);
  expect(ask('due')).toMatchObject({ Count: 2, LastEvaluatedKey: key(3) });
  expect(seen(ask())).toEqual(['p1', 'p2', 'p3']);
  advance(499);
  expect(seen(ask('due'))).toEqual(['p1', 'p3']);
  advance(1);
  expect(seen(ask('due'))).toEqual(['p1', 'p2', 'p3']);
});

test('every write of a transaction counts, puts and updates alike; of another table none', () => {
  const { ask, write, key } = start(500);
  write('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName: 't', Item: { ...key(1), other: { S: 'x' } } } },
      { Update: { TableName: 't', Key: key(3) } },
      { Put: { TableName: 'u', Item: key(2) } },
    ],
  });
  expect(seen(ask('due'))).toEqual(['p2']);
});

test('without lag, and for counts, nothing is changed', () => {
  const { ask, write, key } = start(0);
  write('PutItem', { TableName: 't', Item: key(1) });
  expect(seen(ask('due'))).toEqual(['p1', 'p2', 'p3']);
  const lag = new IndexLag(
    () => 0,
    () => 9,
  );
  lag.define('t', ['pk']);
  lag.pass('PutItem', JSON.stringify({ TableName: 't', Item: { pk: { S: 'a' } } }), '{}');
  const request = JSON.stringify({ TableName: 't', IndexName: 'due', Select: 'COUNT' });
  expect(lag.pass('Query', request, '{"Count":3}')).toBe('{"Count":3}');
});
