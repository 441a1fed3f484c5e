import type { UnitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { measures, partsOf } from '../core/metrics/measures.ts';
import { ok, type Result } from '../core/result.ts';
import type { Cells, CountStore } from './counts.ts';
import type { Reply } from './execute.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

export interface MetricsPorts extends StandingPorts {
  readonly counts: Pick<CountStore, 'counters'>;
}

/** Counters of a unit over a span of local days, as counted in the transitions' own transactions. */
export const metrics =
  (ports: MetricsPorts) =>
  async (actor: Actor, unit: UnitId, from: string, to: string): Promise<Result<Reply, Refusal>> => {
    if (actor.kind !== 'staff' || actor.unit !== unit) return refuse('NOT_FOUND');
    const standing = await standingNow(ports, actor);
    if (!standing.ok) return standing;
    const days = await ports.counts.counters(unit, from, to);
    const cells = [...sumOfDays(days.values())].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const totals = Object.fromEntries(measures.map((measure) => [measure, sumOf(cells, measure)]));
    const detail = cells.map(([cell, count]) => ({ ...partsOf(cell), count }));
    return ok({ status: 200, body: { unit, from, to, totals, detail } });
  };

/** What several days, or periods, make together. */
export const sumOfDays = (days: Iterable<Cells>): Cells => {
  const sum = new Map<string, number>();
  for (const [cell, count] of [...days].flatMap((cells) => [...cells])) {
    sum.set(cell, (sum.get(cell) ?? 0) + count);
  }
  return sum;
};

const sumOf = (cells: readonly (readonly [string, number])[], measure: string): number =>
  cells.filter(([cell]) => partsOf(cell).measure === measure).reduce((sum, [, count]) => sum + count, 0);
