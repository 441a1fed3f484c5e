import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted, openAsOf } from '../../functions/app/tally.ts';
import { daysBetween } from '../../functions/core/metrics/period.ts';
import { at } from '../core/calendar/support.ts';
import { UNIT } from '../core/dossier/support.ts';
import { registryOf } from './fakeCounts.ts';
import { idOf } from './fakeOffice.ts';
import { stories } from './officeStories.ts';

const all = async <T>(of: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const each of of) list.push(each);
  return list;
};

const registry = registryOf(stories, at('2026-11-20 09:00'));

/** Which dossier, in which phase. */
const openOn = async (day: string): Promise<string[]> =>
  (await all(openAsOf(registry)(UNIT, day)))
    .map(({ id, phase }) => `${Number(id.slice(0, 8))} ${phase}`)
    .toSorted();

test.each([
  ['2026-11-01', []],
  ['2026-11-02', ['1 REVIEW']],
  ['2026-11-04', ['1 REVIEW', '2 REVIEW', '3 REVIEW', '5 REVIEW']],
  ['2026-11-05', ['1 REVIEW', '2 PAYMENT', '3 REVIEW', '5 REVIEW']],
  ['2026-11-06', ['1 REVIEW', '2 PAYMENT', '5 REVIEW']],
  ['2026-11-09', ['1 REVIEW', '2 REVIEW', '5 REVIEW']],
  // The result of 5 counts on the day on which it was entered, though its file was found clean after midnight.
  ['2026-11-10', ['2 REVIEW']],
  // Midnight begins the day on which 4 was received.
  ['2026-11-11', ['2 REVIEW', '4 VERIFY']],
  ['2026-11-19', ['2 REVIEW', '4 VERIFY']],
  ['2026-11-20', ['2 REVIEW', '4 VERIFY']],
])('in process at the end of %s, as it stood then: %j', async (day, expected) => {
  expect(await openOn(day)).toEqual(expected);
});

test('what counted on the days of a span, in the order in which it counts', async () => {
  const rows = await all(counted(registry)(UNIT, '2026-11-05', '2026-11-06'));
  expect(rows.map(({ day, dossierId, cells }) => [day, dossierId, ...cells.keys()])).toEqual([
    ['2026-11-05', idOf(2), 'paymentsAsked|1.013236|online', 'pausesBegun|1.013236|online'],
    ['2026-11-06', idOf(3), 'withdrawn|1.013236|online', 'resolvedEarly|1.013236|online'],
  ]);
});

test('days follow one another over the ends of months and years', () => {
  expect([...daysBetween('2026-12-30', '2027-01-02')]).toEqual([
    ...['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'],
  ]);
  expect([...daysBetween('2026-12-30', '2026-12-29')]).toEqual([]);
});

test('on every day, what was received until then is resolved or in process', async () => {
  const names = ['resolvedEarly', 'resolvedOnTime', 'resolvedLate'];
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...stories, ...stories, ...stories]),
      fc.integer({ min: 1, max: 22 }),
      async (some, n) => {
        const day = `2026-11-${String(n).padStart(2, '0')}`;
        const office = registryOf(some, at('2026-11-20 09:00'));
        const sums = [...(await office.counts.counters(UNIT, '2026-11-01', day)).values()].flatMap(
          (cells) => [...cells],
        );
        const total = (...measures: readonly string[]) =>
          sums
            .filter(([cell]) => measures.includes(cell.split('|')[0] ?? ''))
            .reduce((sum, [, by]) => sum + by, 0);
        const open = await all(openAsOf(office)(UNIT, day));
        expect(open.length).toBe(total('received') - total(...names));
        const paused = open.filter(({ phase }) => phase === 'PAYMENT').length;
        expect(paused).toBe(total('pausesBegun') - total('pausesEnded'));
      },
    ),
    { numRuns: 60, seed: 20_261_126 },
  );
});
