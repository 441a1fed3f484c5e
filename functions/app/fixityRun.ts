import { type Finding, SHARES, shareOf } from '../core/archive/fixity.ts';
import { formatDate, type Instant, localDateOf } from '../core/calendar/index.ts';
import type { DossierId, UnitId } from '../core/dossier/ids.ts';
import { partsOf } from '../core/metrics/measures.ts';
import { dayAfter } from '../core/metrics/period.ts';
import type { CountStore, RollUpStore, UnitsPort } from './counts.ts';
import { checkDossier, type FixityPorts } from './fixity.ts';
import type { CataloguePort, ClockPort } from './ports.ts';

/** How far the check of a unit has come, and what it has found. */
export interface FixityState {
  /** Which share of the dossiers is being read, or was read last. */
  readonly share: number;
  /** The day of filing with which it goes on, and the place in that day; absent when the share is done. */
  readonly next?: { readonly day: string; readonly after?: string | undefined } | undefined;
  readonly startedAt: Instant;
  readonly finishedAt?: Instant | undefined;
  readonly objects: number;
  readonly bytes: number;
  /** How many objects are missing or different in this share, and the first of them. */
  readonly found: number;
  readonly findings: readonly Finding[];
}

export interface FixityStore {
  fixity(unit: UnitId): Promise<FixityState | undefined>;
  putFixity(unit: UnitId, state: FixityState): Promise<void>;
}

export interface FixityRunPorts extends FixityPorts, UnitsPort {
  readonly counts: Pick<CountStore, 'counted'>;
  readonly rollUps: Pick<RollUpStore, 'firstDay'>;
  readonly fixities: FixityStore;
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly clock: ClockPort;
  /** Alerts of objects that are missing or different. */
  readonly alarm: (unit: UnitId, findings: readonly Finding[]) => Promise<void>;
  /** Says what a finished share has shown. */
  readonly tell: (unit: UnitId, state: FixityState) => void;
}

/** One turn ends after the page with which it has read as much, or looked at as many days. */
const BYTES = 500_000_000;
const DOSSIERS = 20;
const DAYS = 31;
const PAGE = 25;
/** So many findings are kept; the number says how many there are. */
const KEPT = 50;

/**
 * One turn of the nightly check: the next page of a unit's share. Dossiers are found by the day on which they were filed, in
 * the index of what was counted; so the tables say what must be there, and nothing is scanned. Answers the unit that has
 * the next turn, and none when the night's work is done. The alert goes out before the turn is noted: what dies in between
 * is read and told again, never passed over.
 */
export const fixityTurn =
  (ports: FixityRunPorts) =>
  async ({ unit: wanted }: { readonly unit?: UnitId | undefined }): Promise<{ unit?: UnitId }> => {
    const units = (await ports.units()).toSorted();
    const unit = wanted ?? units[0];
    if (unit === undefined) return {};
    const state = await step(ports, unit);
    if (state?.next) return { unit };
    const following = units[units.indexOf(unit) + 1];
    return following === undefined ? {} : { unit: following };
  };

const step = async (ports: FixityRunPorts, unit: UnitId): Promise<FixityState | undefined> => {
  const [office, first, kept] = await Promise.all([
    ports.catalogue.office(unit),
    ports.rollUps.firstDay(unit),
    ports.fixities.fixity(unit),
  ]);
  if (!office || first === undefined) return undefined;
  const now = ports.clock.now();
  const today = formatDate(localDateOf(now, office.calendar));
  const state = kept?.next ? kept : begin(kept, first, now);
  const { next, ...read } = await readSome(ports, unit, state, today);
  if (read.findings.length > 0) await ports.alarm(unit, read.findings);
  const sum = {
    ...{ share: state.share, startedAt: state.startedAt, next },
    ...{ objects: state.objects + read.objects, bytes: state.bytes + read.bytes },
    found: state.found + read.findings.length,
    findings: [...state.findings, ...read.findings].slice(0, KEPT),
  };
  const after: FixityState = next ? sum : { ...sum, finishedAt: now };
  await ports.fixities.putFixity(unit, after);
  if (!next) ports.tell(unit, after);
  return after;
};

/** The next share, from the first day on; a share that was cut off is ended first. */
const begin = (kept: FixityState | undefined, day: string, startedAt: Instant): FixityState => ({
  share: kept ? (kept.share + 1) % SHARES : 0,
  ...{ next: { day }, startedAt, objects: 0, bytes: 0, found: 0, findings: [] },
});

const readSome = async (ports: FixityRunPorts, unit: UnitId, state: FixityState, today: string) => {
  let { day, after } = state.next ?? { day: today };
  const findings: Finding[] = [];
  const sum = { objects: 0, bytes: 0, dossiers: 0, findings };
  for (let days = 0; day <= today; ) {
    const page = await filedOn(ports.counts, unit, day, after);
    for (const id of page.ids.filter((each) => shareOf(each) === state.share)) {
      const checked = await checkDossier(ports)(id);
      sum.dossiers += 1;
      sum.objects += checked.objects;
      sum.bytes += checked.bytes;
      findings.push(...checked.findings);
    }
    after = page.reached;
    if (after === undefined) {
      day = dayAfter(day);
      days += 1;
    }
    const enough = sum.bytes >= BYTES || sum.dossiers >= DOSSIERS || days >= DAYS;
    if (enough && day <= today) return { ...sum, next: { day, after } };
  }
  return { ...sum, next: undefined };
};

/** Dossiers filed on a local day, page by page: each was counted as received once. */
export const filedOn = async (
  counts: Pick<CountStore, 'counted'>,
  unit: UnitId,
  day: string,
  after: string | undefined,
): Promise<{ readonly ids: readonly DossierId[]; readonly reached?: string | undefined }> => {
  const { rows, reached } = await counts.counted(unit, day, PAGE, after);
  const received = rows.filter(({ cells }) =>
    [...cells.keys()].some((cell) => partsOf(cell).measure === 'received'),
  );
  return { ids: received.map(({ dossierId }) => dossierId), reached };
};
