import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { dayAfter, dayBefore, monthOfDay, plusDays } from '../core/metrics/period.ts';
import { type Difference, sizeOf } from '../core/metrics/recount.ts';
import type { UnitsPort } from './counts.ts';
import { confirmed, type RecountPorts, recountDays, recountGauges } from './recount.ts';
import { provinceOf, type RollUpPorts, rollUpProvince, rollUpSince } from './rollUp.ts';

/** How far the recount of a unit has come, and what it has found. */
export interface RecountState {
  readonly from: string;
  readonly to: string;
  /** The day with which it goes on; absent when it is done. */
  readonly next?: string | undefined;
  readonly startedAt: number;
  readonly finishedAt?: number | undefined;
  /** By how much all numbers together are off, so far. */
  readonly difference: number;
  /** The first of them. */
  readonly differences: readonly Difference[];
  /** Up to this day the last recount without any difference came. */
  readonly goodUntil?: string | undefined;
}

export interface RecountStore {
  recount(unit: UnitId): Promise<RecountState | undefined>;
  putRecount(unit: UnitId, state: RecountState): Promise<void>;
}

export type RecountRunPorts = RecountPorts &
  RollUpPorts &
  UnitsPort & {
    readonly recounts: RecountStore;
    /** Says what a finished recount has found. */
    readonly tell: (unit: UnitId, state: RecountState) => void;
  };

/** What one call does, and where the next one goes on. */
export interface Turn {
  readonly unit?: UnitId | undefined;
}

/** Days in one turn: as many logs as a function reads with ease. */
const DAYS = 7;
/**
 * A night looks back so many days, and further when the nights before have not been good. A result may count on an earlier day
 * than its file was found clean (INT: five weeks of repairs are enough; an older one is recounted on demand).
 */
const WINDOW = 35;
/** So many differences are kept; the number says how many there are. */
const KEPT = 50;

/**
 * One turn of the nightly recount: the next days of a unit; after the last of them its gauges and roll-ups. Answers the unit
 * that has the next turn, and none when the night's work is done. What was done is kept with the unit, so that a run that was
 * cut off goes on where it was.
 */
export const recountTurn =
  (ports: RecountRunPorts) =>
  async ({ unit: wanted }: Turn): Promise<Turn> => {
    const units = (await ports.units()).toSorted();
    const unit = wanted ?? units[0];
    if (unit === undefined) return {};
    const state = await recountStep(ports, unit);
    if (state?.next !== undefined) return { unit };
    const following = units[units.indexOf(unit) + 1];
    return following === undefined ? {} : { unit: following };
  };

const recountStep = async (ports: RecountRunPorts, unit: UnitId): Promise<RecountState | undefined> => {
  const office = await ports.catalogue.office(unit);
  const first = await ports.rollUps.firstDay(unit);
  const now = ports.clock.now();
  const yesterday = office && dayBefore(formatDate(localDateOf(now, office.calendar)));
  if (first === undefined || yesterday === undefined || first > yesterday) return undefined;
  const kept = await ports.recounts.recount(unit);
  const state =
    kept?.next === undefined ? begin(kept, { first, yesterday, now }) : { ...kept, to: yesterday };
  const from = state.next ?? state.from;
  const until = earlier(plusDays(from, DAYS - 1), state.to);
  const found = await confirmed(() => recountDays(ports)(unit, from, until));
  const sofar = added(state, found);
  if (until < state.to) return keep(ports, unit, { ...sofar, next: dayAfter(until) });
  const gauges = await confirmed(() => recountGauges(ports)(unit));
  const months = await rollUpSince(ports)(unit, monthOfDay(state.from), { at: now, yesterday });
  const province = provinceOf(unit);
  const family = (await ports.units()).filter((each) => provinceOf(each) === province);
  for (const month of months) await rollUpProvince(ports)(province, family, month, { at: now, yesterday });
  const { next: _, ...all } = added(sofar, gauges);
  const good = all.difference === 0 ? { goodUntil: state.to } : {};
  const done = await keep(ports, unit, { ...all, ...good, finishedAt: now });
  ports.tell(unit, done);
  return done;
};

const begin = (
  kept: RecountState | undefined,
  { first, yesterday, now }: { readonly first: string; readonly yesterday: string; readonly now: number },
): RecountState => {
  const window = plusDays(yesterday, 1 - WINDOW);
  const since = kept?.goodUntil === undefined ? first : earlier(dayAfter(kept.goodUntil), window);
  const from = since < first ? first : since;
  const good = kept?.goodUntil === undefined ? {} : { goodUntil: kept.goodUntil };
  return { from, to: yesterday, startedAt: now, difference: 0, differences: [], ...good };
};

const added = (state: RecountState, found: readonly Difference[]): RecountState => ({
  ...state,
  difference: state.difference + sizeOf(found),
  differences: [...state.differences, ...found].slice(0, KEPT),
});

const keep = async (ports: RecountRunPorts, unit: UnitId, state: RecountState): Promise<RecountState> => {
  await ports.recounts.putRecount(unit, state);
  return state;
};

const earlier = (a: string, b: string): string => (a < b ? a : b);
