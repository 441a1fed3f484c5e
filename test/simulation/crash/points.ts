import { virtualClock } from '../../../local/clock.ts';
import type { Faults } from '../../../local/faults.ts';
import { broken, brokenSpines, readWorld } from '../../support/invariants.ts';
import { chanceOf } from '../alertsChance.ts';
import type { Turn } from '../year/arrivals.ts';
import { Journey } from '../year/journey.ts';
import { readStaffing, STAFF_FILE, type Staffing } from '../year/staffing.ts';
import { HEALING_HOURS, openDepartment } from '../year/world.ts';

/** Lives of a dossier in which every call is made to fail once. */
export const scenarios = ['usual', 'supplement', 'sentBack', 'withdrawn', 'refused', 'onSpot'] as const;
export type Scenario = (typeof scenarios)[number];

/** What can go wrong at the k-th of its kind: a call of a function or machine, a batch of a stream, an AWS event, a schedule. */
const ways = {
  call: ['crashBefore', 'crashAfter'],
  batch: ['again', 'stopped'],
  event: ['eventTwice', 'eventLate'],
  timer: ['timerTwice', 'timerLate'],
} as const;
type Kind = keyof typeof ways;
type Way = (typeof ways)[Kind][number];
const kinds = ['call', 'batch', 'event', 'timer'] as const satisfies readonly Kind[];
const LATE = 10 * 60_000;

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
  /** How many calls each life has. */
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
 * after it before the reply; a batch of a stream, an event of S3, scanner or Step Functions, or a schedule comes twice, or not for
 * a while, so that later ones overtake it. Every dossier must come to its end and
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
  const seen: Record<Kind, number> = { call: 0, batch: 0, event: 0, timer: 0 };
  const isAt = <K extends Kind>(kind: K, what: string): (typeof ways)[K][number] | undefined => {
    seen[kind]++;
    const found = ways[kind].find((way) => way === target?.way);
    if (!found || target?.k !== seen[kind]) return undefined;
    struck = what;
    return found;
  };
  const faults: Faults = {
    call: (service, operation) => isAt('call', `${service} ${operation}`),
    batch: (what) => isAt('batch', `batch ${what.replace(/ .*/, '')}`),
    keeps: () => true,
    indexLagMs: () => 0,
    readLagMs: () => 0,
    event(what) {
      const way = isAt('event', what.slice(0, 60));
      return { twice: way === 'eventTwice', lateMs: way === 'eventLate' ? LATE : 0 };
    },
    schedule(name) {
      const way = isAt('timer', name);
      return { twice: way === 'timerTwice', lateMs: way === 'timerLate' ? LATE : 0 };
    },
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
    const live = async (scenario: Scenario, aim?: typeof target): Promise<Readonly<Record<Kind, number>>> => {
      const onSpot = scenario === 'onSpot';
      const procedure = procedures.find(({ onSpotLevel }) => (onSpotLevel === '5') === onSpot);
      if (!procedure) throw new Error('no procedure for it');
      const turn: Turn = onSpot ? 'usual' : scenario;
      // Each life begins on the next morning, so that all of them meet the same hours.
      const morning = start + Math.ceil((clock.now() - start) / (24 * HOUR)) * 24 * HOUR;
      await clock.advanceTo(morning);
      for (const kind of kinds) seen[kind] = 0;
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
      for (const [kind, way] of kinds.flatMap((each) => ways[each].map((way) => [each, way] as const))) {
        const most = counted[kind];
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
