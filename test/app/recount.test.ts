import { describe, expect, test } from 'vitest';
import { recountDays, recountGauges } from '../../functions/app/recount.ts';
import { type RecountState, recountTurn, type Turn } from '../../functions/app/recountRun.ts';
import { type UnitId, unitId } from '../../functions/core/dossier/ids.ts';
import { at } from '../core/calendar/support.ts';
import { must, UNIT } from '../core/dossier/support.ts';
import { registryOf } from './fakeCounts.ts';
import { idOf } from './fakeOffice.ts';
import { stories, turnOfYear } from './officeStories.ts';

const span = ['2026-11-01', '2026-11-30'] as const;
const office = () => registryOf(stories, at('2026-11-20 09:00'));

describe('a recount', () => {
  test('of what the transitions counted differs by nothing', async () => {
    expect(await recountDays(office())(UNIT, ...span)).toEqual([]);
    expect(await recountGauges(office())(UNIT)).toEqual([]);
  });

  test('names the day, the cell and the dossiers of a number that is off', async () => {
    const damaged = office();
    must(damaged.sums.get('2026-11-04')).set('received|1.013236|online', 7);
    expect(await recountDays(damaged)(UNIT, ...span)).toEqual([
      {
        ...{ day: '2026-11-04', cell: 'received|1.013236|online', counted: 7, recounted: 2 },
        dossiers: [idOf(3), idOf(5)],
      },
    ]);
    expect(await recountDays(damaged)(UNIT, '2026-11-05', '2026-11-30')).toEqual([]);
  });

  test('finds what is counted and never happened, and what happened and was never counted', async () => {
    const damaged = office();
    must(damaged.sums.get('2026-11-06')).set('late|1.013236|post', 1);
    must(damaged.sums.get('2026-11-06')).delete('withdrawn|1.013236|online');
    expect(await recountDays(damaged)(UNIT, ...span)).toEqual([
      { day: '2026-11-06', cell: 'late|1.013236|post', counted: 1, recounted: 0, dossiers: [] },
      {
        ...{ day: '2026-11-06', cell: 'withdrawn|1.013236|online', counted: 0, recounted: 1 },
        dossiers: [idOf(3)],
      },
    ]);
  });

  test('finds an open dossier that the index of what counted does not know', async () => {
    const blind = office();
    blind.rows.splice(0, blind.rows.length, ...blind.rows.filter(({ dossierId }) => dossierId !== idOf(4)));
    expect(await recountDays(blind)(UNIT, ...span)).toEqual([]);
  });

  test('compares the gauges of the desks with who stands there', async () => {
    const damaged = office();
    damaged.gauges.set('clerk', 3);
    damaged.gauges.delete('system');
    const found = await recountGauges(damaged)(UNIT);
    expect(found.map(({ cell, counted, recounted }) => [cell, counted, recounted])).toEqual([
      ['gauge|clerk', 3, 0],
      ['gauge|system', 0, 2],
    ]);
  });
});

describe('a night', () => {
  const nightly = (registry = registryOf([...stories, ...turnOfYear], at('2027-01-06 01:30'))) => {
    const kept = new Map<UnitId, RecountState>();
    const told: string[] = [];
    const other = must(unitId('STC-H05'));
    const ports = {
      ...registry,
      units: async () => [UNIT, other],
      recounts: {
        recount: async (unit: UnitId) => kept.get(unit),
        putRecount: async (unit: UnitId, state: RecountState) => void kept.set(unit, state),
      },
      tell: (unit: UnitId, { from, to, difference }: RecountState) =>
        void told.push(`${unit} ${from} ${to} ${difference}`),
      // The other unit has counted nothing.
      rollUps: {
        ...registry.rollUps,
        firstDay: async (unit: string) => (unit === UNIT ? registry.rollUps.firstDay(unit) : undefined),
      },
    };
    const run = async (turns = 100) => {
      let turn: Turn = {};
      let done = 0;
      do turn = await recountTurn(ports)(turn);
      while (++done < turns && turn.unit !== undefined);
      return done;
    };
    return { kept, told, run, registry };
  };

  test('goes over everything the first time, a week a turn, then sums up the periods', async () => {
    const { kept, told, run, registry } = nightly();
    // 30/10 to 05/01 are 68 days: ten turns; the other unit one.
    expect(await run()).toBe(11);
    expect(told).toEqual([`${UNIT} 2026-10-30 2027-01-05 0`]);
    expect(kept.get(UNIT)).toMatchObject({ difference: 0, differences: [], goodUntil: '2027-01-05' });
    expect((await registry.rollUps.rollUps(UNIT, '2026')).whole?.closing.open).toBe(5);
    expect((await registry.rollUps.rollUps('province#H05', '2026')).whole?.closing.open).toBe(5);
  });

  test('later looks at five weeks', async () => {
    const { told, run } = nightly();
    await run();
    await run();
    expect(told.at(-1)).toBe(`${UNIT} 2026-12-02 2027-01-05 0`);
  });

  test('that was cut off goes on where it was', async () => {
    const { kept, told, run } = nightly();
    await run(3);
    expect(kept.get(UNIT)).toMatchObject({ next: '2026-11-13' });
    expect(told).toEqual([]);
    // The other unit has its turn first.
    expect(await run()).toBe(9);
    expect(told).toEqual([`${UNIT} 2026-10-30 2027-01-05 0`]);
  });

  test('that finds a difference says so, and the next one looks at those days again', async () => {
    const { kept, told, run, registry } = nightly();
    const day = must(registry.sums.get('2026-11-04'));
    day.set('received|1.013236|online', 7);
    await run();
    expect(told).toEqual([`${UNIT} 2026-10-30 2027-01-05 5`]);
    expect(kept.get(UNIT)?.differences).toHaveLength(1);
    expect(kept.get(UNIT)?.goodUntil).toBeUndefined();
    day.set('received|1.013236|online', 2);
    await run();
    expect(told.at(-1)).toBe(`${UNIT} 2026-10-30 2027-01-05 0`);
  });
});
