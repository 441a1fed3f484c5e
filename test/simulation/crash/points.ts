import { virtualClock } from '../../../local/clock.ts';
import type { CallFault, Faults } from '../../../local/faults.ts';
import { broken, brokenSpines, readWorld } from '../../support/invariants.ts';
import { chanceOf } from '../alertsChance.ts';
import type { Turn } from '../year/arrivals.ts';
import { Journey } from '../year/journey.ts';
import { readStaffing, STAFF_FILE, type Staffing } from '../year/staffing.ts';
import { HEALING_HOURS, openDepartment } from '../year/world.ts';

/** Lives of a dossier in which every call is made to fail once. */
export const scenarios = ['usual', 'supplement', 'sentBack', 'withdrawn', 'refused', 'onSpot'] as const;
export type Scenario = (typeof scenarios)[number];

/** What is done to the k-th call of a function or machine, or to the k-th batch of a stream. */
const ways = ['crashBefore', 'crashAfter', 'again', 'stopped'] as const;
type Way = (typeof ways)[number];

/** One failure at one place of one life. */
export interface Point {
  readonly scenario: Scenario;
  readonly way: Way;
  readonly k: number;
  /** What failed: `dynamodb TransactWriteItems`. */
  readonly what: string;
}

/** What came of it. */
export interface Found {
  readonly points: number;
  /** How many calls and batches each life has. */
  readonly calls: Readonly<Record<string, number>>;
  readonly wrong: readonly { readonly point: Point | undefined; readonly what: string }[];
}

const HOUR = 3_600_000;
/** Everybody is quick, so that a life takes an hour. */
const quick = (): Staffing => {
  const soon: [number, number] = [1, 1];
  const desk = { file: soon, check: soon, onSpot: soon, deliver: soon };
  const minutes = { ...desk, assign: soon, review: soon, approve: soon, result: soon };
  return { ...readStaffing(STAFF_FILE), heedsAlerts: false, appraisalPerDay: soon, minutes };
};

/**
 * Plays each life once to count its calls, then again and again with one of them failing: the caller dies before the effect, or
 * after it before the reply; a batch comes twice, or cannot be delivered for a while. Every dossier must come to its end and
 * every invariant hold. `every` takes each so-many-th place only; `offset` is where it begins.
 */
export const crashPoints = async (
  o: {
    readonly seed: number;
    readonly scenarios: readonly Scenario[];
    readonly every: number;
    readonly offset: number;
  },
  progress: (line: string) => void,
): Promise<Found> => {
  const start = Date.parse('2023-02-01T08:00+07:00');
  const clock = virtualClock(start);
  let target: { readonly way: Way; readonly k: number } | undefined;
  let struck = '';
  const seen = { call: 0, batch: 0 };
  const isAt = (kind: 'call' | 'batch', of: readonly Way[], what: string): Way | undefined => {
    seen[kind]++;
    if (!target || !of.includes(target.way) || target.k !== seen[kind]) return undefined;
    struck = what;
    return target.way;
  };
  const faults: Faults = {
    call: (service, operation) => {
      const way = isAt('call', ['crashBefore', 'crashAfter'], `${service} ${operation}`);
      return way === 'crashBefore' || way === 'crashAfter' ? (way satisfies CallFault) : undefined;
    },
    batch: (what) => {
      const way = isAt('batch', ['again', 'stopped'], `batch ${what.replace(/ .*/, '')}`);
      return way === 'again' || way === 'stopped' ? way : undefined;
    },
    schedule: () => ({ lateMs: 0, twice: false }),
    skewMs: () => 0,
  };
  const span = { from: '2023-02-01', days: 365 };
  const { cloud, scene, procedures, touched } = await openDepartment({
    ...o,
    span,
    staffing: quick(),
    clock,
    faults,
  });
  const points = new Map<string, Point>();
  const calls: Record<string, number> = {};
  let n = 0;
  try {
    const live = async (
      scenario: Scenario,
      aim?: typeof target,
    ): Promise<{ call: number; batch: number }> => {
      const onSpot = scenario === 'onSpot';
      const procedure = procedures.find(({ onSpotLevel }) => (onSpotLevel === '5') === onSpot);
      if (!procedure) throw new Error('no procedure for it');
      const turn: Turn = onSpot ? 'usual' : scenario;
      // Each life begins on the next morning, so that all of them meet the same hours.
      const morning = start + Math.ceil((clock.now() - start) / (24 * HOUR)) * 24 * HOUR;
      await clock.advanceTo(morning);
      Object.assign(seen, { call: 0, batch: 0 });
      [target, struck] = [aim, ''];
      const known = new Set(touched);
      n++;
      const channel = onSpot ? ('counter' as const) : ('online' as const);
      const arrival = {
        ...{ n, at: morning, procedure, channel, onSpot, turn },
        rates: true,
        chance: chanceOf(o.seed, n),
      };
      scene.agenda.spawn(() => new Journey(arrival, scene).run());
      await scene.agenda.run();
      await clock.advanceTo(clock.now() + HEALING_HOURS * HOUR);
      target = undefined;
      for (const id of touched) if (!known.has(id) && aim) points.set(id, { scenario, ...aim, what: struck });
      return { ...seen };
    };
    for (const scenario of o.scenarios) {
      const counted = await live(scenario);
      calls[scenario] = counted.call;
      for (const way of ways) {
        const most = way === 'again' || way === 'stopped' ? counted.batch : counted.call;
        for (let k = 1 + (o.offset % o.every); k <= most; k += o.every) {
          await live(scenario, { way, k });
          if (points.size % 25 === 0)
            progress(`${scenario}: ${way} at ${k} of ${most}; ${points.size} points`);
        }
      }
    }
    await clock.advanceTo(clock.now() + 2 * HEALING_HOURS * HOUR);
    const world = await readWorld(cloud);
    const faultsFound = [...broken(world), ...(await brokenSpines(cloud, world))];
    const open = world.heads.filter(({ dossier }) => dossier.phase !== 'CLOSED');
    const named = (text: string): Point | undefined => {
      const head = world.heads.find(
        ({ dossier }) => text.includes(dossier.code) || text.includes(dossier.id),
      );
      return head && points.get(head.dossier.id);
    };
    return {
      points: points.size,
      calls,
      wrong: [
        ...faultsFound.map((what) => ({ point: named(what), what })),
        ...open.map(({ dossier }) => ({
          point: points.get(dossier.id),
          what: `${dossier.code} stands in ${dossier.phase}`,
        })),
        ...cloud
          .deadLetters()
          .map(({ source, reason }) => ({ point: undefined, what: `dead letter of ${source}: ${reason}` })),
      ],
    };
  } finally {
    await cloud.stop();
  }
};
