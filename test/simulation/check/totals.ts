import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import { UNIT } from '../../support/cast.ts';
import {
  add,
  brokenCodes,
  brokenSums,
  countersOf,
  countsOf,
  gaugesFrom,
  gaugesOf,
  type Sums,
} from '../../support/sums.ts';
import type { Step } from './dossiers.ts';
import type { Mirror } from './mirror.ts';

/** Serials, counters and gauges of all dossiers, as their events make them. Only days on which something has happened are compared. */
export class Totals {
  private readonly counts = new Map<string, Sums>();
  private readonly codes = new Map<string, string[]>();
  private readonly days = new Set<string>();
  private readonly serials = new Set<string>();

  /** Takes in one event. */
  readonly take = ([event, before, after]: Step): void => {
    if (event.type === 'submitted') {
      const day = after.code.slice(0, after.code.lastIndexOf('-'));
      this.codes.set(day, [...(this.codes.get(day) ?? []), after.code]);
      this.serials.add(day);
    }
    const counted = countsOf(event, before, after);
    if (!counted) return;
    const sums = this.counts.get(counted.day) ?? new Map<string, number>();
    for (const [cell, by] of counted.cells) add(sums, cell, by);
    this.counts.set(counted.day, sums);
    this.days.add(counted.day);
  };

  /** I2, I5 as of now, where all events that there are have been taken in. */
  broken(tables: Mirror, open: Iterable<Dossier>): string[] {
    const found = [...this.serials].flatMap((day) => brokenCodes(this.codes.get(day) ?? []));
    for (const day of this.days) {
      const items = tables.items(`COUNTER#${UNIT}`, `${day}#`);
      found.push(...brokenSums(this.counts.get(day) ?? new Map(), countersOf(items)));
    }
    this.days.clear();
    this.serials.clear();
    const gauges = gaugesOf(tables.items(`GAUGE#${UNIT}`));
    return [...found, ...brokenSums(gaugesFrom(open), gauges)];
  }
}
