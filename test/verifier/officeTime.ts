import type { Table } from './table.ts';

/** Office time counted naively: day by day, shift by shift, in milliseconds since 1970 (UTC), as the log has them. */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export type Instant = number;
type Shift = readonly [Instant, Instant];

/** The local day number of an instant. */
export const dayAt = (table: Table, at: Instant): number => Math.floor((at + table.offset * MINUTE) / DAY);

/** The instant at which a local day begins. */
export const midnight = (table: Table, day: number): Instant => day * DAY - table.offset * MINUTE;

const shiftsOf = (table: Table, day: number): readonly Shift[] => {
  const start = midnight(table, day);
  return (table.days.get(day)?.open ?? []).map(([from, to]) => [start + from * MINUTE, start + to * MINUTE]);
};

export const isWorked = (table: Table, day: number): boolean => (table.days.get(day)?.open ?? []).length > 0;

const step = (table: Table, day: number, by: 1 | -1): number => {
  let next = day + by;
  while (!isWorked(table, next)) {
    if (next < table.first || next > table.last) throw new Error(`day ${next} lies beyond the calendar`);
    next += by;
  }
  return next;
};

/** The n-th working day after a day. */
export const workingDayAfter = (table: Table, day: number, n: number): number => {
  let at = day;
  for (let i = 0; i < n; i++) at = step(table, at, 1);
  return at;
};
/** The n-th working day before a day. */
export const workingDayBefore = (table: Table, day: number, n: number): number => {
  let at = day;
  for (let i = 0; i < n; i++) at = step(table, at, -1);
  return at;
};

/** First moment of office time of a day, or of the next one that is worked. */
export const openingOf = (table: Table, day: number): Instant => {
  const worked = isWorked(table, day) ? day : step(table, day, 1);
  return Math.min(...shiftsOf(table, worked).map(([from]) => from));
};

/** Last moment of office time of a working day. */
export const closingOf = (table: Table, day: number): Instant =>
  Math.max(...shiftsOf(table, day).map(([, to]) => to));

/** Office time from one instant to another. */
export const workedBetween = (table: Table, from: Instant, to: Instant): number => {
  let sum = 0;
  for (let day = dayAt(table, from); day <= dayAt(table, to); day++) {
    for (const [opens, closes] of shiftsOf(table, day)) {
      sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
    }
  }
  return sum;
};

/** The first moment by which so much office time has passed. */
export const after = (table: Table, from: Instant, length: number): Instant => {
  if (length === 0) return from;
  let left = length;
  for (let day = dayAt(table, from); day <= table.last; day++) {
    for (const [opens, closes] of shiftsOf(table, day)) {
      const begins = Math.max(opens, from);
      const has = Math.max(0, closes - begins);
      if (left <= has) return begins + left;
      left -= has;
    }
  }
  throw new Error('office time runs out of the calendar');
};

/** The last moment from which so much office time still fits before `end`. */
export const lastBefore = (table: Table, end: Instant, length: number): Instant => {
  if (length === 0) return end;
  let left = length;
  for (let day = dayAt(table, end); day >= table.first; day--) {
    for (const [opens, closes] of shiftsOf(table, day).toReversed()) {
      const ends = Math.min(closes, end);
      const has = Math.max(0, ends - opens);
      if (left <= has) return ends - left;
      left -= has;
    }
  }
  throw new Error('office time runs out of the calendar');
};

/** The instant itself while the office is open, the moment of closing included; else when it opens next. */
export const whenOpen = (table: Table, at: Instant): Instant => {
  for (let day = dayAt(table, at); day <= table.last; day++) {
    for (const [opens, closes] of shiftsOf(table, day)) {
      if (at <= closes) return Math.max(at, opens);
    }
  }
  throw new Error('the office never opens again');
};
