import * as z from 'zod';
import { follow, type LogEvent, type Place } from './alertLog.ts';
import type { AlertRules } from './alertRules.ts';
import { type Due, deedsOf, stagesOf, workOf } from './alertTimers.ts';
import type { Table } from './table.ts';

/** An alert that must have been raised. */
export interface Expected {
  readonly stage: string;
  /** Of the deadline for a promise, the number of the consultation or complaint; undefined for stages of work. */
  readonly version: number | undefined;
  /** When its timer was due. */
  readonly at: number;
  /** When time first had its say over the dossier after that. */
  readonly raisedAt: number;
}

export interface Walk {
  readonly alerts: readonly Expected[];
  /** What was armed for when after each line of the log that people or machines wrote: the nearest timer. */
  readonly armed: ReadonlyMap<number, number | undefined>;
  /** What time should have done by itself and did not, or did when it should not have: the walk ends there. */
  readonly wrong?: string;
}

export interface Office {
  readonly rules: AlertRules;
  /** The calendar versions, one after the other, each in force from the moment of its publication. */
  readonly calendars: readonly { readonly from: number; readonly table: Table }[];
  /** The first instant from the given one on at which time has its say over every dossier (a sweep). */
  readonly sweptAt: (at: number) => number;
}

/**
 * What time itself writes into a log, alerts aside; an administrator may start digitisation again as well, and a run that
 * found no scan verdict.
 */
const deeds: readonly string[] = [
  ...['lapsed', 'refused', 'consultationLapsed', 'digitisationRestarted', 'complaintOverdue'],
];
const reported = z.object({ unscanned: z.array(z.int()) });
const isDeed = ({ type, actor, data }: LogEvent): boolean =>
  deeds.includes(type) && actor?.kind !== 'staff' && !reported.safeParse(data).success;
const numbered = z.object({ n: z.int().optional() });
const complained = z.object({ complaint: z.object({ n: z.int() }).optional() });
const breaches: readonly string[] = ['BREACH', 'SILENT_BREACH'];

/** The way through one log. At the same instant the calendar comes first, then people, then time. */
interface Way {
  readonly office: Office;
  readonly lines: readonly LogEvent[];
  readonly alerts: Expected[];
  readonly armed: Map<number, number | undefined>;
  readonly raised: Set<string>;
  place: Place | undefined;
  next: number;
  now: number;
  /** Nobody is alerted of what was past when somebody gave another date. */
  movedAt: number;
  /** When the breach of a version was raised; gone once somebody has acknowledged it. */
  breach?: { readonly version: number; readonly at: number } | undefined;
}

const tableAt = ({ office }: Way, at: number): Table => {
  const found = office.calendars.findLast(({ from }) => from <= at);
  if (!found) throw new Error('no calendar is in force yet');
  return found.table;
};

interface Timer extends Due {
  readonly key: string;
  readonly version?: number;
}

const promiseTimers = (way: Way, place: Place, at: number): readonly Timer[] => {
  const version = place.promise?.version ?? 0;
  const breachRaised = way.breach?.version === version ? way.breach.at : undefined;
  const { movedAt } = way;
  const stages = stagesOf(tableAt(way, at), way.office.rules, place, { breachRaised, movedAt });
  return stages.map((due) => ({ ...due, key: `${due.stage}#${version}`, version }));
};

const workTimers = (way: Way, place: Place, at: number): readonly Timer[] =>
  workOf(tableAt(way, at), way.office.rules, place).map((due) => {
    const standing = due.stage === 'DIGITISATION_STUCK' ? place.watch?.begun : place.standing;
    return { ...due, key: `${due.stage}@${standing}` };
  });

const open = ({ raised }: Way, timers: readonly Timer[]) => timers.filter(({ key }) => !raised.has(key));

/** The nearest instant for which something is armed; Infinity when nothing is. */
const nearest = (way: Way, place: Place): number => {
  const timers = [
    ...open(way, [...promiseTimers(way, place, way.now), ...workTimers(way, place, way.now)]),
    ...deedsOf(place),
  ];
  return Math.min(...timers.map(({ at }) => at));
};

const raise = (way: Way, { stage, version, at }: Omit<Timer, 'key'>, raisedAt: number) =>
  way.alerts.push({ stage, version, at, raisedAt });

