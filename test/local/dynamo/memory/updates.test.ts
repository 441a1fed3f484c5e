import { expect, test } from 'vitest';
import { rig, typeOf } from './rig.ts';

const n = (N: string) => ({ N });
const s = (S: string) => ({ S });
const list = (...L: object[]) => ({ L });
const map = (M: object) => ({ M });

/** From the Developer Guide, "Using update expressions in DynamoDB", and its legal combinations. */
const done: [rule: string, before: object, expression: string, values: object | undefined, after: object][] =
  [
    [
      'SET adds and replaces',
      { a: n('1') },
      'SET a = :v, b = :v',
      { ':v': s('x') },
      { a: s('x'), b: s('x') },
    ],
    [
      'SET reads the item as it was',
      { a: n('1'), b: n('2') },
      'SET a = b, b = a',
      undefined,
      { a: n('2'), b: n('1') },
    ],
    [
      'SET subtracts',
      { price: n('500') },
      'SET price = price - :p',
      { ':p': n('15.5') },
      { price: n('484.5') },
    ],
    ['keywords in any case', { a: n('1') }, 'set a = :v remove nowhere', { ':v': n('2') }, { a: n('2') }],
    [
      'list_append in either order',
      { l: list(s('b')) },
      'SET l = list_append(:v, l)',
      { ':v': list(s('a')) },
      { l: list(s('a'), s('b')) },
    ],
    [
      'if_not_exists keeps what is there',
      { a: n('1') },
      'SET a = if_not_exists(a, :v)',
      { ':v': n('2') },
      { a: n('1') },
    ],
    [
      'if_not_exists may nest',
      {},
      'SET a = if_not_exists(b, if_not_exists(c, :v))',
      { ':v': n('2') },
      { a: n('2') },
    ],
    [
      'a counter begins at a default',
      {},
      'SET a = if_not_exists(a, :none) + :one',
      { ':none': n('0'), ':one': n('1') },
      { a: n('1') },
    ],
    [
      'an element beyond the end goes to the end',
      { l: list(s('a')) },
      'SET l[9] = :v',
      { ':v': s('b') },
      { l: list(s('a'), s('b')) },
    ],
    [
      'a nested map member',
      { m: map({ a: n('1') }) },
      'SET m.b = :v',
      { ':v': n('2') },
      { m: map({ a: n('1'), b: n('2') }) },
    ],
    [
      'REMOVE of elements counts as before it',
      { l: list(n('0'), n('1'), n('2')) },
      'REMOVE l[0], l[1]',
      undefined,
      { l: list(n('2')) },
    ],
    [
      'REMOVE beyond the end does nothing',
      { l: list(n('0')) },
      'REMOVE l[5]',
      undefined,
      { l: list(n('0')) },
    ],
    ['ADD counts exactly', { a: n('0.1') }, 'ADD a :v', { ':v': n('0.2') }, { a: n('0.3') }],
    ['ADD begins at nothing', {}, 'ADD a :v', { ':v': n('-3') }, { a: n('-3') }],
    [
      'ADD joins sets',
      { t: { SS: ['a'] } },
      'ADD t :v',
      { ':v': { SS: ['a', 'b'] } },
      { t: { SS: ['a', 'b'] } },
    ],
    [
      'DELETE takes from a set',
      { t: { NS: ['1', '2'] } },
      'DELETE t :v',
      { ':v': { NS: ['2.0', '3'] } },
      { t: { NS: ['1'] } },
    ],
    ['DELETE of all members takes the set', { t: { SS: ['a'] } }, 'DELETE t :v', { ':v': { SS: ['a'] } }, {}],
    [
      'a number of 38 digits is kept',
      {},
      'SET a = :v',
      { ':v': n('-12345678901234567890.123456789012345678') },
      { a: n('-12345678901234567890.123456789012345678') },
    ],
    [
      'numbers have one form',
      {},
      'SET a = :a, b = :b, c = :c, d = :d',
      { ':a': n('007.50'), ':b': n('1E3'), ':c': n('-0'), ':d': n('25e-4') },
      { a: n('7.5'), b: n('1000'), c: n('0'), d: n('0.0025') },
    ],
  ];

test.each(done)('%s', (_, before, expression, values, after) => {
  const { put, update, item } = rig();
  put(before);
  expect(typeOf(update(expression, values))).toBe('succeeded');
  expect(item()).toEqual(after);
});

