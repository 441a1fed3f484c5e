import { describe, expect, test } from 'vitest';
import { nextTimerAt } from '../../functions/core/dossier/dossier.ts';
import { must, numbers, system, verified } from '../core/dossier/support.ts';
import { type World, worldOf } from './alertsWorld.ts';
import { at, years } from './alertsYear.ts';
import { type Office, sweepOnce } from './sweepRun.ts';

/** The sweep's own definition on our engine, over dossiers in memory and the real judge. */
const year = must(years[0]);
const permit = must(year.procedures.find(({ code }) => code === '1.013236'));

/** Filed at the counter on Mon 16/11/2026 at 08:00 + n minutes and verified: an answer is due on Tue 17/11 at that time. */
const filed = async (count: number): Promise<World[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const world = worldOf(n, year, permit, 'counter', at('2026-11-16 08:00') + n * 60_000);
      await world.does({ actor: system, command: verified(numbers(3)) });
      return world;
    }),
  );

const officeOf = (worlds: readonly World[], now: string, page = 3): Office => ({
  now: at(now),
  page,
  due: () =>
    worlds
      .flatMap((world) => {
        const next = nextTimerAt(world.dossier());
        return next === undefined ? [] : [{ id: world.id, at: next }];
      })
      .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
  evaluate: async (id) => {
    const world = must(worlds.find((each) => each.id === id));
    world.now = at(now);
    await world.sweep();
  },
});

const raised = (worlds: readonly World[]) =>
  worlds.map(({ alerts }) => alerts.map(({ stage, version }) => `${stage}#${version}`));
const left = ({ due, now }: Office) => due().filter((row) => row.at <= now);

test('killed at every step of its run: the next sweep loses nothing and doubles nothing', async () => {
  const COUNT = 7;
  const whole = await sweepOnce(officeOf(await filed(COUNT), '2026-11-17 09:00'));
  expect(whole.ending.status).toBe('SUCCEEDED');
  const steps = whole.events.length;
  expect(steps, 'three pages, each dossier evaluated').toBeGreaterThan(60);
  // The last three are its end.
  for (let step = 1; step <= steps - 3; step++) {
    const worlds = await filed(COUNT);
    const office = officeOf(worlds, '2026-11-17 09:00');
    const killed = await sweepOnce(office, {}, step);
    expect([step, killed.ending.status]).toEqual([step, 'ABORTED']);
    const next = await sweepOnce(office);
    expect([step, next.ending.status]).toEqual([step, 'SUCCEEDED']);
    expect(raised(worlds), `killed at event ${step}`).toEqual(worlds.map(() => ['BREACH#1']));
    expect(left(office)).toEqual([]);
  }
});

test('two at the same time raise each alert once', async () => {
  const worlds = await filed(7);
  const office = officeOf(worlds, '2026-11-17 09:00');
  await Promise.all([sweepOnce(office), sweepOnce(office)]);
  expect(raised(worlds)).toEqual(worlds.map(() => ['BREACH#1']));
});

test('one that fails does not hold up the others, and is found again', async () => {
  const worlds = await filed(7);
  const office = officeOf(worlds, '2026-11-17 09:00');
  const poison = must(worlds[2]).id;
  const evaluate = async (id: string) => {
    if (id === poison) throw new Error('poison');
    await office.evaluate(id);
  };
  expect((await sweepOnce({ ...office, evaluate })).ending.status).toBe('SUCCEEDED');
  expect(raised(worlds).map((each) => each.length)).toEqual([1, 1, 0, 1, 1, 1, 1]);
  expect(left(office).map(({ id }) => id)).toEqual([poison]);
  await sweepOnce(office);
  expect(left(office)).toEqual([]);
});

describe('spines that have not parked', () => {
  const since = (n: number) => at('2026-11-17 08:00') + n;
  /** More than a page of them; some are marked at the same moment. */
  const scene = (count: number, poison?: string) => {
    const left = new Map<string, number>(
      Array.from({ length: count }, (_, n) => [`s${String(n).padStart(3, '0')}`, since(n >> 1)]),
    );
    const seen: string[] = [];
    const office: Office = {
      ...{ now: at('2026-11-17 09:00'), page: 5, due: () => [], evaluate: async () => {} },
      stuck: () => [...left].map(([id, when]) => ({ id, at: when })),
      revive: async (id) => {
        seen.push(id);
        if (id === poison) throw new Error('poison');
        // What is signalled parks a moment later: it stands in the index until then.
      },
    };
    return { office, left, seen };
  };

  test('are looked after page by page, each once, and none is left out', async () => {
    const { office, left, seen } = scene(23);
    expect((await sweepOnce(office)).ending.status).toBe('SUCCEEDED');
    expect(seen).toEqual([...left.keys()]);
  });

  test('one that fails does not hold up the others', async () => {
    const { office, left, seen } = scene(23, 's003');
    expect((await sweepOnce(office)).ending.status).toBe('SUCCEEDED');
    expect(new Set(seen)).toEqual(new Set(left.keys()));
  });

  test('have two minutes to park by themselves', async () => {
    const { office, left, seen } = scene(0);
    left.set('just', office.now - 120_000).set('late', office.now - 120_001);
    await sweepOnce(office);
    expect(seen).toEqual(['late']);
  });
});

describe('an outage of the sweep and of every spine', () => {
  test.each([
    // The answer was due on 17/11 between 08:00 and 08:06; the breach, and not the reminders before it.
    ['3 hours', '2026-11-17 11:00', 'BREACH#1'],
    // Fri 20/11 is the third working day after it.
    ['3 days', '2026-11-20 11:00', 'OVERDUE_3#1'],
    ['3 weeks', '2026-12-08 11:00', 'OVERDUE_10#1'],
  ])('of %s: one alert for each dossier, the highest', async (_, back, alert) => {
    const worlds = await filed(20);
    const office = officeOf(worlds, back);
    await sweepOnce(office);
    expect(raised(worlds)).toEqual(worlds.map(() => [alert]));
    await sweepOnce(office);
    expect(raised(worlds), 'and no second one').toEqual(worlds.map(() => [alert]));
  });

  test('more than one history can hold: it goes on in a new run, from where it stopped, until nothing is left', async () => {
    const left = new Set(Array.from({ length: 400 }, (_, n) => String(n).padStart(4, '0')));
    const seen: string[] = [];
    const office: Office = {
      ...{ now: at('2026-11-17 09:00'), page: 5 },
      due: () => [...left].map((id) => ({ id, at: at('2026-11-17 08:00') })),
      evaluate: async (id) => {
        seen.push(id);
        if (id !== '0001') left.delete(id);
      },
    };
    let input: unknown = {};
    let runs = 0;
    for (; input !== undefined; runs++) {
      const run = await sweepOnce(office, input);
      expect(run.ending.status).toBe('SUCCEEDED');
      expect(run.events.length, 'far from the 25,000 events of one history').toBeLessThan(5000);
      [input] = run.goesOn;
    }
    expect(runs).toBe(3);
    expect(new Set(seen).size).toBe(400);
    expect(
      seen.filter((id) => id === '0001'),
      'what stays due is not met again and again',
    ).toHaveLength(1);
  });
});
