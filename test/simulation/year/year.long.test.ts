import { expect, test } from 'vitest';
import { broken, brokenSpines, readWorld } from '../../support/invariants.ts';
import { scan } from '../../support/tables.ts';
import { countYear, eventOf } from '../../verifier/yearCount.ts';
import { bieu06Of, digestOf, printBieu06, scoreboardOf } from './scoreboard.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import { type Simulated, simulate } from './world.ts';

/** Days of a department on the real template, machines, bundles, database engine and object store, under a virtual clock. */
/** Real time until a hanging run is given up; nothing is measured by it. */
const LIMIT = 400_000;
/** A share of what `npm run simulate` does by command. */
const FILED = 20;
const SPAN = { from: '2023-02-01', days: 14 };
const run = (seed: number, dossiers: number): Promise<Simulated> =>
  simulate({ seed, span: SPAN, dossiers, staffing: readStaffing(STAFF_FILE), faults: [] });

test(
  'two weeks: every dossier comes to its end, the figures of the API are those of the logs, the invariants hold',
  async () => {
    const { cloud, arrivals } = await run(2023, FILED);
    try {
      const world = await readWorld(cloud);
      expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
      expect(world.heads).toHaveLength(FILED);
      expect(world.heads.filter(({ dossier }) => dossier.phase !== 'CLOSED')).toEqual([]);
      const [from, to] = ['2023-02-01', '2023-12-31'];
      const board = await scoreboardOf(cloud, from, to);
      const events = (await scan(cloud, cloud.names.eventTable)).map(eventOf);
      const { early, onTime, late, ...counted } = countYear(events, from, to);
      expect({ ...board, resolved: { early, onTime, late } }).toEqual({
        ...board,
        ...counted,
        resolved: board.resolved,
      });
      expect(board).toMatchObject({ open: 0, onSpot: arrivals.filter(({ onSpot }) => onSpot).length });
      expect(printBieu06(await bieu06Of(cloud, from, to))).toMatch(new RegExp(`Tổng cộng +${FILED} `));
      expect(cloud.deadLetters()).toEqual([]);
    } finally {
      await cloud.stop();
    }
  },
  LIMIT,
);

test(
  'the deployed bundles over the protocols of the SDK, or shared ones without: the same logs, byte for byte',
  async () => {
    const logs = [];
    for (const protocols of [false, true]) {
      const staffing = readStaffing(STAFF_FILE);
      const { cloud } = await simulate({ seed: 7, span: SPAN, dossiers: 3, staffing, faults: [], protocols });
      logs.push(await digestOf(cloud));
      await cloud.stop();
    }
    expect(logs[0]).toBe(logs[1]);
  },
  LIMIT,
);

test(
  'the same seed gives the same logs, byte for byte; another one does not',
  async () => {
    const logs = [];
    for (const seed of [5, 5, 6]) {
      const { cloud } = await run(seed, 3);
      logs.push(await digestOf(cloud));
      await cloud.stop();
    }
    expect(logs[0]).toBe(logs[1]);
    expect(logs[2]).not.toBe(logs[0]);
  },
  LIMIT,
);
