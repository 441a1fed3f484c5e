import { type Instant, MINUTE_MS } from '../calendar/index.ts';

/** When a flood of alerts becomes one message: more than `over` of a unit in `minutes`. */
export interface StormLimits {
  readonly over: number;
  readonly minutes: number;
}

/** The stretch of time in which an alert is counted: by when it was decided, so that a late delivery counts the same. */
export const windowOf = (decided: Instant, { minutes }: StormLimits): Instant =>
  Math.floor(decided / (minutes * MINUTE_MS)) * minutes * MINUTE_MS;

/**
 * What becomes of an alert by its rank among those of its window (0 = the first; undefined = it came after the last one
 * that is ranked): it is told by itself; it heralds the storm, in the name of all that follow; or it is quiet.
 */
export type Fate = 'single' | 'herald' | 'quiet';

export const fateOf = (rank: number | undefined, { over }: StormLimits): Fate => {
  if (rank === undefined || rank > over) return 'quiet';
  return rank < over ? 'single' : 'herald';
};
