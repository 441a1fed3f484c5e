import { createHash } from 'node:crypto';
import type { Lags } from '../../../local/dynamo/lag.ts';
import type { CallFault, Faults } from '../../../local/faults.ts';
import { type Chance, chanceOf } from '../alertsChance.ts';
import type { Weather } from '../check/inspector.ts';
import { localDay, type Span, startOf } from './arrivals.ts';

/** What can go wrong, and what it means. */
export const faultNames = [
  'crashBefore', // a function dies before its call to a service
  'crashAfter', // and after the effect, before the reply
  'lostReply', // the reply of a service does not arrive
  'throttling', // DynamoDB, Step Functions, S3 say for some seconds: later
  'conflict', // a transaction meets another one
  'duplicates', // stream batches come again
  'schedules', // schedules come late and twice
  'skew', // clocks of functions are off, up to five minutes
  'sfnDown', // Step Functions is away for three hours
  'dynamoDown', // DynamoDB is away for three hours
  'streamStopped', // streams deliver nothing for twenty hours; what is over six hours old is given up
  'streamLost', // for thirty hours; they keep their records for twenty-four
  'indexLag', // indexes follow their tables up to a minute late
  'staleReads', // reads that do not ask for consistency are up to a second old
  'events', // events of S3, the scanner and Step Functions come late and twice
  'repeats', // people press twice: every fifth wish comes again with the same key
  'deploy', // new definitions of the state machines are deployed
  'calendar', // a day off is declared
  'operator', // somebody stops running executions in the console
  'poison', // a record comes that no consumer of the stream can handle
  'restarts', // somebody gives spines that run well another run
  'redrives', // somebody stops spines, and redrives them hours later
  'races', // a wait ends by its time limit just when it is answered
] as const;
export type FaultName = (typeof faultNames)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
/** How long a service throttles: longer than the SDK tries, shorter than a state machine does. */
const BURST = 5_000;
/** How often a call fails in one of these ways, if nothing else is said. */
export const RATE = 0.01;

/** One of these, drawn by the seed, fails so many times as often: what is written and told is where bugs live. */
const weakSpots = ['TransactWriteItems', 'SendTaskSuccess', 'StartExecution', 'PUT'] as const;
const WEAKER = 5;

/** Something is away for hours, or gone: only a sweep heals what has gone wrong meanwhile. */
const outages: readonly FaultName[] = [
  ...(['sfnDown', 'dynamoDown', 'streamStopped', 'streamLost'] as const),
  ...(['operator', 'redrives'] as const),
];

/** Reads `--faults`. Throws in words. */
export const readFaults = (list: string, seed: number): FaultName[] => {
  if (list === 'all') return [...faultNames];
  const chance = chanceOf(seed, 7);
  if (list === 'swarm') {
    // Where nothing is away for long, more can be expected of what the others do.
    const away = chance.yes(0.5);
    return faultNames.filter((name) => chance.yes(0.4) && (away || !outages.includes(name)));
  }
  return list.split(',').map((name) => {
    const found = faultNames.find((each) => each === name.trim());
    if (!found) throw new Error(`--faults ${name}: one of ${faultNames.join(', ')}, all, swarm`);
    return found;
  });
};

const ways: readonly (readonly [FaultName, CallFault])[] = [
  ...([
    ['crashBefore', 'crashBefore'],
    ['crashAfter', 'crashAfter'],
    ['lostReply', 'lost'],
  ] as const),
  ...([
    ['throttling', 'throttled'],
    ['conflict', 'conflict'],
  ] as const),
];

/** Which of these make a call fail. */
const calls: readonly FaultName[] = [
  ...(['crashBefore', 'crashAfter', 'lostReply', 'throttling', 'conflict'] as const),
  ...(['sfnDown', 'dynamoDown'] as const),
];

/** What may be expected of a run with these faults while it runs. */
export const weatherOf = (names: readonly FaultName[]): Weather => ({
  calm: names.every((name) => name === 'repeats' || name === 'calendar'),
  answered: !names.some((name) => calls.includes(name)),
  outage: names.some((name) => outages.includes(name)),
});

