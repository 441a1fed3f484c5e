import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { dayAfter } from '../core/metrics/period.ts';
import type { Difference } from '../core/metrics/recount.ts';
import { filedOn } from './fixityRun.ts';
import { confirmed, type RecountPorts, recountDays } from './recount.ts';

/** What was looked at of one dossier, and what is wrong with it, in the order of the log. */
export interface Verified {
  readonly events: number;
  readonly objects: number;
  readonly bytes: number;
  readonly faults: readonly string[];
}

export interface VerifyPorts extends RecountPorts {
  /** Holds everything that is stored of a dossier against its log. */
  readonly verify: (id: DossierId) => Promise<Verified>;
}

/** What one call has looked at. Faults name ids, keys and attributes, never their content. */
export interface VerifyAnswer {
  readonly dossiers: number;
  readonly events: number;
  readonly objects: number;
  /** How many faults there are, and the first of them. */
  readonly found: number;
  readonly faults: readonly string[];
  /** The cursor of the next call; absent when all was looked at. */
  readonly next?: string;
}

/** The dossiers that a unit received between two local days, both included, and what was counted on these days. */
export interface Span {
  readonly unit: UnitId;
  readonly from: string;
  readonly to: string;
  /** A day, a day and a place in it, or the counters: where an earlier call has stopped. */
  readonly cursor?: string | undefined;
}

/** The cursor of a span whose dossiers have been looked at. */
export const COUNTERS = 'counters';
/** One call ends after the page with which it has read as much; the check of the archive has the same bounds. */
const BYTES = 500_000_000;
const DOSSIERS = 20;
/** So many faults are named; the number says how many there are. */
const NAMED = 50;
/** The length of a day in a cursor. */
const DAY = 10;

/** Verifies one dossier, wherever it stands. */
export const verifyOne =
  (ports: Pick<VerifyPorts, 'verify'>) =>
  async (id: DossierId): Promise<VerifyAnswer> =>
    answerOf([{ id, ...(await ports.verify(id)) }]);

/**
 * Verifies the next dossiers of a span; they are found by the day of filing in the index of what was counted, and nothing is
 * scanned. The last call compares the counters of these days with the logs; it is one of its own, since a log that cannot be
 * read stops it (FoldError, ZodError), and what is wrong with that log has been told by then. Throws for an unknown unit.
 */
export const verifySpan =
  (ports: VerifyPorts) =>
  async ({ unit, from, to, cursor = from }: Span): Promise<VerifyAnswer> => {
    if (!(await ports.catalogue.office(unit))) throw new Error(`no unit ${unit}`);
    if (cursor === COUNTERS) {
      const differences = await confirmed(() => recountDays(ports)(unit, from, to));
      return answerOf(
        [],
        differences.map((each) => countFault(unit, each)),
      );
    }
    const seen: (Verified & { id: DossierId })[] = [];
    let [day, after]: [string, string | undefined] = [
      cursor.slice(0, DAY),
      cursor.slice(DAY + 1) || undefined,
    ];
    while (day <= to && !enough(seen)) {
      const page = await filedOn(ports.counts, unit, day, after);
      for (const id of page.ids) seen.push({ id, ...(await ports.verify(id)) });
      after = page.reached;
      if (after === undefined) day = dayAfter(day);
    }
    const place = after === undefined ? day : `${day} ${after}`;
    return { ...answerOf(seen), next: day <= to ? place : COUNTERS };
  };

const sum = (all: readonly Verified[], of: 'events' | 'objects' | 'bytes'): number =>
  all.reduce((total, each) => total + each[of], 0);

const enough = (seen: readonly Verified[]): boolean => seen.length >= DOSSIERS || sum(seen, 'bytes') >= BYTES;

const answerOf = (
  seen: readonly (Verified & { id: string })[],
  others: readonly string[] = [],
): VerifyAnswer => {
  const faults = [
    ...seen.flatMap(({ id, faults }) => faults.map((each) => dossierFault(id, each))),
    ...others,
  ];
  return {
    ...{ dossiers: seen.length, events: sum(seen, 'events'), objects: sum(seen, 'objects') },
    ...{ found: faults.length, faults: faults.slice(0, NAMED) },
  };
};

/** One line for what is wrong with a dossier. */
export const dossierFault = (id: string, what: string): string => `dossier ${id}: ${what}`;

/** One line for a number that is not what the logs make of it. */
export const countFault = (unit: UnitId, { day = 'now', cell, counted, recounted }: Difference): string =>
  `unit ${unit}: ${day} ${cell}: counted ${counted}, the logs say ${recounted}`;
