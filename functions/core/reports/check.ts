import type { DossierFacts } from './facts.ts';
import { isIn, type Period } from './period.ts';
import { sum } from './stats.ts';

/** What was counted in a period, per measure; the counters are kept by the transitions themselves. */
export type Counter = (measure: string) => number;

/** One number that the logs and the counters tell differently. */
export interface Difference {
  readonly measure: string;
  readonly counters: number;
  readonly logs: number;
}

/**
 * Whether the dossiers that a report was made of are all there are: what they say was received and resolved in the period must
 * be what was counted when it happened.
 */
export const differences = (
  all: readonly DossierFacts[],
  period: Period,
  counter: Counter,
): readonly Difference[] => {
  const closed = all.flatMap(({ closing }) =>
    closing && isIn(closing.day, period) ? [closing.outcome] : [],
  );
  const logs = {
    received: all.filter(({ receivedDay }) => isIn(receivedDay, period)).length,
    resolvedEarly: closed.filter((outcome) => outcome === 'early').length,
    resolvedOnTime: closed.filter((outcome) => outcome === 'onTime').length,
    resolvedLate: closed.filter((outcome) => outcome === 'late').length,
  };
  return Object.entries(logs)
    .map(([measure, found]) => ({ measure, counters: counter(measure), logs: found }))
    .filter((each) => each.counters !== each.logs);
};

/** The counter over days and their cells. */
export const counterOf = (
  days: Iterable<ReadonlyMap<string, number>>,
  isCounted: (cell: string) => boolean = () => true,
): Counter => {
  const cells = [...days].flatMap((day) => [...day]);
  return (measure) =>
    sum(
      cells.filter(([cell]) => cell.startsWith(`${measure}|`) && isCounted(cell)).map(([, value]) => value),
    );
};
