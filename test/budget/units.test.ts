import { describe, expect, test } from 'vitest';
import { indexUnits, itemSize, type TableShape, tableUnits, valueSize } from './units.ts';

/** Counted by hand from the published rules (DynamoDB developer guide, "Item sizes and formats"). */
describe('size of a value', () => {
  test.each([
    ['text in UTF-8, not in characters', { S: 'Hồ sơ' }, 8],
    ['empty text', { S: '' }, 0],
    ['zero', { N: '0' }, 1],
    ['one digit', { N: '7' }, 2],
    ['two digits share a byte', { N: '42' }, 2],
    ['three digits', { N: '123' }, 3],
    ['an instant, 13 digits', { N: '1794793800001' }, 8],
    ['trailing zeroes are trimmed', { N: '1794793800000' }, 5],
    ['leading zeroes of a fraction are trimmed', { N: '0.0012' }, 2],
    ['a sign costs a byte', { N: '-42' }, 3],
    ['an exponent costs nothing', { N: '1.5E+3' }, 2],
    ['true', { BOOL: true }, 1],
    ['null', { NULL: true }, 1],
    ['empty map', { M: {} }, 3],
    ['empty list', { L: [] }, 3],
    ['map: 3, and for each element 1, name, value', { M: { ab: { S: 'xyz' }, c: { N: '1' } } }, 13],
    ['list: 3, and for each element 1, value', { L: [{ S: 'xyz' }, { S: 'x' }] }, 9],
    ['nested', { M: { a: { L: [{ M: {} }] } } }, 12],
    ['bytes as they travel, base64', { B: Buffer.from('abc') }, 3],
    ['set of texts', { SS: ['ab', 'c'] }, 3],
    ['set of numbers', { NS: ['1', '100'] }, 4],
  ])('%s', (_name, value, size) => {
    expect(valueSize(value)).toBe(size);
  });

  test('of an item is names and values, without overhead of its own', () => {
    expect(itemSize({ pk: { S: 'DOSSIER#1' }, sk: { S: 'HEAD' }, seq: { N: '12' } })).toBe(11 + 6 + 5);
    expect(itemSize(undefined)).toBe(0);
  });
});

/** An item of exactly this many bytes: `a` and its text. */
const sized = (bytes: number) => ({ a: { S: 'x'.repeat(bytes - 1) } });

describe('write units of the table', () => {
  test.each([
    ['a small put', undefined, sized(10), 1],
    ['exactly 1 KB', undefined, sized(1024), 1],
    ['one byte more', undefined, sized(1025), 2],
    ['an update that shrinks is billed by the old image', sized(2049), sized(10), 3],
    ['an update that grows, by the new one', sized(10), sized(2048), 2],
    ['a delete, by what was there', sized(1500), undefined, 2],
    ['a delete of nothing, or a refused put', undefined, undefined, 1],
  ])('%s', (_name, before, after, units) => {
    expect(tableUnits({ before, after }, false)).toBe(units);
    expect(tableUnits({ before, after }, true), 'prepare and commit').toBe(2 * units);
  });
});

describe('write units of indexes', () => {
  const shape: TableShape = {
    keys: ['pk', 'sk'],
    indexes: [
      { name: 'due', keys: ['shard', 'dueSk'] },
      { name: 'stuck', keys: ['shard', 'stuckSince'] },
    ],
  };
  const key = { pk: { S: 'DOSSIER#1' }, sk: { S: 'HEAD' } };
  const open = { ...key, shard: { S: 'OPEN' } };
  const due = (at: string) => ({ ...open, dueSk: { S: at } });
  test.each([
    ['an item that is in no index', key, open, {}],
    ['a new entry', open, due('1'), { due: 1 }],
    ['another sort key: delete and put', due('1'), due('2'), { due: 2 }],
    ['an entry that goes', due('1'), open, { due: 1 }],
    ['other attributes are not projected', due('1'), { ...due('1'), seq: { N: '9' } }, {}],
    ['a deleted item leaves its index', due('1'), undefined, { due: 1 }],
    ['each touched index counts', due('1'), { ...due('2'), stuckSince: { S: '5' } }, { due: 2, stuck: 1 }],
    ['a refused write touches none', due('1'), due('1'), {}],
    ['an entry above 1 KB', open, due('x'.repeat(1500)), { due: 2 }],
    [
      'the partition attribute takes the item out of all',
      { ...due('1'), stuckSince: { S: '5' } },
      key,
      { due: 1, stuck: 1 },
    ],
  ])('%s', (_name, before, after, units) => {
    expect(indexUnits({ before, after }, shape)).toEqual(units);
  });
});
