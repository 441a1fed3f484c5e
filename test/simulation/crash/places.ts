import type { Faults } from '../../../local/faults.ts';

/** What can go wrong at the k-th of its kind. */
export const ways = {
  /** A call of a function or state machine: the caller dies before the effect, or after it and before the reply. */
  call: ['crashBefore', 'crashAfter'],
  /** A batch of a stream comes once more after it was acknowledged, or not now, so that other streams overtake it. */
  batch: ['again', 'stopped'],
  /** A record is in its stream no more. */
  record: ['recordLost'],
  /** An event of S3, scanner or Step Functions. */
  event: ['eventTwice', 'eventLate', 'eventLost'],
  /** A schedule. */
  timer: ['timerTwice', 'timerLate', 'timerLost'],
} as const;
export type Kind = keyof typeof ways;
export type Way = (typeof ways)[Kind][number];
export const allWays: readonly Way[] = Object.values(ways).flat();

/** The k-th of its kind fails in one way. */
export interface Place {
  readonly way: Way;
  readonly k: number;
}

const LATE = 10 * 60_000;

/** Faults that strike once, at the place that is aimed at. Counts what passes. */
export class Aim {
  private place: Place | undefined;
  private seen: Record<Kind, number> = { call: 0, batch: 0, record: 0, event: 0, timer: 0 };
  /** Records stay lost, and each is asked about more than once. */
  private readonly records = new Map<string, boolean>();
  /** What was struck: `dynamodb TransactWriteItems`; undefined: the place was not reached. */
  struck: string | undefined;

  /** Counts from nothing, and strikes at a place or not at all. */
  take(place?: Place): void {
    this.place = place;
    this.seen = { call: 0, batch: 0, record: 0, event: 0, timer: 0 };
    this.struck = undefined;
  }

  /** How many calls have passed. */
  calls(): number {
    return this.seen.call;
  }

  readonly faults: Faults = {
    call: (service, operation) => this.at('call', `${service} ${operation}`),
    batch: (what) => this.at('batch', `batch of ${what.replace(/ .*/, '')}`),
    keeps: (_at, what) => {
      const known = this.records.get(what);
      if (known !== undefined) return known;
      const kept = this.at('record', `record of ${what.replace(/ .*/, '')}`) === undefined;
      this.records.set(what, kept);
      return kept;
    },
    event: (what) => {
      const way = this.at('event', what.slice(0, 60));
      return {
        twice: way === 'eventTwice',
        lateMs: way === 'eventLate' ? LATE : 0,
        never: way === 'eventLost',
      };
    },
    schedule: (name) => {
      const way = this.at('timer', name);
      return {
        twice: way === 'timerTwice',
        lateMs: way === 'timerLate' ? LATE : 0,
        never: way === 'timerLost',
      };
    },
    skewMs: () => 0,
  };

  private at<K extends Kind>(kind: K, what: string): (typeof ways)[K][number] | undefined {
    this.seen[kind]++;
    const found = ways[kind].find((way) => way === this.place?.way);
    if (!found || this.place?.k !== this.seen[kind]) return undefined;
    this.struck = what;
    return found;
  }
}
