import { expect, test } from 'vitest';
import type { Written } from '../../../local/dynamo/memory/index.ts';
import { countWriteUnits } from './writeUnits.ts';

/** Expected values by the published rules: whole kilobytes of the larger image, twice in a transaction, each index entry that changes. */
const spec: Written['spec'] = {
  TableName: 'T',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'desk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byDesk',
      KeySchema: [{ AttributeName: 'desk', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['due'] },
    },
  ],
};
const item = (more: Readonly<Record<string, string>>) => ({
  pk: { S: 'A' },
  ...Object.fromEntries(Object.entries(more).map(([name, S]) => [name, { S }])),
});
const kilobytes = (n: number): string => 'x'.repeat(1024 * n);

test.each<[string, Omit<Written, 'spec'>, number]>([
  ['a small item', { before: undefined, after: item({}), transactional: false }, 1],
  ['the same in a transaction', { before: undefined, after: item({}), transactional: true }, 2],
  [
    'two kilobytes and a little',
    { before: undefined, after: item({ text: kilobytes(2) }), transactional: false },
    3,
  ],
  [
    'what was long is billed as long',
    { before: item({ text: kilobytes(2) }), after: item({}), transactional: false },
    3,
  ],
  ['a removal', { before: item({}), after: undefined, transactional: false }, 1],
  ['an entry of the index', { before: undefined, after: item({ desk: 'a' }), transactional: false }, 2],
  [
    'an entry that moves: out and in',
    { before: item({ desk: 'a' }), after: item({ desk: 'b' }), transactional: false },
    3,
  ],
  [
    'an entry that stays as it was',
    { before: item({ desk: 'a' }), after: item({ desk: 'a', text: 'b' }), transactional: false },
    1,
  ],
  [
    'a copied attribute',
    { before: item({ desk: 'a' }), after: item({ desk: 'a', due: 'b' }), transactional: true },
    3,
  ],
])('%s', (_, write, units) => {
  const counter = countWriteUnits();
  counter.wrote({ spec, ...write });
  expect(counter.total()).toBe(units);
  counter.wrote({ spec, ...write });
  expect(counter.total(), 'sums up').toBe(2 * units);
});
