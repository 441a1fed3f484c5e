import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { metrics } from '../../functions/app/metrics.ts';
import { type ListCursor, metricsDossiers } from '../../functions/app/metricsDossiers.ts';
import { rollUpProvince, rollUpSince } from '../../functions/app/rollUp.ts';
import { metricsAnswer, metricsList } from '../../functions/contract/metrics.ts';
import { stocks } from '../../functions/core/metrics/measures.ts';
import { childrenOf, cover, daysOf, periodsAround } from '../../functions/core/metrics/period.ts';
import { at } from '../core/calendar/support.ts';
import { must, officer, UNIT } from '../core/dossier/support.ts';
import { registryOf } from './fakeCounts.ts';
import { stories, turnOfYear } from './officeStories.ts';

type Registry = ReturnType<typeof registryOf>;
const viewer = officer('headOfOneStop');
const cleared = { ...viewer, clearance: 'restricted' } as const;

const ask = async (office: Registry, from: string, to: string) => {
  const answer = await metrics(office)(viewer, UNIT, from, to);
  if (!answer.ok) throw new Error(answer.error.code);
  return metricsAnswer.parse(answer.value.body);
};

/** All pages of the list behind a number. */
const list = async (
  office: Registry,
  measure: string,
  span: { from: string; to: string; procedure?: string },
  actor = viewer,
) => {
  const items: z.output<typeof metricsList>['items'] = [];
  for (let cursor: ListCursor | undefined, first = true; first || cursor; first = false) {
    const answer = await metricsDossiers(office)(actor, { unit: UNIT, measure, ...span, cursor });
    if (!answer.ok) throw new Error(answer.error.code);
    const page = metricsList.parse(answer.value.body);
    items.push(...page.items);
    const next: unknown = page.next && JSON.parse(Buffer.from(page.next, 'base64url').toString());
    cursor = z.object({ day: z.string(), after: z.string().optional() }).optional().parse(next);
  }
  return items;
};
const total = (items: readonly { count: number }[]) => items.reduce((sum, { count }) => sum + count, 0);

describe('an office in November', () => {
  const office = registryOf(stories, at('2026-11-20 09:00'));

  /** Counted by hand from the stories; 2 is due 20/11 (10 days from 03/11, two of them paused). */
  test.each([
    ['2026-11-02', '2026-11-04', { carriedOver: 0, open: 4, paused: 0, withinTime: 4, overTime: 0 }],
    ['2026-11-05', '2026-11-06', { carriedOver: 4, open: 3, paused: 1, withinTime: 3, overTime: 0 }],
    ['2026-11-10', '2026-11-12', { carriedOver: 3, open: 2, paused: 0, withinTime: 1, overTime: 1 }],
  ])('%s to %s: %j', async (from, to, { carriedOver, ...inProcess }) => {
    const answer = await ask(office, from, to);
    expect({ carriedOver: answer.carriedOver, ...answer.inProcess }).toEqual({ carriedOver, ...inProcess });
  });

  test('received and carried over are resolved and in process', async () => {
    const { totals, carriedOver, inProcess } = await ask(office, '2026-11-05', '2026-11-20');
    const { received, resolvedEarly, resolvedOnTime, resolvedLate } = totals;
    expect(carriedOver + received).toBe(resolvedEarly + resolvedOnTime + resolvedLate + inProcess.open);
    expect([carriedOver, received, inProcess.open]).toEqual([4, 1, 2]);
  });

  test('every number has its dossiers: their counts add up to it', async () => {
    const span = { from: '2026-11-01', to: '2026-11-30' };
    const { totals, detail, carriedOver, inProcess } = await ask(office, span.from, span.to);
    for (const { measure, procedure, count } of detail) {
      expect([measure, total(await list(office, measure, { ...span, procedure }))]).toEqual([measure, count]);
    }
    for (const [measure, count] of Object.entries(totals)) {
      expect([measure, total(await list(office, measure, span))]).toEqual([measure, count]);
    }
    const stock = { ...inProcess, carriedOver };
    for (const measure of stocks) {
      expect([measure, (await list(office, measure, span)).length]).toEqual([measure, stock[measure]]);
    }
    expect(await list(office, 'received', { ...span, procedure: '1.000000' })).toEqual([]);
  });

  test('a row says when it counted and by which event', async () => {
    const [row, ...more] = await list(office, 'withdrawn', { from: '2026-11-01', to: '2026-11-30' });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ day: '2026-11-06', at: '2026-11-06T09:00:00+07:00', status: 7, count: 1 });
  });

  test('a restricted dossier is part of the number, and in the list for those who are cleared', async () => {
    const hidden = registryOf(
      stories.map((story, i) => (i === 1 ? restricted(story) : story)),
      at('2026-11-20 09:00'),
    );
    const span = { from: '2026-11-01', to: '2026-11-30' };
    expect((await ask(hidden, span.from, span.to)).totals.received).toBe(5);
    expect(await list(hidden, 'received', span)).toHaveLength(4);
    const person = {
      name: 'A',
      roles: ['headOfOneStop'],
      procedures: 'all',
      clearance: 'restricted',
    } as const;
    const profile = { ...person, subject: cleared.subject, active: true };
    const known = { ...hidden, staff: { record: async () => ({ profile, delegations: [] }) } };
    expect(await list(known, 'received', span, cleared)).toHaveLength(5);
    expect(await list(hidden, 'received', span, officer('reportViewer'))).toEqual([]);
  });

  test('pages follow one another', async () => {
    const many = registryOf(
      Array.from({ length: 130 }, () => must(stories[2])),
      at('2026-11-20 09:00'),
    );
    const ids = (await list(many, 'withdrawn', { from: '2026-11-01', to: '2026-11-30' })).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([130, 130]);
    const waiting = registryOf(
      Array.from({ length: 130 }, () => must(stories[1])),
      at('2026-11-20 09:00'),
    );
    expect(await list(waiting, 'open', { from: '2026-11-01', to: '2026-11-30' })).toHaveLength(130);
  });
});

