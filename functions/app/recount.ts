import { type Calendar, startOfDay, toEpochDay } from '../core/calendar/index.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { gaugesOf } from '../core/metrics/gauges.ts';
import { dateOfDay } from '../core/metrics/period.ts';
import { type Difference, recountOf } from '../core/metrics/recount.ts';
import type { CountStore } from './counts.ts';
import type { ReadStore } from './reads.ts';
import { counted, openNow, type TallyPorts } from './tally.ts';
import { wholeLog } from './wholeLog.ts';

export type RecountPorts = TallyPorts & {
  readonly counts: CountStore;
  readonly reads: Pick<ReadStore, 'gauges'>;
};

/** So many dossiers are named with a difference. */
const NAMED = 20;

interface Recounted {
  by: number;
  readonly dossiers: Set<string>;
}

/**
 * Counts the days of a short span again, from the logs of the dossiers that counted on them and of those that have moved since
 * they began and are still open, and answers every cell in which the counters say something else.
 */
export const recountDays =
  (ports: RecountPorts) =>
  async (unit: UnitId, from: string, to: string): Promise<readonly Difference[]> => {
    const office = await ports.catalogue.office(unit);
    if (!office) return [];
    const { calendar } = office;
    // The counters first: what is counted meanwhile belongs to today, which is in no span of whole days.
    const counters = await ports.counts.counters(unit, from, to);
    const found = new Map<string, Recounted>();
    for (const id of await concerned(ports, unit, { from, to, calendar })) {
      for (const { day, cell, by } of recountOf(await wholeLog(ports.reads, id), calendar)) {
        if (day < from || day > to) continue;
        const key = `${day} ${cell}`;
        const entry = found.get(key) ?? { by: 0, dossiers: new Set<string>() };
        entry.by += by;
        entry.dossiers.add(id);
        found.set(key, entry);
      }
    }
    const stands = new Map(
      [...counters].flatMap(([day, cells]) =>
        [...cells].map(([cell, count]): [string, number] => [`${day} ${cell}`, count]),
      ),
    );
    return [...new Set([...found.keys(), ...stands.keys()])].toSorted().flatMap((key) => {
      const [number, recounted] = [stands.get(key) ?? 0, found.get(key)];
      if (number === (recounted?.by ?? 0)) return [];
      const [day, cell] = [key.slice(0, 10), key.slice(11)];
      const dossiers = [...(recounted?.dossiers ?? [])].slice(0, NAMED);
      return [{ day, cell, counted: number, recounted: recounted?.by ?? 0, dossiers }];
    });
  };

const concerned = async (
  ports: RecountPorts,
  unit: UnitId,
  { from, to, calendar }: { readonly from: string; readonly to: string; readonly calendar: Calendar },
): Promise<ReadonlySet<DossierId>> => {
  const ids = new Set<DossierId>();
  for await (const { dossierId } of counted(ports)(unit, from, to)) ids.add(dossierId);
  const since = startOfDay(calendar, toEpochDay(dateOfDay(from)));
  for await (const head of openNow(ports.reads, unit)) if (head.changedAt >= since) ids.add(head.id);
  return ids;
};

/** Compares the gauges of the desks with the dossiers that stand there. People may be at work meanwhile: ask again before you believe it. */
export const recountGauges =
  (ports: RecountPorts) =>
  async (unit: UnitId): Promise<readonly Difference[]> => {
    const gauges = await ports.reads.gauges(unit);
    const found = new Map<string, string[]>();
    for await (const head of openNow(ports.reads, unit)) {
      for (const cell of gaugesOf(head)) found.set(cell, [...(found.get(cell) ?? []), head.id]);
    }
    return [...new Set([...gauges.keys(), ...found.keys()])].toSorted().flatMap((cell) => {
      const [number, ids] = [gauges.get(cell) ?? 0, found.get(cell) ?? []];
      const recounted = ids.length;
      return number === recounted
        ? []
        : [{ cell: `gauge|${cell}`, counted: number, recounted, dossiers: ids.slice(0, NAMED) }];
    });
  };

/** A difference that is there twice is one: whoever asks while people work may have met a dossier on its way. */
export const confirmed = async (
  ask: () => Promise<readonly Difference[]>,
): Promise<readonly Difference[]> => {
  const first = await ask();
  return first.length === 0 ? first : ask();
};
