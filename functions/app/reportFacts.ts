import type { Instant } from '../core/calendar/index.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { eventsAsOf } from '../core/reports/as-of.ts';
import { type Day, endOfDay } from '../core/reports/days.ts';
import type { DossierFacts } from '../core/reports/facts.ts';
import { factsOf } from '../core/reports/facts-of.ts';
import type { CataloguePort, DocumentStore } from './ports.ts';
import type { ReadStore } from './reads.ts';
import { wholeLog } from './wholeLog.ts';

export interface FactPorts {
  readonly reads: Pick<ReadStore, 'events'>;
  readonly catalogue: Pick<CataloguePort, 'policy' | 'office'>;
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly clock: { now(): Instant };
}

/** When dossiers are looked at: as of the end of a day, or of now where that is earlier. */
export interface Look {
  readonly day: Day;
  readonly now: Instant;
  /** Also reads which components were handed in: one more query for each dossier. */
  readonly withFiles: boolean;
}

/** Logs that are read at once: enough to hide the way to the table, few enough for its throughput. */
const AT_ONCE = 32;
/** A request ends after 29 s: whoever has read for so long, in milliseconds, says so while it can. */
const PATIENCE = 22_000;

/**
 * The facts of these dossiers, in any order. One whose log begins later than the day is left out. Undefined: they are too
 * many to be read within a request.
 */
export const factsOfAll = async (
  ports: FactPorts,
  ids: readonly DossierId[],
  look: Look,
): Promise<readonly DossierFacts[] | undefined> => {
  const facts: DossierFacts[] = [];
  let next = 0;
  const isLate = (): boolean => ports.clock.now() - look.now > PATIENCE;
  const worker = async (): Promise<void> => {
    for (let id = ids[next++]; id !== undefined && !isLate(); id = ids[next++]) {
      const found = await factsOfOne(ports, id, look);
      if (found) facts.push(found);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, worker));
  return isLate() ? undefined : facts;
};

const factsOfOne = async (
  ports: FactPorts,
  id: DossierId,
  { day, now, withFiles }: Look,
): Promise<DossierFacts | undefined> => {
  const [log, documents] = await Promise.all([
    wholeLog(ports.reads, id),
    withFiles ? ports.documents.documents(id) : undefined,
  ]);
  const [first] = log;
  if (first?.type !== 'submitted') return undefined;
  const { unit, procedure, version } = first.data;
  const policy = await ports.catalogue.policy(unit, procedure, version);
  const files = documents && new Map(documents.map(({ n, component }) => [n, component]));
  return factsOf(eventsAsOf(log, day, policy.calendar), {
    ...{ policy, at: Math.min(now, endOfDay(day, policy.calendar)) },
    ...(files && { files }),
  });
};