const refused: [rule: string, expression: string, values?: object][] = [
  ['a missing operand', 'SET a = nowhere'],
  ['a sum of what is no number', 'SET a = wording + :v', { ':v': n('1') }],
  ['a value that is no number in a sum', 'SET a = a + :v', { ':v': s('1') }],
  ['ADD of a text', 'ADD a :v', { ':v': s('x') }],
  ['ADD of another type', 'ADD wording :v', { ':v': n('1') }],
  ['DELETE of a number', 'DELETE a :v', { ':v': n('1') }],
  ['a parent that is not there', 'SET nowhere.x = :v', { ':v': n('1') }],
  ['REMOVE below what is not there', 'REMOVE nowhere.x'],
  ['a member of a text', 'SET wording.x = :v', { ':v': n('1') }],
  ['an index into a map', 'SET m[0] = :v', { ':v': n('1') }],
  ['overlapping paths', 'SET m = :v, m.x = :v', { ':v': n('1') }],
  ['one path twice', 'SET a = :v REMOVE a', { ':v': n('1') }],
  ['one value as map and list', 'SET m.x.y = :v, m.x[0] = :v', { ':v': n('1') }],
  ['a clause twice', 'SET a = :v SET b = :v', { ':v': n('1') }],
  ['a key attribute', 'SET pk = :v', { ':v': s('x') }],
  ['a reserved word', 'SET name = :v', { ':v': s('x') }],
  ['a name that begins with an underscore', 'SET _a = :v', { ':v': s('x') }],
  ['nested list_append', 'SET l = list_append(list_append(:v, :v), :v)', { ':v': list() }],
  ['a sum inside a function', 'SET a = if_not_exists(a, :v + :v)', { ':v': n('1') }],
  ['an unknown function', 'SET a = f(a)'],
  ['an index that is a value', 'SET l[:v] = :v', { ':v': n('1') }],
  ['a value that is not given', 'SET a = :v'],
  ['a value that is not used', 'SET a = :v', { ':v': n('1'), ':w': n('1') }],
  ['a name that is not given', 'SET #a = :v', { ':v': n('1') }],
  ['text after the end', 'SET a = :v )', { ':v': n('1') }],
  ['nothing', ' '],
  ['an index key of another type', 'SET h = :v', { ':v': s('x') }],
  ['an empty index key', 'SET g = :v', { ':v': s('') }],
  ['an empty set', 'SET a = :v', { ':v': { SS: [] } }],
  ['a set with a member twice', 'SET a = :v', { ':v': { NS: ['1', '1.0'] } }],
  ['a value of two types', 'SET a = :v', { ':v': { S: 'a', N: '1' } }],
  ['39 digits', 'SET a = :v', { ':v': n('123456789012345678901234567890123456789') }],
  [
    'a sum of 39 digits',
    'SET a = :v + :w',
    { ':v': n('99999999999999999999999999999999999999'), ':w': n('0.1') },
  ],
  ['a magnitude of 126', 'SET a = :v', { ':v': n('1e126') }],
  ['what is no number', 'SET a = :v', { ':v': n('1e') }],
  ['an item above 400 KB', 'SET a = :v', { ':v': s('é'.repeat(205_000)) }],
];

test.each(refused)('an update refuses %s, and changes nothing', (_, expression, values) => {
  const { put, update, item } = rig();
  const before = { a: n('1'), wording: s('t'), l: list(n('1')), m: map({ x: map({}) }) };
  put(before);
  expect(typeOf(update(expression, values))).toBe('ValidationException');
  expect(item()).toEqual(before);
});

test('an update makes an item, unless it only takes away', () => {
  const { update, item } = rig();
  update('REMOVE a');
  update('DELETE t :v', { ':v': { SS: ['a'] } });
  expect(item()).toBeUndefined();
  update('SET a = :v', { ':v': n('1') });
  expect(item()).toEqual({ a: n('1') });
});

test('UPDATED_OLD and UPDATED_NEW show the parts that were updated', () => {
  const { put, update } = rig();
  put({ a: map({ b: s('old'), c: list(n('1'), n('2')) }), d: n('4') });
  const change = (ReturnValues: string) =>
    update('SET a.b = :b, a.c[1] = :c, e = :c', { ':b': s('new'), ':c': n('7') }, { ReturnValues })
      .Attributes;
  expect(change('UPDATED_OLD')).toEqual({ a: map({ b: s('old'), c: list(n('2')) }) });
  expect(change('UPDATED_NEW')).toEqual({ a: map({ b: s('new'), c: list(n('7')) }), e: n('7') });
});
