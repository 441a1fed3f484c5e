import {
  type Calendar,
  formatDate,
  type Instant,
  localDateOf,
  startOfDay,
  toEpochDay,
} from '../core/calendar/index.ts';
import { fold } from '../core/dossier/apply.ts';
import { desks } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { partsOf, resolved } from '../core/metrics/measures.ts';
import { dateOfDay, dayAfter, daysBetween } from '../core/metrics/period.ts';
import { resolvedAt } from '../core/metrics/standing.ts';
import type { CountedRow, CountStore } from './counts.ts';
import type { CataloguePort, ClockPort } from './ports.ts';
import type { ReadStore } from './reads.ts';

export interface TallyPorts {
  readonly counts: Pick<CountStore, 'counted'>;
  readonly reads: Pick<ReadStore, 'entries' | 'heads' | 'events'>;
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly clock: ClockPort;
}

/** Rows, index entries and events that are read at once; heads come in hundreds at most. */
const PAGE = 100;

/** The events that counted between two local days, both included, day by day in the order in which they count. */
export const counted = (ports: Pick<TallyPorts, 'counts'>) =>
  async function* (unit: UnitId, from: string, to: string): AsyncGenerator<CountedRow> {
    for (const day of daysBetween(from, to)) {
      for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
        const page = await ports.counts.counted(unit, day, PAGE, after);
        yield* page.rows;
        after = page.reached;
      }
    }
  };

/**
 * Every dossier of a unit that was in process at the end of a local day, as it stood then: received by then, and its result
 * not entered, nor ended otherwise, by then. Exact whenever it is asked: candidates are the dossiers that are at a desk now
 * and those that have been resolved since; what has moved since is folded from its events up to that midnight.
 *
 * The walk over the desks is not a snapshot, so that the desks are looked at twice: only a dossier that goes back to a desk
 * already passed in both rounds could be missed, and the next question finds it.
 */
export const openAsOf = (ports: TallyPorts) =>
  async function* (unit: UnitId, day: string): AsyncGenerator<Dossier> {
    const office = await ports.catalogue.office(unit);
    if (!office) return;
    const { calendar } = office;
    const end = endOfDay(day, calendar);
    const seen = new Set<DossierId>();
    for await (const ids of inHundreds(candidates(ports, unit, day, calendar))) {
      const fresh = ids.filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      if (fresh.length === 0) continue;
      const heads = await ports.reads.heads(fresh);
      for (const head of heads.values()) {
        const then = await asOf(ports.reads, head, end);
        if (then) yield then;
      }
    }
  };

/** Whoever may have been in process at the end of the day. Those resolved since come last: who leaves a desk meanwhile is there. */
async function* candidates(
  ports: TallyPorts,
  unit: UnitId,
  day: string,
  calendar: Calendar,
): AsyncGenerator<DossierId> {
  yield* twiceAtDesks(ports.reads, unit);
  const today = formatDate(localDateOf(ports.clock.now(), calendar));
  for await (const { dossierId, cells } of counted(ports)(unit, dayAfter(day), today)) {
    if ([...cells.keys()].some((cell) => isResolution(partsOf(cell).measure))) yield dossierId;
  }
}

const isResolution = (measure: string): boolean => resolved.some((each) => each === measure);

/** Who moves to a desk already passed is met in the second round. */
async function* twiceAtDesks(reads: Pick<ReadStore, 'entries'>, unit: UnitId): AsyncGenerator<DossierId> {
  yield* atDesks(reads, unit);
  yield* atDesks(reads, unit);
}

async function* atDesks(reads: Pick<ReadStore, 'entries'>, unit: UnitId): AsyncGenerator<DossierId> {
  for (const desk of desks) {
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const page = await reads.entries({
        ...{ index: 'inbox', partition: `${unit}#${desk}`, after, filter: { cleared: true }, limit: PAGE },
      });
      for (const { id } of page.entries) yield id;
      after = page.reached;
    }
  }
}

/** Every dossier that stands at a desk now, once; those at the desk of delivery are resolved. */
export async function* openNow(
  reads: Pick<ReadStore, 'entries' | 'heads'>,
  unit: UnitId,
): AsyncGenerator<Dossier> {
  const seen = new Set<DossierId>();
  for await (const ids of inHundreds(twiceAtDesks(reads, unit))) {
    const fresh = ids.filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    if (fresh.length > 0) yield* (await reads.heads(fresh)).values();
  }
}

/** A dossier as it stood just before an instant; undefined if it was not in process then. */
const asOf = async (
  reads: Pick<ReadStore, 'events'>,
  head: Dossier,
  end: Instant,
): Promise<Dossier | undefined> => {
  const done = resolvedAt(head);
  if (head.submittedAt >= end || (done !== undefined && done < end)) return undefined;
  return head.changedAt < end ? head : fold(await eventsBefore(reads, head.id, end));
};

const eventsBefore = async (
  reads: Pick<ReadStore, 'events'>,
  id: DossierId,
  end: Instant,
): Promise<readonly DossierEvent[]> => {
  const all: DossierEvent[] = [];
  for (;;) {
    const page = await reads.events(id, all.length, PAGE);
    const late = page.findIndex(({ at }) => at >= end);
    all.push(...(late < 0 ? page : page.slice(0, late)));
    if (late >= 0 || page.length < PAGE) return all;
  }
};

async function* inHundreds<T>(all: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let some: T[] = [];
  for await (const each of all) {
    some.push(each);
    if (some.length === PAGE) {
      yield some;
      some = [];
    }
  }
  if (some.length > 0) yield some;
}

/** The instant at which a local day is over. */
export const endOfDay = (day: string, calendar: Calendar): Instant =>
  startOfDay(calendar, toEpochDay(dateOfDay(dayAfter(day))));
