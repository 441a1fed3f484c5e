import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from '../../functions/app/append.ts';
import { must, until } from '../core/dossier/support.ts';

/** A place in an event, from the outside in. */
type Path = readonly string[];
const isParent = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const leavesOf = (value: unknown, path: Path = []): Path[] =>
  isParent(value) ? Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key])) : [path];

/** The same with another value at one place. */
const changed = (value: unknown, [key, ...rest]: Path): unknown => {
  if (key === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}x`;
  if (!isParent(value)) return value;
  const next = changed(value[key], rest);
  return Array.isArray(value)
    ? value.map((each: unknown, i) => (String(i) === key ? next : each))
    : { ...value, [key]: next };
};

const SEED = 20_261_128;
const { events } = until((d) => d.phase === 'CLOSED');

test(`I4: whatever is changed anywhere in an event, its hash is another one (seed ${SEED})`, () => {
  const anyEvent = fc.constantFrom(...events);
  const anyPlace = anyEvent.chain(({ hash: _, ...event }) =>
    fc.record({ event: fc.constant(event), path: fc.constantFrom(...leavesOf(event)) }),
  );
  fc.assert(
    fc.property(anyPlace, ({ event, path }) => {
      const copy: typeof event = Object.assign(structuredClone(event), changed(event, path));
      expect(copy).not.toEqual(event);
      expect(hashOf(copy), path.join('.')).not.toBe(hashOf(event));
      expect(hashOf(structuredClone(event))).toBe(hashOf(event));
    }),
    { seed: SEED, numRuns: 500 },
  );
  expect(must(events[0]).seq).toBe(1);
});
