import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { ratingOccasions } from '../core/dossier/parts.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import {
  measures,
  partsOf,
  ratingCell,
  ratingMeasures,
  stepCell,
  stepMeasures,
} from '../core/metrics/measures.ts';
import { dayAfter } from '../core/metrics/period.ts';
import { sumOf } from '../core/metrics/rollUp.ts';
import { ok, type Result } from '../core/result.ts';
import { balanceBefore, countedIn, type SpanPorts } from './balances.ts';
import type { Cells } from './counts.ts';
import type { Reply } from './execute.ts';
import { type InProcessPorts, inProcess, MOST_OPEN } from './inProcess.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

export type MetricsPorts = StandingPorts & SpanPorts & InProcessPorts;

/**
 * Numbers of a unit over a span of local days: what was counted in the transitions' own transactions, what was in process when
 * the span began and when it ends, how long the steps took, what applicants said. Sums and counts; a mean is a division.
 */
export const metrics =
  (ports: MetricsPorts) =>
  async (actor: Actor, unit: UnitId, from: string, to: string): Promise<Result<Reply, Refusal>> => {
    if (actor.kind !== 'staff' || actor.unit !== unit) return refuse('NOT_FOUND');
    const [standing, office] = await Promise.all([standingNow(ports, actor), ports.catalogue.office(unit)]);
    if (!standing.ok) return standing;
    if (!office) return refuse('NOT_FOUND');
    const today = formatDate(localDateOf(ports.clock.now(), office.calendar));
    const [counted, before, after] = await Promise.all([
      countedIn(ports)(unit, from, to, today),
      balanceBefore(ports)(unit, from, today),
      balanceBefore(ports)(unit, dayAfter(to), today),
    ]);
    const cells = [...counted].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const sums = byMeasure(counted);
    const totals = Object.fromEntries(measures.map((measure) => [measure, sums.get(measure) ?? 0]));
    const dated = after.open > MOST_OPEN ? {} : await datedOf(ports, unit, to);
    return ok({
      status: 200,
      body: {
        ...{ unit, from, to, totals, carriedOver: before.open },
        inProcess: { open: after.open, paused: after.paused, ...dated },
        steps: stepsOf(counted),
        satisfaction: satisfactionOf(sums),
        detail: cells.map(([cell, count]) => ({ ...partsOf(cell), count })),
      },
    });
  };

/** How many of those in process at the end of the day are within their time, and how many over it. */
const datedOf = async (ports: InProcessPorts, unit: UnitId, day: string) => {
  const all = { withinTime: 0, overTime: 0 };
  for await (const { over } of inProcess(ports)(unit, day)) all[over ? 'overTime' : 'withinTime']++;
  return all;
};

const byMeasure = (cells: Cells): Cells =>
  sumOf([...cells].map(([cell, count]) => new Map([[partsOf(cell).measure, count]])));

/** A row per procedure and step, all channels together. */
const stepsOf = (cells: Cells): readonly Record<string, string | number>[] => {
  const sums = sumOf(
    [...cells].map(([cell, count]) => {
      const { measure, procedure } = partsOf(cell);
      return new Map([[`${procedure}|${measure}`, count]]);
    }),
  );
  const names = [...sums.keys()].flatMap((key) => {
    const [, procedure, step] = /^(.*)\|step:(.*):runs$/.exec(key) ?? [];
    return procedure === undefined || step === undefined ? [] : [{ procedure, step }];
  });
  return names
    .toSorted((a, b) => (`${a.procedure} ${a.step}` < `${b.procedure} ${b.step}` ? -1 : 1))
    .map(({ procedure, step }) => ({
      ...{ procedure, step },
      ...Object.fromEntries(
        stepMeasures.map((what) => [what, sums.get(`${procedure}|${stepCell(step, what)}`) ?? 0]),
      ),
    }));
};

/** A row per occasion on which anyone answered. */
const satisfactionOf = (sums: Cells): readonly Record<string, string | number>[] =>
  ratingOccasions
    .filter((occasion) => sums.has(ratingCell(occasion, 'answers')))
    .map((occasion) => ({
      occasion,
      ...Object.fromEntries(ratingMeasures.map((what) => [what, sums.get(ratingCell(occasion, what)) ?? 0])),
    }));
