import { expect, test } from 'vitest';
import * as z from 'zod';
import { rig, typeOf } from './rig.ts';

const s = (S: string) => ({ S });
const n = (N: string) => ({ N });
const page = z.object({
  Items: z.array(z.object({ sk: z.object({ S: z.string() }) })).default([]),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
  Count: z.number(),
  ScannedCount: z.number(),
});

/** A partition `p` of these sort keys, and a neighbour on either side that no query may reach. */
function filled(...items: (object & { sk: { S: string } })[]) {
  const { call } = rig();
  const neighbours = ['o', 'q'].map((pk) => ({ pk: s(pk), sk: s('a'), g: s('other') }));
  for (const item of [...neighbours, ...items.map((each) => ({ pk: s('p'), ...each }))])
    expect(typeOf(call('PutItem', { TableName: 'Things', Item: item }))).toBe('succeeded');
  const query = (more: object) => call('Query', { TableName: 'Things', ...more });
  const sks = (more: object): string[] => page.parse(query(more)).Items.map(({ sk }) => sk.S);
  const pages = (more: object): string[][] => {
    const all: string[][] = [];
    for (let ExclusiveStartKey: unknown, on = true; on; on = ExclusiveStartKey !== undefined) {
      const read = page.parse(
        query({ ...more, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) }),
      );
      all.push(read.Items.map(({ sk }) => sk.S));
      ExclusiveStartKey = read.LastEvaluatedKey;
    }
    return all;
  };
  return { call, query, sks, pages };
}

const named = (...names: string[]) => names.map((name) => ({ sk: s(name) }));
const where = (condition: string, values: object = {}) => ({
  KeyConditionExpression: condition,
  ExpressionAttributeValues: { ':p': s('p'), ...values },
});

test.each([
  ['pk = :p', {}, ['a', 'aa', 'ab', 'b', 'é', '\uFFEE', '😀']],
  ['pk = :p AND sk = :v', { ':v': s('ab') }, ['ab']],
  ['sk < :v AND pk = :p', { ':v': s('ab') }, ['a', 'aa']],
  ['pk = :p AND sk <= :v', { ':v': s('ab') }, ['a', 'aa', 'ab']],
  ['pk = :p AND sk > :v', { ':v': s('b') }, ['é', '\uFFEE', '😀']],
  ['pk = :p AND sk >= :v', { ':v': s('é') }, ['é', '\uFFEE', '😀']],
  ['pk = :p AND sk BETWEEN :v AND :w', { ':v': s('aa'), ':w': s('b') }, ['aa', 'ab', 'b']],
  ['pk = :p AND begins_with(sk, :v)', { ':v': s('a') }, ['a', 'aa', 'ab']],
  ['(pk = :p) AND (begins_with(sk, :v))', { ':v': s('\uFFEE') }, ['\uFFEE']],
  ['pk = :p AND begins_with(sk, :v)', { ':v': s('😀') }, ['😀']],
])('%s finds, in the order of bytes', (condition, values, found) => {
  const { sks } = filled(...named('😀', 'b', 'é', 'a', '\uFFEE', 'ab', 'aa'));
  expect(sks(where(condition, values))).toEqual(found);
  expect(sks({ ...where(condition, values), ScanIndexForward: false })).toEqual(found.toReversed());
});

test.each([
  ['sk = :p'],
  ['pk > :p'],
  ['pk = :p OR sk = :p'],
  ['NOT pk = :p'],
  ['pk = :p AND sk <> :p'],
  ['pk = :p AND sk > :p AND sk < :p'],
  ['pk = :p AND kept = :p'],
  ['pk = :p AND contains(sk, :p)'],
  ['pk = sk AND sk = :p'],
  ['pk = :p AND sk IN (:p)'],
])('%s is no key condition', (condition) => {
  expect(typeOf(filled().query(where(condition)))).toBe('ValidationException');
});

test('a page has Limit items before the filter, and the last of them to go on from', () => {
  const marked = ['a', 'b', 'c', 'd', 'e'].map((name, i) => ({ sk: s(name), kept: n(String(i % 2)) }));
  const { query, pages } = filled(...marked);
  const odd = { ...where('pk = :p', { ':one': n('1') }), FilterExpression: 'kept = :one', Limit: 2 };
  expect(pages(odd)).toEqual([['b'], ['d'], []]);
  expect(pages({ ...odd, ScanIndexForward: false })).toEqual([['d'], ['b'], []]);
  const { Items, ...counted } = page.parse(query({ ...odd, Select: 'COUNT' }));
  expect([Items, counted]).toEqual([
    [],
    { Count: 1, ScannedCount: 2, LastEvaluatedKey: { pk: s('p'), sk: s('b') } },
  ]);
});

test('a page goes on after a key that is gone meanwhile', () => {
  const { call, sks } = filled(...named('a', 'b', 'c'));
  const start = { pk: s('p'), sk: s('b') };
  call('DeleteItem', { TableName: 'Things', Key: start });
  expect(sks({ ...where('pk = :p'), ExclusiveStartKey: start })).toEqual(['c']);
});

const group = {
  IndexName: 'byGroup',
  KeyConditionExpression: 'g = :g',
  ExpressionAttributeValues: { ':g': s('g') },
};
const inGroup = (sk: string, h: string, more: object = {}) => ({ sk: s(sk), g: s('g'), h: n(h), ...more });

test('an index has the items with its keys, by number and then by the key of the table, page after page', () => {
  const { pages } = filled(
    inGroup('c', '10'),
    inGroup('b', '9'),
    inGroup('a', '10.0'),
    inGroup('d', '-1'),
    ...named('e'),
  );
  expect(pages({ ...group, Limit: 1 })).toEqual([['d'], ['b'], ['a'], ['c'], []]);
  expect(pages({ ...group, Limit: 3, ScanIndexForward: false })).toEqual([['c', 'a', 'b'], ['d']]);
});

test('an index shows its keys and what it includes', () => {
  const { query } = filled(inGroup('a', '1', { kept: s('k'), left: s('l') }));
  expect(query(group).Items).toEqual([{ pk: s('p'), ...inGroup('a', '1', { kept: s('k') }) }]);
  expect(typeOf(query({ ...group, ProjectionExpression: 'left' }))).toBe('ValidationException');
  expect(typeOf(query({ ...group, ConsistentRead: true }))).toBe('ValidationException');
});

test('an item leaves an index with its key attribute, moves with a new one, and goes when it is deleted', () => {
  const { call, sks } = filled(inGroup('a', '1'), inGroup('b', '2'), inGroup('c', '3'));
  const change = (sk: string, UpdateExpression: string, values?: object) =>
    call('UpdateItem', {
      ...{ TableName: 'Things', Key: { pk: s('p'), sk: s(sk) }, UpdateExpression },
      ...(values && { ExpressionAttributeValues: values }),
    });
  change('a', 'SET h = :h', { ':h': n('9') });
  change('b', 'REMOVE h');
  expect(sks(group)).toEqual(['c', 'a']);
  call('DeleteItem', { TableName: 'Things', Key: { pk: s('p'), sk: s('c') } });
  expect(sks(group)).toEqual(['a']);
});

test('names of a filter may not be those of the key', () => {
  const wrong = { ...where('pk = :p'), FilterExpression: 'sk = :p' };
  expect(typeOf(filled().query(wrong))).toBe('ValidationException');
});
