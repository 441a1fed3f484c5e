import { expect, test } from 'vitest';
import * as z from 'zod';
import { Lag, type Row } from '../../../local/dynamo/lag.ts';

const Page = z.object({
  Count: z.number(),
  LastEvaluatedKey: z.unknown(),
  Items: z.array(z.object({ pk: z.object({ S: z.string() }) })),
});

/** Three items of a table, each at its place in the index `due`; a write takes half a second until the index follows. */
const LAG = 500;
const start = (lagMs = LAG) => {
  let now = 1000;
  const row = (n: number, place = `place ${n}`) => ({ pk: { S: `p${n}` }, dueSk: { S: place } });
  const rows = new Map<string, Row>([1, 2, 3].map((n) => [`p${n}`, row(n)]));
  const lag = new Lag(
    () => now,
    { indexLagMs: () => lagMs, readLagMs: () => lagMs },
    async (_table, key) => rows.get(row(Number(/\d/.exec(JSON.stringify(key))?.[0])).pk.S),
  );
  lag.define('t', { table: ['pk'], indexes: new Map([['due', ['dueSk']]]) });
  const ask = (IndexName?: string): string[] => {
    const page = { Count: rows.size, LastEvaluatedKey: { pk: { S: 'x' } }, Items: [...rows.values()] };
    const answer = Page.parse(lag.shown('Query', { TableName: 't', IndexName }, page));
    expect(answer.Count).toBe(answer.Items.length);
    expect(answer.LastEvaluatedKey).toEqual({ pk: { S: 'x' } });
    return answer.Items.map((each) => each.pk.S);
  };
  const get = (n: number, ConsistentRead?: boolean): unknown => {
    const { pk } = row(n);
    const found = rows.get(pk.S);
    return lag.shown(
      'GetItem',
      { TableName: 't', Key: { pk }, ConsistentRead },
      found ? { Item: found } : {},
    );
  };
  const put = async (n: number, place: string, wrap = (Put: object): object => Put): Promise<void> => {
    const body = wrap({ TableName: 't', Item: row(n, place) });
    const changes = await lag.before('TransactItems' in body ? 'TransactWriteItems' : 'PutItem', body);
    rows.set(`p${n}`, row(n, place));
    lag.done(changes);
  };
  const advance = (ms: number): void => {
    now += ms;
  };
  return { ask, get, put, advance };
};

test('an item that got another place in an index is not in it until the write is old enough; the table has it at once', async () => {
  const { ask, put, advance } = start();
  await put(2, 'elsewhere');
  expect(ask('due')).toEqual(['p1', 'p3']);
  expect(ask()).toEqual(['p1', 'p2', 'p3']);
  advance(LAG - 1);
  expect(ask('due')).toEqual(['p1', 'p3']);
  advance(1);
  expect(ask('due')).toEqual(['p1', 'p2', 'p3']);
});

test('an item that keeps its place stays visible, and a second write that keeps it hides no longer than the first', async () => {
  const { ask, put, advance } = start();
  await put(1, 'place 1');
  expect(ask('due')).toEqual(['p1', 'p2', 'p3']);
  await put(2, 'elsewhere');
  advance(LAG - 1);
  await put(2, 'elsewhere');
  expect(ask('due')).toEqual(['p1', 'p3']);
  advance(1);
  expect(ask('due')).toEqual(['p1', 'p2', 'p3']);
});

test('writes of a transaction count alike, and a new item is hidden', async () => {
  const { ask, put } = start();
  await put(3, 'elsewhere', (Put) => ({ TransactItems: [{ Put }] }));
  await put(4, 'place 4');
  expect(ask('due')).toEqual(['p1', 'p2']);
});

test('without lag nothing is hidden', async () => {
  const { ask, put } = start(0);
  await put(2, 'elsewhere');
  expect(ask('due')).toEqual(['p1', 'p2', 'p3']);
});

test('a read that does not ask for consistency shows the item before the write until that is old enough', async () => {
  const { get, put, advance } = start();
  const before = get(2);
  await put(2, 'elsewhere');
  await put(4, 'new');
  const after = { Item: { pk: { S: 'p2' }, dueSk: { S: 'elsewhere' } } };
  expect([get(2), get(2, true), get(4), get(1, false)]).toEqual([before, after, {}, get(1, true)]);
  advance(LAG - 1);
  await put(2, 'elsewhere');
  expect(get(2), 'the copy follows the first write').toEqual(before);
  advance(1);
  expect([get(2), get(4)]).toEqual([after, get(4, true)]);
});
