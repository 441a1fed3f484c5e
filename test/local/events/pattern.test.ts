import { expect, test } from 'vitest';
import { checkPattern, matches } from '../../../local/events/pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:one', 'arn:two'],
  detail: { bucket: { name: 'q' }, object: { key: 'in/a.pdf', size: 5 }, note: null },
};

test.each([
  [{ source: ['aws.s3'] }, true],
  [{ source: ['aws.states', 'aws.s3'], detail: { bucket: { name: ['q'] } } }, true],
  [{ source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }, false],
  [{ resources: ['arn:two'] }, true],
  [{ detail: { object: { key: [{ prefix: 'in/' }] } } }, true],
  [{ detail: { object: { key: [{ prefix: 'out/' }, { suffix: '.pdf' }] } } }, true],
  [{ detail: { object: { size: [5] } } }, true],
  [{ detail: { object: { size: ['5'] } } }, false],
  [{ detail: { note: [null] } }, true],
  [{ detail: { absent: [null] } }, false],
  [{ detail: { absent: [{ exists: false }], object: { key: [{ exists: true }] } } }, true],
  [{ source: [{ 'anything-but': ['aws.s3'] }] }, false],
  [{ source: [{ 'anything-but': 'aws.ec2' }] }, true],
  [{ source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
  [{ detail: { absent: [{ 'anything-but': 'x' }] } }, false],
  [{ detail: { bucket: ['q'] } }, false],
  // AWS: "Comparison operators only work on leaf nodes" (event patterns, comparison operators).
  [{ detail: { bucket: [{ exists: true }] } }, false],
])('%j -> %s', (pattern, expected) => {
  checkPattern(pattern);
  expect(matches(pattern, event)).toBe(expected);
});

test('operators that are not run are refused, wherever they stand', () => {
  expect(() => checkPattern({ detail: { size: [{ numeric: ['>', 1] }] } })).toThrow(
    'pattern.detail.size: operator numeric',
  );
  expect(() => checkPattern({ $or: [{ a: [1] }] })).toThrow('$or');
  expect(() => checkPattern({ source: 'aws.s3' })).toThrow('pattern.source: want a list');
});
