import type { Instant } from '../core/calendar/index.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import type { ByProcedure, RollUp } from '../core/metrics/rollUp.ts';

/** Numbers per cell `measure|procedure|channel`. */
export type Cells = ReadonlyMap<string, number>;

/** An event that counted, and the cells that it moved. */
export interface CountedRow {
  readonly day: string;
  readonly at: Instant;
  readonly dossierId: DossierId;
  readonly seq: number;
  readonly cells: Cells;
}

export interface CountedPage {
  readonly rows: readonly CountedRow[];
  /** Where the next page begins: after this place. Absent when there is no more. */
  readonly reached?: string;
}

/** What was counted, as sums and event by event. Days are local ones, `YYYY-MM-DD`, both ends of a span included. */
export interface CountStore {
  /** Per day that has any, what was counted. */
  counters(unit: string, from: string, to: string): Promise<ReadonlyMap<string, Cells>>;
  /** The events that counted on a day, in the order of the instants that they count by, page by page. */
  counted(unit: string, day: string, limit: number, after?: string): Promise<CountedPage>;
}

/** A period of one owner as it stands: a unit by procedure and as a whole, or a province. */
export interface StoredPeriod {
  readonly whole?: RollUp;
  readonly byProcedure: ByProcedure;
}

/** Sums over periods. `owner` is a unit, or `province#H05`. */
export interface RollUpStore {
  rollUps(owner: string, period: string): Promise<StoredPeriod>;
  /** Overwrites the roll-ups of a period, by scope: `` for the whole, `field#<id>`, `procedure#<code>`. */
  putRollUps(owner: string, period: string, scopes: ReadonlyMap<string, RollUp>, at: Instant): Promise<void>;
  /** The first local day on which the unit counted anything. */
  firstDay(unit: string): Promise<string | undefined>;
}

/** The receiving units of this installation. */
export interface UnitsPort {
  units(): Promise<readonly UnitId[]>;
}
