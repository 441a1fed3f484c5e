import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedList } from '../../../../local/dynamo/memory/sorted.ts';

interface Entry {
  readonly key: readonly [string, string];
  readonly at: number;
}
const compare = (a: Entry, b: Entry): number =>
  a.key[0] < b.key[0] ? -1 : a.key[0] > b.key[0] ? 1 : a.key[1] < b.key[1] ? -1 : a.key[1] > b.key[1] ? 1 : 0;
const part = fc.constantFrom('a', 'b', 'c');
const key = fc.tuple(part, fc.integer({ min: 0, max: 1500 }).map(String));

/** Thousands of entries, so that chunks split and empty. */
test('a long list is the sorted array that the same changes make', () => {
  const bound = fc.record({ key: fc.oneof(key, fc.tuple(part)), side: fc.constantFrom<-1 | 1>(-1, 1) });
  const changes = fc.array(key, { minLength: 1500, maxLength: 3000 });
  fc.assert(
    fc.property(changes, fc.array(key, { maxLength: 3000 }), bound, bound, (added, removed, low, high) => {
      const list = new SortedList<Entry>();
      const wanted = new Map<string, Entry>();
      for (const [at, each] of added.entries()) {
        list.set({ key: each, at });
        wanted.set(each.join(), { key: each, at });
      }
      for (const each of removed) {
        list.delete({ key: each });
        wanted.delete(each.join());
      }
      const array = [...wanted.values()].toSorted(compare);
      expect([...list.between(undefined, undefined, true)]).toEqual(array);
      const cut =
        ({ key: [first, second], side }: typeof low) =>
        (entry: Entry) => {
          const order = compare(entry, { key: [first, second ?? entry.key[1]], at: 0 });
          return order > 0 || (order === 0 && side < 0);
        };
      const within = array.filter((entry) => cut(low)(entry) && !cut(high)(entry));
      expect([...list.between(low, high, true)]).toEqual(within);
      expect([...list.between(low, high, false)]).toEqual(within.toReversed());
      for (const each of removed.slice(0, 5)) expect(list.get({ key: each })).toBeUndefined();
      for (const each of array.slice(0, 5)) expect(list.get(each)).toEqual(each);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
