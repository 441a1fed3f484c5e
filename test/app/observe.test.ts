import { describe, expect, test } from 'vitest';
import { emitMetrics } from '../../functions/adapters/emf.ts';
import { type CountReads, observe } from '../../functions/app/observe.ts';
import { deskOf, placeOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { at } from '../core/calendar/support.ts';
import { UNIT } from '../core/dossier/support.ts';
import { HOUR, officeOf, waiting } from './fakeOffice.ts';

/** What dashboard and alarms are made of. */
const dueAt = (n: number, local: string, change: object = {}) =>
  waiting(n, (at(local) - at('2026-11-02 09:00')) / HOUR, change);

const seen = (now: string, dossiers: readonly Dossier[], stuck: readonly number[] = []) => {
  const office = officeOf(...dossiers);
  office.now = at(now);
  const rows = (partition: string) =>
    dossiers
      .filter((dossier) => `${UNIT}#${deskOf(dossier)}` === partition)
      .map(placeOf)
      .toSorted();
  const counts: CountReads = {
    rows: async (partition, before) => rows(partition).filter((place) => place < before).length,
    firstDue: async (partition) => {
      const [first] = rows(partition);
      return first === undefined ? undefined : Number(first.split('#')[0]);
    },
    stuck: async (before) => stuck.filter((since) => since < before).length,
  };
  return observe({ ...office.ports, units: { units: async () => [UNIT] }, counts })();
};

describe('a measurement', () => {
  test('counts what is open, at risk and overdue, and how long the oldest has been', async () => {
    const dossiers = [
      dueAt(1, '2026-11-19 17:00'),
      dueAt(2, '2026-11-20 17:00', { outlook: { atRisk: true } }),
      dueAt(3, '2026-12-20 17:00', { outlook: { atRisk: true }, restricted: true }),
      dueAt(4, '2026-12-21 17:00'),
    ];
    // 20/11, 23/11 and 25/11 are worked between the date and now; 24/11 is a holiday.
    expect(await seen('2026-11-25 09:00', dossiers)).toEqual({
      ...{ open: 4, atRisk: 2, overdue: 2, oldestOverdueDays: 3, stuck: 0 },
    });
  });

  test('of an office without dossiers is all noughts', async () => {
    const nothing = { open: 0, atRisk: 0, overdue: 0, oldestOverdueDays: 0, stuck: 0 };
    expect(await seen('2026-11-25 09:00', [])).toEqual(nothing);
  });

  test('takes a spine for stuck once a sweep should have revived it', async () => {
    const now = at('2026-11-25 09:00');
    const since = [now - 60_000, now - 21 * 60_000];
    expect((await seen('2026-11-25 09:00', [], since)).stuck).toBe(1);
  });
});

test('is one line of the log in the embedded metric format, with the stage as its only dimension', () => {
  const lines: string[] = [];
  emitMetrics('prod', (line) => lines.push(line))({ Open: { value: 4, unit: 'Count' } }, 1_790_000_000_000);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_790_000_000_000,
        CloudWatchMetrics: [
          { Namespace: 'MotCua', Dimensions: [['Stage']], Metrics: [{ Name: 'Open', Unit: 'Count' }] },
        ],
      },
      ...{ Stage: 'prod', Open: 4 },
    },
  ]);
  expect(lines[0]?.endsWith('\n')).toBe(true);
});
