import type { UnitId } from '../core/dossier/ids.ts';
import { cover, dayBefore, daysOf, lengthOf, monthOfDay } from '../core/metrics/period.ts';
import { type Balance, balanceAfter, nothing, sumOf } from '../core/metrics/rollUp.ts';
import type { Cells, CountStore, RollUpStore } from './counts.ts';
import { openingOf } from './rollUp.ts';

export interface SpanPorts {
  readonly counts: Pick<CountStore, 'counters'>;
  readonly rollUps: Pick<RollUpStore, 'rollUps'>;
}

/** Up to so many days are added up from the days themselves, which are always up to date. */
const DAYS = 92;

/**
 * What was counted over a span of local days. A long one is made of whole years, quarters and months that are over, and of the
 * days around them; a period that has not been rolled up yet is added up from its days.
 */
export const countedIn =
  ({ counts, rollUps }: SpanPorts) =>
  async (unit: UnitId, from: string, to: string, today: string): Promise<Cells> => {
    const days = async (a: string, b: string) => sumOf((await counts.counters(unit, a, b)).values());
    if (lengthOf(from, to) <= DAYS) return days(from, to);
    const parts: Cells[] = [];
    for (const stretch of cover(from, to < today ? to : dayBefore(today))) {
      if ('from' in stretch) {
        parts.push(await days(stretch.from, stretch.to));
        continue;
      }
      const span = daysOf(stretch.period);
      const { whole, byProcedure } = await rollUps.rollUps(unit, stretch.period);
      if (whole?.upTo !== span.to) parts.push(await days(span.from, span.to));
      else parts.push(...[...byProcedure].map(([procedure, { cells }]) => withProcedure(cells, procedure)));
    }
    // What is still going on.
    if (to >= today) parts.push(await days(today < from ? from : today, to));
    return sumOf(parts);
  };

/** `measure|channel` as `measure|procedure|channel`. */
const withProcedure = (cells: Cells, procedure: string): Cells =>
  new Map(
    [...cells].map(([cell, count]) => {
      const [measure, channel] = cell.split('|');
      return [`${measure}|${procedure}|${channel}`, count];
    }),
  );

/**
 * What was in process when a local day began: as the month before left it, and the days of the month until then. Where the
 * months have not been rolled up, all that was ever counted until then.
 */
export const balanceBefore =
  (ports: SpanPorts) =>
  async (unit: UnitId, day: string, today: string): Promise<Balance> => {
    const month = monthOfDay(day > today ? today : day);
    const opening = await openingOf(ports.rollUps, unit, month);
    const from = opening ? daysOf(month).from : FIRST;
    const until = dayBefore(day);
    if (until < from) return opening ?? nothing;
    return balanceAfter(opening ?? nothing, sumOf((await ports.counts.counters(unit, from, until)).values()));
  };

/** Before any dossier. */
const FIRST = '2000-01-01';
