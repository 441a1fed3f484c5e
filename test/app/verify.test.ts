import { beforeEach, expect, test } from 'vitest';
import {
  COUNTERS,
  type Verified,
  type VerifyAnswer,
  verifyOne,
  verifySpan,
} from '../../functions/app/verify.ts';
import type { DossierId } from '../../functions/core/dossier/ids.ts';
import { at } from '../core/calendar/support.ts';
import { must, UNIT } from '../core/dossier/support.ts';
import { registryOf } from './fakeCounts.ts';
import { idOf } from './fakeOffice.ts';
import { stories } from './officeStories.ts';

/** A unit that received 60 dossiers on each of two days, one page and some more. */
const days = ['2026-11-03', '2026-11-05'];
const perDay = 60;
let looked: DossierId[];
let wrong: Map<DossierId, readonly string[]>;
let bytes: number;

const ports = () => ({
  ...registryOf(stories, at('2026-11-20 09:00')),
  verify: async (id: DossierId): Promise<Verified> => {
    looked.push(id);
    return { events: 3, objects: 2, bytes, faults: wrong.get(id) ?? [] };
  },
});
const crowded = () => ({
  ...ports(),
  counts: {
    counters: async () => new Map(),
    async counted(_unit: string, day: string, limit: number, after = '0') {
      const from = Number(after);
      const size = days.includes(day) ? perDay : 0;
      const first = days.indexOf(day) * perDay;
      const ids = Array.from({ length: size }, (_, i) => idOf(first + i)).slice(from, from + limit);
      const cells = new Map([['received|1.013236|online', 1]]);
      const rows = ids.map((dossierId) => ({ day, at: 0, dossierId, seq: 1, cells }));
      return { rows, ...(from + limit < size && { reached: String(from + limit) }) };
    },
  },
});
const week = { unit: UNIT, from: '2026-11-02', to: '2026-11-08' };

beforeEach(() => {
  [looked, wrong, bytes] = [[], new Map(), 1];
});

/** Calls until there is no next. */
const walk = async (all: ReturnType<typeof ports>, span = week): Promise<readonly VerifyAnswer[]> => {
  const answers: VerifyAnswer[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const answer = await verifySpan(all)({ ...span, ...(cursor !== undefined && { cursor }) });
    answers.push(answer);
    cursor = answer.next;
    if (answers.length > 20) throw new Error('it never ends');
  }
  return answers;
};

test('every dossier of a span is looked at once, a page at a time, and the counters at the end', async () => {
  const answers = await walk(crowded());
  expect(looked).toEqual(Array.from({ length: 2 * perDay }, (_, i) => idOf(i)));
  // 25, 25 and 10 of the first day; these ten are not enough, so that a page of the other day follows.
  expect(answers.map(({ dossiers }) => dossiers)).toEqual([25, 25, 35, 25, 10, 0]);
  expect(answers.map(({ next }) => next)).toEqual([
    ...['2026-11-03 25', '2026-11-03 50', '2026-11-05 25', '2026-11-05 50', COUNTERS, undefined],
  ]);
  expect(answers[0]).toMatchObject({ events: 75, objects: 50, found: 0, faults: [] });
});

test('half a gigabyte is enough for one call', async () => {
  bytes = 600_000_000;
  // The day of the last page is not over: the page is what was read, however much it was.
  expect(await verifySpan(crowded())({ ...week, cursor: '2026-11-03 50' })).toMatchObject({
    ...{ dossiers: 10, next: '2026-11-04' },
  });
});

test('faults are named with their dossier, fifty at most, and all of them counted', async () => {
  wrong.set(idOf(3), ['event 2: missing, the next one is 3']);
  wrong.set(
    idOf(4),
    Array.from({ length: 60 }, (_, i) => `TEXT#${i} is in no event`),
  );
  const { found, faults } = await verifySpan(crowded())(week);
  expect(found).toBe(61);
  expect(faults).toHaveLength(50);
  expect(faults[0]).toBe(`dossier ${idOf(3)}: event 2: missing, the next one is 3`);
  expect(await verifyOne(ports())(idOf(3))).toEqual({
    ...{ dossiers: 1, events: 3, objects: 2, found: 1 },
    faults: [`dossier ${idOf(3)}: event 2: missing, the next one is 3`],
  });
});

test('a counter that is off is named by unit, day and cell', async () => {
  const office = registryOf(stories, at('2026-11-20 09:00'));
  must(office.sums.get('2026-11-04')).set('received|1.013236|online', 7);
  const answer = await verifySpan({ ...ports(), ...office })({ ...week, cursor: COUNTERS });
  expect(answer).toEqual({
    ...{ dossiers: 0, events: 0, objects: 0, found: 1 },
    faults: ['unit SXD-H05: 2026-11-04 received|1.013236|online: counted 7, the logs say 2'],
  });
});

test('an empty span and an unknown unit', async () => {
  const none = { unit: UNIT, from: '2025-01-06', to: '2025-01-06' };
  expect((await walk(ports(), none)).map(({ dossiers, next }) => [dossiers, next])).toEqual([
    [0, COUNTERS],
    [0, undefined],
  ]);
  const nobody = { ...ports(), catalogue: { office: async () => undefined } };
  await expect(verifySpan(nobody)(week)).rejects.toThrow('no unit SXD-H05');
});
