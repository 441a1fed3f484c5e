import { type Calendar, type Instant, localDateOf, workingDaysBetween } from '../core/calendar/index.ts';
import { desks, placeAt } from '../core/dossier/desk.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { atRiskAt, openAt } from '../core/metrics/gauges.ts';
import type { CataloguePort, ClockPort } from './ports.ts';
import type { ReadStore } from './reads.ts';

/** What is measured over all units; the numbers of one unit are its own to look up. */
export interface Observation {
  readonly open: number;
  readonly atRisk: number;
  readonly overdue: number;
  /** Working days since the oldest broken promise was due; 0 = none. */
  readonly oldestOverdueDays: number;
  readonly stuck: number;
}

export interface CountReads {
  /** Rows of an inbox before a place. Counted by the index, which lags. */
  rows(partition: string, before: string): Promise<number>;
  /** The date of the first row of an inbox. */
  firstDue(partition: string): Promise<Instant | undefined>;
  /** Dossiers whose spine has not moved since before an instant. */
  stuck(before: Instant): Promise<number>;
}

export interface ObservePorts {
  readonly units: { units(): Promise<readonly UnitId[]> };
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly reads: Pick<ReadStore, 'gauges'>;
  readonly counts: CountReads;
  readonly clock: ClockPort;
}

/** What waits for the applicant is no work of the office's and is not late by its doing. */
const own = desks.filter((desk) => desk !== 'applicant');

/** A spine may be on its way for a moment; the sweep revives it after two minutes and needs a quarter of an hour at most. */
const STUCK = 20 * 60_000;

/** Measures the whole installation: from gauges, which cost a read per unit, and counts of index rows. */
export const observe = (ports: ObservePorts) => async (): Promise<Observation> => {
  const now = ports.clock.now();
  const units = await ports.units.units();
  const each = await Promise.all(units.map((unit) => observeUnit(ports, unit, now)));
  const sum = (of: 'open' | 'atRisk' | 'overdue') => each.reduce((total, one) => total + one[of], 0);
  return {
    ...{ open: sum('open'), atRisk: sum('atRisk'), overdue: sum('overdue') },
    oldestOverdueDays: Math.max(0, ...each.map(({ oldestOverdueDays }) => oldestOverdueDays)),
    stuck: await ports.counts.stuck(now - STUCK),
  };
};

const observeUnit = async (
  { catalogue, reads, counts }: ObservePorts,
  unit: UnitId,
  now: Instant,
): Promise<Omit<Observation, 'stuck'>> => {
  const office = await catalogue.office(unit);
  if (!office) throw new Error(`unit ${unit} is not in the catalogue`);
  const gauges = await reads.gauges(unit);
  const partitions = own.filter((desk) => openAt(gauges, desk, true) > 0).map((desk) => `${unit}#${desk}`);
  const [late, first] = await Promise.all([
    Promise.all(partitions.map((partition) => counts.rows(partition, placeAt(now)))),
    Promise.all(partitions.map(counts.firstDue)),
  ]);
  const oldest = Math.min(...first.flatMap((due) => due ?? []));
  return {
    open: desks.reduce((sum, desk) => sum + openAt(gauges, desk, true), 0),
    atRisk: atRiskAt(gauges, true),
    overdue: late.reduce((sum, one) => sum + one, 0),
    oldestOverdueDays: daysLate(office.calendar, oldest, now),
  };
};

/** A promise for a day is broken on the next working day (rule R6), which is day 1. */
const daysLate = (calendar: Calendar, due: Instant, now: Instant): number =>
  due < now ? workingDaysBetween(calendar, localDateOf(due, calendar), localDateOf(now, calendar)) : 0;