/** The faults of a run, and a count of how often each strikes; on some local days only if `days` says so. Every draw follows from the seed and from what the call says. */
export const planOf = (
  names: readonly FaultName[],
  seed: number,
  span: Span,
  now: () => number,
  {
    days,
    rate = RATE,
  }: { readonly days?: readonly string[] | undefined; readonly rate?: number | undefined } = {},
): {
  readonly faults: Faults | undefined;
  readonly struck: Record<string, number>;
  readonly calm: () => void;
  /** Whether nothing is to fail now. */
  readonly rests: () => boolean;
  /** When new definitions are deployed, and when a day off is declared, if they are. */
  readonly deployAt: number;
  readonly dayOffAt: number;
  /** When the record comes that nobody can handle. */
  readonly poisonAt: number;
  /** Whether somebody presses twice. */
  readonly pressesAgain: (key: string) => boolean;
} => {
  const struck: Record<string, number> = {};
  const strike = (name: FaultName): void => {
    struck[name] = (struck[name] ?? 0) + 1;
  };
  let isCalm = false;
  const only = days && new Set(days);
  const rests = (): boolean => isCalm || (only !== undefined && !only.has(localDay(now())));
  const lostRecords = new Set<string>();
  const seen = new Map<string, number>();
  const hashed = (what: string): number =>
    createHash('sha256').update(`${seed}/${what}`).digest().readUInt32BE(0) / 2 ** 32;
  const draw = (what: string): number => {
    const n = (seen.get(what) ?? 0) + 1;
    seen.set(what, n);
    return hashed(`${n}/${what}`);
  };
  const chance = chanceOf(seed, 8);
  const weak = chanceOf(seed, 12).oneOf(weakSpots);
  const window = (hours: number) => {
    const from =
      startOf(span) + chance.between(0, Math.max(0, span.days - 1)) * DAY + chance.between(7, 14) * HOUR;
    return { from, to: from + hours * HOUR };
  };
  const [sfn, dynamo, stream, lost] = [window(3), window(3), window(20), window(30)];
  const within = ({ from, to }: { from: number; to: number }): boolean => now() >= from && now() < to;
  const has = (name: FaultName): boolean => names.includes(name);
  const lags: Lags = {
    indexLagMs(what) {
      if (!has('indexLag') || rests()) return 0;
      return count('indexLag', Math.round(draw(`lag ${what}`) * MINUTE));
    },
    readLagMs(what) {
      if (!has('staleReads') || rests() || now() < startOf(span)) return 0;
      return count('staleReads', 1 + Math.round(draw(`stale ${what}`) * 1000));
    },
  };
  const faults: Faults = {
    call(service, operation, what) {
      if (rests() || now() < startOf(span)) return undefined; // before and afterwards people only look
      if (has('sfnDown') && service === 'states' && within(sfn)) return count('sfnDown', 'down');
      if (has('dynamoDown') && service === 'dynamodb' && within(dynamo)) return count('dynamoDown', 'down');
      for (const [name, way] of ways) {
        if (!has(name)) continue;
        const writes = operation === 'TransactWriteItems' || operation === 'UpdateItem';
        if (name === 'conflict' && !(service === 'dynamodb' && writes)) continue;
        // Whoever is throttled is throttled again a moment later, so that the SDK's own attempts are in vain.
        const moment = `${service} ${Math.floor(now() / BURST)}`;
        const drawn =
          name === 'throttling'
            ? hashed(`throttling ${moment}`)
            : draw(`${name} ${service} ${operation} ${what}`);
        if (drawn < rate * (operation === weak ? WEAKER : 1)) return count(name, way);
      }
      return undefined;
    },
    races: (what) => has('races') && !rests() && draw(`race ${what}`) < 0.1 && count('races', true),
    batch(what) {
      if (rests()) return undefined;
      if (has('streamStopped') && within(stream)) return count('streamStopped', 'stopped');
      if (has('streamLost') && within(lost)) return count('streamLost', 'stopped');
      return has('duplicates') && draw(`batch ${what}`) < 0.2 ? count('duplicates', 'again') : undefined;
    },
    keeps(at, what) {
      if (!has('streamLost') || now() - at <= DAY) return true;
      lostRecords.add(what); // it is asked again and again while the stream stands
      struck.recordsLost = lostRecords.size;
      return false;
    },
    lags: has('indexLag') || has('staleReads') ? lags : undefined,
    event(what) {
      if (!has('events') || rests()) return { lateMs: 0, twice: false };
      strike('events');
      const [late, twice] = [draw(`late ${what}`), draw(`twice ${what}`)];
      return { lateMs: late < 0.3 ? Math.round((late / 0.3) * 10 * MINUTE) : 0, twice: twice < 0.3 };
    },
    schedule(name) {
      if (!has('schedules') || rests()) return { lateMs: 0, twice: false };
      strike('schedules');
      const [late, twice] = [draw(`late ${name}`), draw(`twice ${name}`)];
      return { lateMs: late < 0.3 ? Math.round(late * 100 * MINUTE) : 0, twice: twice < 0.3 };
    },
    skewMs(invocation) {
      if (!has('skew') || rests()) return 0;
      strike('skew');
      return Math.round((draw(`skew ${invocation}`) - 0.5) * 10 * MINUTE);
    },
  };
  const count = <T>(name: FaultName, way: T): T => {
    strike(name);
    return way;
  };
  const calm = (): void => {
    isCalm = true;
  };
  const someHour = (change: Chance): number =>
    startOf(span) + change.between(0, Math.max(0, span.days - 1)) * DAY + change.between(8, 16) * HOUR;
  const change = chanceOf(seed, 10);
  return {
    faults: names.length > 0 ? faults : undefined,
    ...{ struck, calm, rests, deployAt: someHour(change), dayOffAt: someHour(change) },
    poisonAt: someHour(chanceOf(seed, 13)),
    pressesAgain: (key) =>
      has('repeats') && !rests() && draw(`repeat ${key}`) < 0.2 && count('repeats', true),
  };
};
