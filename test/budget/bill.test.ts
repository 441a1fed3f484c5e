import { expect, test } from 'vitest';
import { billOf, breakdown } from './bill.ts';
import type { WriteRequest } from './recorder.ts';
import type { Item, TableShape } from './units.ts';

/** Requests made by hand, and what they must cost. */
const shapes = new Map<string, TableShape>([
  ['State', { keys: ['pk', 'sk'], indexes: [{ name: 'stuck', keys: ['shard', 'stuckSince'] }] }],
  ['Event', { keys: ['pk', 'seq'], indexes: [] }],
]);
const head = (more: Item = {}): Item => ({
  pk: { S: 'DOSSIER#1' },
  sk: { S: 'HEAD' },
  shard: { S: 'OPEN' },
  ...more,
});
const stuck = { stuckSince: { S: '5' } };
const token = { taskToken: { S: 't'.repeat(824) } };
const event: Item = { pk: { S: '1' }, seq: { N: '2' }, type: { S: 'accepted' } };
const request = (more: Partial<WriteRequest>): WriteRequest => ({
  operation: 'UpdateItem',
  transactional: false,
  refused: false,
  items: [],
  ...more,
});

const command = request({
  operation: 'TransactWriteItems',
  transactional: true,
  items: [
    {
      table: 'State',
      before: head(token),
      after: head({ ...token, ...stuck, state: { S: 'x'.repeat(300) } }),
    },
    { table: 'Event', before: undefined, after: event },
  ],
});
const park = request({ items: [{ table: 'State', before: head(stuck), after: head(token) }] });

test('a command: twice each item, once the index', () => {
  expect(billOf([command], shapes)).toEqual([
    { purpose: 'accepted', refused: false, units: { HEAD: 4, EVENT: 2, 'index stuck': 1 }, total: 7 },
  ]);
});

test('a park: once the item, once the index that it leaves', () => {
  expect(billOf([park], shapes)).toEqual([
    { purpose: 'park', refused: false, units: { HEAD: 1, 'index stuck': 1 }, total: 2 },
  ]);
});

test('what was refused costs what stands there, and touches no index', () => {
  const items = park.items.map(({ table, before }) => ({ table, before, after: before }));
  const [line] = billOf([request({ refused: true, items })], shapes);
  expect(line).toMatchObject({ refused: true, units: { HEAD: 1 }, total: 1 });
  const transaction = {
    ...command,
    refused: true,
    items: command.items.map((each) => ({ ...each, after: each.before })),
  };
  expect(billOf([transaction], shapes)[0]?.units).toEqual({ HEAD: 2, EVENT: 2 });
});

test('a table that nobody created is an error, not free of charge', () => {
  expect(() => billOf([park], new Map())).toThrow('State');
});

test('the breakdown adds up by purpose and by kind', () => {
  const rows = breakdown(billOf([command, park, park], shapes)).split('\n');
  expect(rows.map((row) => row.trim().split(/\s{2,}/))).toEqual([
    ['write', 'times', 'HEAD', 'index stuck', 'EVENT', 'units'],
    ['accepted', '1', '4', '1', '2', '7'],
    ['park', '2', '2', '2', '4'],
    ['all', '3', '6', '3', '2', '11'],
  ]);
});
