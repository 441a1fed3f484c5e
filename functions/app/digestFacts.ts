import type { DigestFacts, Untold } from '../core/alerts/digest/digest.ts';
import { type Morning, soonEnds } from '../core/alerts/digest/sections.ts';
import {
  type Calendar,
  type Instant,
  localDateOf,
  startOfDay,
  subtractWorkingDays,
  toEpochDay,
} from '../core/calendar/index.ts';
import { desks, placeAt } from '../core/dossier/desk.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { openAt } from '../core/metrics/gauges.ts';
import type { Unit } from '../core/procedure/index.ts';
import type { AlertRecord, AlertStore } from './alerts.ts';
import type { EntryQuery, ReadStore } from './reads.ts';

export interface DigestReads {
  readonly reads: Pick<ReadStore, 'entries' | 'heads' | 'gauges'>;
  readonly alerts: Pick<AlertStore, 'ofUnit'>;
}

/** Rows per query, queries per desk, and dossiers in all: beyond them a digest says that there is more. */
const LOOK = 1000;
const PAGES = 10;
const DOSSIERS = 1000;
const ALERTS = 100;

/** How many working days back alerts are looked for that nobody was told of: a day on which every run failed is made up for. */
const LOOK_BACK = 2;

/**
 * What the digests of a unit are made of, read once for all its roles. Of each desk that has any the rows that are due soon are read,
 * and of the rest those at risk or held by nobody: the index is passed over, only what is told is read itself.
 */
export const digestFacts = async (
  { reads, alerts }: DigestReads,
  id: UnitId,
  { unit, calendar }: { readonly unit: Unit; readonly calendar: Calendar },
  { now, due }: { readonly now: Instant; readonly due: Instant },
): Promise<DigestFacts> => {
  const morning: Morning = { calendar, now, soonDays: unit.alerts.soonDays };
  const gauges = await reads.gauges(id);
  const busy = desks.filter((desk) => openAt(gauges, desk, true) > 0);
  const rows = await Promise.all(busy.map((desk) => rowsOf(reads, `${id}#${desk}`, morning)));
  const found = await untoldOf(alerts, id, morning, due);
  const near = [...new Set(rows.flatMap(({ ids }) => ids))];
  const wanted = [
    ...new Set([...near.slice(0, DOSSIERS), ...found.alerts.map(({ dossierId }) => dossierId)]),
  ];
  const heads = await reads.heads(wanted);
  const untold = found.alerts.flatMap((decided): readonly Untold[] => {
    const dossier = heads.get(decided.dossierId);
    return dossier ? [{ decided, dossier, collapsed: decided.collapsedAt !== undefined }] : [];
  });
  return {
    ...{ unit: id, morning, dossiers: [...heads.values()], untold },
    settings: { urgentPercent: unit.alerts.urgentPercent, overdueDays: unit.alerts.overdueDays },
    more: rows.some(({ more }) => more) || found.more || near.length > DOSSIERS,
  };
};

interface Rows {
  readonly ids: readonly DossierId[];
  readonly more: boolean;
}

const rowsOf = async (reads: DigestReads['reads'], partition: string, morning: Morning): Promise<Rows> => {
  const end = placeAt(soonEnds(morning));
  const query = { index: 'inbox', partition, limit: LOOK } as const;
  const [near, far] = await Promise.all([
    walk(reads, { ...query, upTo: end, filter: { cleared: true } }),
    walk(reads, { ...query, after: end, filter: { cleared: true, watchedAt: morning.now } }),
  ]);
  return { ids: [...near.ids, ...far.ids], more: near.more || far.more };
};

const walk = async (reads: DigestReads['reads'], query: EntryQuery): Promise<Rows> => {
  const ids: DossierId[] = [];
  let after = query.after;
  for (let page = 0; page < PAGES; page++) {
    const { entries, reached } = await reads.entries({ ...query, after });
    ids.push(...entries.map(({ id }) => id));
    if (reached === undefined) return { ids, more: false };
    after = reached;
  }
  return { ids, more: true };
};

/**
 * Alerts of the last working days that were told neither by themselves nor in a digest, and were decided before the digest
 * was due: so that all runs of a morning, and all roles, tell of the same ones.
 */
const untoldOf = async (
  alerts: DigestReads['alerts'],
  unit: UnitId,
  { calendar, now }: Morning,
  due: Instant,
): Promise<{ readonly alerts: readonly AlertRecord[]; readonly more: boolean }> => {
  const since = startOfDay(
    calendar,
    toEpochDay(subtractWorkingDays(calendar, localDateOf(now, calendar), LOOK_BACK)),
  );
  const untold: AlertRecord[] = [];
  let after: Awaited<ReturnType<AlertStore['ofUnit']>>['next'];
  for (let page = 0; page < PAGES; page++) {
    const found = await alerts.ofUnit(unit, { cleared: true, limit: ALERTS, since, after });
    untold.push(...found.alerts.filter(({ at, deliveredAt }) => at < due && deliveredAt === undefined));
    after = found.next;
    if (!after) return { alerts: untold, more: false };
  }
  return { alerts: untold, more: true };
};