const restricted = (story: (typeof stories)[number]): (typeof stories)[number] => ({
  ...story,
  events: story.events.map((event) =>
    event.type === 'submitted' ? { ...event, data: { ...event.data, restricted: true } } : event,
  ),
});

describe('roll-ups', () => {
  const asOf = { at: at('2027-01-06 01:30'), yesterday: '2027-01-05' };
  const made = async () => {
    const office = registryOf([...stories, ...turnOfYear], at('2027-01-06 09:00'));
    const months = await rollUpSince(office)(UNIT, '2027-01', asOf);
    return { office, months };
  };

  test('begin where the unit began to count, and go on to the current month', async () => {
    expect((await made()).months).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
  });

  test('a period is the sum of its children, opens as the one before closed, and closes as it should', async () => {
    const { office } = await made();
    const whole = async (period: string) => must((await office.rollUps.rollUps(UNIT, period)).whole);
    for (const period of ['2026-Q4', '2026', '2027-Q1', '2027']) {
      const children = (
        await Promise.all(childrenOf(period).map((p) => office.rollUps.rollUps(UNIT, p)))
      ).flatMap((each) => each.whole ?? []);
      const { cells, opening, closing } = await whole(period);
      for (const [cell, count] of cells) {
        expect(children.reduce((sum, child) => sum + (child.cells.get(cell) ?? 0), 0)).toBe(count);
      }
      expect([opening, closing]).toEqual([children[0]?.opening, children.at(-1)?.closing]);
    }
    // By hand: at the end of 2026 five are in process (2, 4 of November; 1, 2, 3 of the turn of the year), one is paused.
    expect((await whole('2026')).closing).toEqual({ open: 5, paused: 1 });
    expect((await whole('2026-12')).opening).toEqual({ open: 3, paused: 0 });
    expect((await whole('2027-01')).closing).toEqual({ open: 4, paused: 1 });
    expect((await whole('2026-Q4')).upTo).toBe('2026-12-31');
    expect((await whole('2027')).upTo).toBe('2027-01-05');
  });

  test('done twice they are the same', async () => {
    const { office } = await made();
    const first = structuredClone(office.kept);
    await rollUpSince(office)(UNIT, '2026-11', asOf);
    expect(office.kept).toEqual(first);
  });

  test('a gap before the wanted month is filled from where it begins', async () => {
    const { office } = await made();
    for (const month of ['2026-11', '2026-12']) office.kept.delete(`${UNIT} ${month}`);
    expect(await rollUpSince(office)(UNIT, '2027-01', asOf)).toEqual(['2026-11', '2026-12', '2027-01']);
  });

  test('a long span says the same with and without them', async () => {
    const { office } = await made();
    const bare = registryOf([...stories, ...turnOfYear], at('2027-01-06 09:00'));
    for (const [from, to] of [
      ['2026-01-01', '2026-12-31'],
      ['2026-06-15', '2027-01-06'],
      ['2026-10-31', '2027-01-31'],
    ] as const) {
      expect(await ask(office, from, to)).toEqual(await ask(bare, from, to));
    }
  });

  test('a province is the sum of its units', async () => {
    const { office } = await made();
    await rollUpProvince(office)('H05', [UNIT], '2026-12', asOf);
    const { whole } = await office.rollUps.rollUps('province#H05', '2026');
    expect(whole).toEqual((await office.rollUps.rollUps(UNIT, '2026')).whole);
  });
});

describe('periods', () => {
  test.each([
    ['2026-11', '2026-11-01', '2026-11-30'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-9M', '2026-01-01', '2026-09-30'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s is %s to %s', (period, from, to) => {
    expect(daysOf(period)).toEqual({ from, to });
  });

  test('a month is part of its quarter, of the half-year and nine months if these have it, and of its year', () => {
    expect(periodsAround('2026-05')).toEqual(['2026-Q2', '2026-H1', '2026-9M', '2026']);
    expect(periodsAround('2026-09')).toEqual(['2026-Q3', '2026-9M', '2026']);
    expect(periodsAround('2026-12')).toEqual(['2026-Q4', '2026']);
  });

  test('a span is covered by the longest periods in it, and the days around them', () => {
    expect(cover('2025-11-15', '2027-05-02')).toEqual([
      { from: '2025-11-15', to: '2025-11-30' },
      { period: '2025-12' },
      { period: '2026' },
      { period: '2027-Q1' },
      { period: '2027-04' },
      { from: '2027-05-01', to: '2027-05-02' },
    ]);
  });
});
