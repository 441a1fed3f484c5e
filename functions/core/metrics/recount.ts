import type { Calendar } from '../calendar/index.ts';
import { apply } from '../dossier/apply.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent } from '../dossier/events.ts';
import { incrementsOf } from './counters.ts';
import { cellOf } from './measures.ts';

/** What a dossier's log counts, from the log alone: per local day and cell. */
export const recountOf = (
  log: readonly DossierEvent[],
  calendar: Calendar,
): readonly { readonly day: string; readonly cell: string; readonly by: number }[] => {
  let dossier: Dossier | undefined;
  return log.flatMap((event) => {
    const before = dossier;
    const after = apply(before, event);
    dossier = after;
    const counted = incrementsOf(event, before, after, calendar);
    if (!counted) return [];
    return Object.entries(counted.by).map(([measure, by]) => ({
      day: counted.day,
      cell: cellOf(measure, after),
      by,
    }));
  });
};

/** A number that is not what the log makes of it, and the dossiers that are part of it by their logs. */
export interface Difference {
  /** The local day; absent for a gauge, which stands now. */
  readonly day?: string;
  readonly cell: string;
  readonly counted: number;
  readonly recounted: number;
  readonly dossiers: readonly string[];
}

/** By how much all numbers together are off. */
export const sizeOf = (differences: readonly Difference[]): number =>
  differences.reduce((sum, { counted, recounted }) => sum + Math.abs(counted - recounted), 0);