/** Time has its say: the last of the stages that have come anew, every stage of work, and one deed. */
const evaluate = (way: Way, place: Place, at: number): string | undefined => {
  const come = (timers: readonly Timer[]) => open(way, timers).filter((timer) => timer.at <= at);
  const stages = come(promiseTimers(way, place, at));
  const last = stages.at(-1);
  if (last) {
    raise(way, last, at);
    for (const { key } of stages) way.raised.add(key);
    if (breaches.includes(last.stage)) way.breach = { version: last.version ?? 0, at };
    // What is broken is at risk no more.
    if (stages.some(({ stage }) => breaches.includes(stage))) {
      for (const stage of ['AT_RISK', 'APOLOGY_DUE']) way.raised.add(`${stage}#${last.version}`);
    }
  }
  for (const timer of come(workTimers(way, place, at))) {
    raise(way, timer, at);
    way.raised.add(timer.key);
  }
  const due = deedsOf(place).filter((deed) => deed.at <= at);
  if (due.length === 0) return undefined;
  const line = way.lines[way.next];
  const n = line && numbered.parse(line.data).n;
  const deed = due.find((each) => each.event === line?.type && (each.n === undefined || each.n === n));
  if (!line || line.at !== at || !deed) return `${due.map(({ event }) => event).join(', ')} missing at ${at}`;
  if (deed.alert) raise(way, { stage: deed.alert, version: n ?? 0, at: deed.at }, at);
  return take(way, line);
};

/** Another date or another promise has a version of its own, greater than any before. */
const versionFlaw = (
  before: Place['promise'],
  now: Place['promise'],
  { type, at }: LogEvent,
): string | undefined => {
  if (!before || !now || now.version > before.version) return undefined;
  const same = now.version === before.version && now.due === before.due && now.kind === before.kind;
  return same ? undefined : `${type} at ${at}: version ${now.version} of another date`;
};

/** The next line of the log has its effect; says what is wrong with it. */
const take = (way: Way, line: LogEvent): string | undefined => {
  const before = way.place;
  const place = follow(before, line);
  const flaw = versionFlaw(before?.promise, place.promise, line);
  if (flaw !== undefined) return flaw;
  way.place = place;
  way.next++;
  way.now = Math.max(way.now, line.at);
  if (line.type === 'alertAcknowledged') way.breach = undefined;
  if (line.type === 'rated') {
    const { complaint } = complained.parse(line.data);
    if (complaint) raise(way, { stage: 'COMPLAINT_OPENED', version: complaint.n, at: line.at }, line.at);
  }
  if (place.promise?.version !== before?.promise?.version) way.movedAt = place.movedAt ?? 0;
  return undefined;
};

const finite = (at: number): number | undefined => (at === Infinity ? undefined : at);

const end = ({ alerts, armed }: Way, wrong?: string): Walk => ({
  ...{ alerts, armed },
  ...(wrong !== undefined && { wrong }),
});

/** Which alerts must have been raised by `until`, in the order of their raising. */
export const walkAlerts = (log: readonly LogEvent[], office: Office, until: number): Walk => {
  const lines = log.filter(({ type }) => type !== 'alertsDecided');
  const way: Way = {
    ...{ office, lines, alerts: [], raised: new Set<string>(), armed: new Map<number, number | undefined>() },
    ...{ place: undefined, next: 0, movedAt: 0 },
    now: lines[0]?.at ?? until,
  };
  for (;;) {
    const line = lines[way.next];
    const publication = office.calendars.find(({ from }) => from > way.now)?.from ?? Infinity;
    const timer = way.place ? nearest(way, way.place) : Infinity;
    const sweep = timer === Infinity ? Infinity : office.sweptAt(Math.max(timer, way.now));
    const deed = line && isDeed(line) ? line : undefined;
    const people = line && !deed ? line.at : Infinity;
    if (way.place && sweep <= until && sweep < Math.min(publication, people)) {
      if (deed && deed.at < sweep) return end(way, `${deed.type} at ${deed.at} too early`);
      way.now = sweep;
      const wrong = evaluate(way, way.place, sweep);
      if (wrong !== undefined) return end(way, wrong);
    } else if (publication <= Math.min(people, until)) {
      way.now = publication;
    } else if (deed) {
      return end(way, `${deed.type} at ${deed.at}, and nothing was due`);
    } else if (line && line.at <= until) {
      const wrong = take(way, line);
      if (wrong !== undefined) return end(way, wrong);
      if (way.place) way.armed.set(line.seq, finite(nearest(way, way.place)));
    } else return end(way);
  }
};
