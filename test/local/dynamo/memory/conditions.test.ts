import { expect, test } from 'vitest';
import { rig } from './rig.ts';

const values = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':1': { N: '1' },
  ':10': { N: '10' },
  ':t': { BOOL: true },
};
const ITEM = {
  ...{
    wording: { S: 'abc' },
    num: { N: '9' },
    neg: { N: '-10' },
    flag: { BOOL: true },
    nothing: { NULL: true },
  },
  ...{
    l: { L: [{ N: '1' }, { S: 'a' }] },
    t: { SS: ['a', 'b'] },
    m: { M: { k: { N: '10' } } },
    bin: { B: 'AAE=' },
  },
  big: { N: '12345678901234567890123456789012345678' },
};

/** From the Developer Guide, "Condition and filter expressions, operators, and functions". */
const cases: [expression: string, holds: boolean | 'ValidationException'][] = [
  ['num < :10', true], // as numbers, where as texts it is not
  ['neg < :1', true],
  ['m.k = :10', true],
  ['l[1] = :a', true],
  ['l[2] = :a', false],
  ['wording < :1', false], // other types have no order
  ['wording <> :1', true],
  ['nowhere <> :1', true],
  ['nowhere = :1', false],
  ['nowhere < :1', false],
  ['NOT nowhere < :1', true],
  ['flag = :t', true],
  ['wording BETWEEN :a AND :b', true],
  [':1 BETWEEN neg AND num', true],
  ['num IN (:1, :10)', false],
  ['l[0] IN (:a, :1)', true],
  ['begins_with(wording, :a)', true],
  ['contains(wording, :b)', true],
  ['contains(t, :b)', true],
  ['contains(l, :1)', true],
  ['contains(m, :1)', false],
  ['contains(num, :1)', false],
  ['size(l) < :10 AND size(t) > :1 AND size(m) = :1 AND size(bin) > :1', true],
  ['size(num) > :1', false],
  ['size(nowhere) < :10', false],
  ['attribute_exists(m.k) AND attribute_not_exists(m.spare)', true],
  ['attribute_exists(nothing)', true],
  ['attribute_exists(valueOf)', false], // what every object of this language inherits is no attribute
  // AND before OR, NOT before AND
  [':1 = :10 AND num = :1 OR num > :1', true],
  ['(num > :1 OR num = :1) AND num > :10', false],
  ['NOT num = :1 AND num > :1', true],
  ['((num = :1))', 'ValidationException'],
  ['num = num', 'ValidationException'],
  ['num < :t', 'ValidationException'],
  ['wording BETWEEN :b AND :a', 'ValidationException'],
  ['wording BETWEEN :a AND :1', 'ValidationException'],
  ['begins_with(num, :1)', 'ValidationException'],
  ['attribute_type(num, :a)', 'ValidationException'],
  ['attribute_exists(:a)', 'ValidationException'],
  ['size(:1) = :1', 'ValidationException'],
  ['num', 'ValidationException'],
  ['num = :1 AND', 'ValidationException'],
  ['Begins_With(wording, :a)', 'ValidationException'],
  ['status = :a', 'ValidationException'], // reserved
  ['num = :unknown', 'ValidationException'],
];

test.each(cases)('%s: %s', (expression, wanted) => {
  const { put, holds } = rig();
  put(ITEM);
  const used = Object.entries(values).filter(([ref]) => new RegExp(`${ref}\\b`).test(expression));
  expect(holds(expression, used.length > 0 ? Object.fromEntries(used) : undefined)).toBe(wanted);
});

test.each([
  ['12345678901234567890123456789012345679', '12345678901234567890123456789012345678'],
  ['0.1', '0.09'],
  ['-1', '-1.5'],
  ['1e2', '99.9'],
  ['0', '-1e-130'],
  ['1e-130', '0'],
])('the number %s is above %s', (above, below) => {
  const { put, holds } = rig();
  put({ a: { N: above }, b: { N: below } });
  expect([holds('a > b'), holds('b > a'), holds('a = b')]).toEqual([true, false, false]);
});

test('binaries and texts are in the order of their bytes', () => {
  const { put, holds } = rig();
  put({ high: { S: '😀' }, low: { S: '\uFFEE' }, latter: { B: '/w==' }, former: { B: 'AP8=' } });
  expect([holds('high > low'), holds('latter > former')]).toEqual([true, true]);
});
