import { hashOf } from '../../functions/app/append.ts';
import { type Calendar, calendarSchema, compileCalendar } from '../../functions/core/calendar/index.ts';
import { canonical } from '../../functions/core/canonical.ts';
import { deskOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { alertOf } from '../../functions/core/notices/kind.ts';
import { isFileable, procedureSchema, unitSchema } from '../../functions/core/procedure/index.ts';
import { recount } from '../../functions/core/sla/deadlines.ts';
import type { Item } from './tables.ts';

/** Invariants of the design that can be read from one dossier alone, at any instant; in words, empty when they hold. */

/** I1, I4: events follow `last` without a gap, each chained to the one before by a hash of its content. */
export const brokenChain = (
  code: string,
  last: DossierEvent | undefined,
  fresh: readonly DossierEvent[],
): string[] =>
  fresh.flatMap((event, i) => {
    const before = fresh[i - 1] ?? last;
    const { hash, ...rest } = event;
    const linked = event.prevHash === (before?.hash ?? '') && hashOf(rest) === hash;
    return [
      ...(event.seq === (before?.seq ?? 0) + 1 ? [] : [`I1 ${code}: gap at ${event.seq}`]),
      ...(linked ? [] : [`I4 ${code}: hash chain breaks at ${event.seq}`]),
      ...(event.at >= (before?.at ?? 0) ? [] : [`I4 ${code}: time runs backwards at ${event.seq}`]),
    ];
  });

/** I2, I5, I6, I9, I11, I13: what head, log and items of a dossier must agree in. */
export const brokenDossier = (
  item: Item,
  dossier: Dossier,
  log: readonly DossierEvent[],
  items: readonly Item[],
): string[] => [
  ...brokenDay(dossier, log),
  ...brokenAcceptance(dossier, log),
  ...brokenAlerts(dossier, log, items),
  ...brokenDesk(item, dossier),
  ...brokenRun(item, dossier, log),
  ...brokenPauses(dossier, log),
];

/** I3: the head is the fold of the events. */
export const brokenHead = (dossier: Dossier, folded: Dossier | undefined): string[] =>
  folded && canonical(folded) === canonical(dossier)
    ? []
    : [`I3 ${dossier.code}: head differs from fold(events)`];

/** I2: the code bears the day on which the dossier was filed, where the office is (`AGENCY-YYMMDD-NNNN`). */
const brokenDay = ({ code }: Dossier, [first]: readonly DossierEvent[]): string[] => {
  const day = new Date((first?.at ?? 0) + VIET_NAM).toISOString().slice(2, 10).replaceAll('-', '');
  return code.split('-')[1] === day ? [] : [`I2 ${code}: filed on ${day}`];
};
const VIET_NAM = 7 * 3_600_000;

/** I13: accepted only after the last look at the files has found every one of them clean. */
const brokenAcceptance = ({ code }: Dossier, log: readonly DossierEvent[]): string[] => {
  const accepted = log.findIndex((event) => event.type === 'accepted');
  if (accepted < 0) return [];
  const verified = log.findLast((event, i) => event.type === 'documentsVerified' && i < accepted);
  const clean =
    verified?.type === 'documentsVerified' &&
    verified.data.documents.every(({ verdict }) => verdict === 'CLEAN');
  return clean ? [] : [`I13 ${code}: accepted with a file that is not clean`];
};

/** I6: no alert is decided twice; each has its item, and no item is without a decision. */
const brokenAlerts = ({ id }: Dossier, log: readonly DossierEvent[], items: readonly Item[]): string[] => {
  const decided = log.flatMap((event) => {
    const alert = alertOf(event);
    return alert ? [`ALERT#${alert.stage}#${alert.version}`] : [];
  });
  const kept = items.map(({ sk }) => String(sk)).filter((sk) => sk.startsWith('ALERT#'));
  return [
    ...decided
      .filter((alert, i) => decided.indexOf(alert) !== i)
      .map((alert) => `I6 ${id} ${alert}: decided twice`),
    ...decided.filter((alert) => !kept.includes(alert)).map((alert) => `I6 ${id} ${alert}: no alert item`),
    ...kept.filter((alert) => !decided.includes(alert)).map((alert) => `I6 ${id} ${alert}: never decided`),
  ];
};

/** I5: an open dossier is found at its desk and with its holder, in the order of its due date; a closed one at none. */
const brokenDesk = (item: Item, dossier: Dossier): string[] => {
  const { code, unit, phase, deadline, id } = dossier;
  const desk = deskOf(dossier);
  if ((desk === undefined) !== (phase === 'CLOSED')) return [`I5 ${code}: at no desk in ${phase}`];
  if (desk === undefined) return item.inboxPk === undefined ? [] : [`I5 ${code}: closed, still at a desk`];
  const step = dossier.phase === 'REVIEW' ? dossier.step : undefined;
  const holder = step?.assignee ?? step?.claim?.by;
  const found = [item.inboxPk, item.inboxSk, item.holderPk];
  const wanted = [`${unit}#${desk}`, `${deadline?.due ?? 9_999_999_999_999}#${id}`];
  return canonical(found) === canonical([...wanted, holder && `${unit}#${holder}`])
    ? []
    : [`I5 ${code}: found at ${canonical(found)}`];
};

/** What the dates of dossiers are counted with. */
export interface Rules {
  /** Every calendar version, by its name. */
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** Items of the catalogue, by their sort key. */
  readonly documents: ReadonlyMap<string, unknown>;
}

/** The rules that stand in the catalogue. */
export const rulesOf = (items: readonly Item[]): Rules => {
  const documents = new Map(
    items.filter(({ pk }) => pk === 'CATALOGUE').map(({ sk, document }) => [String(sk), document]),
  );
  const calendars = [...documents]
    .filter(([sk]) => sk.startsWith('CALENDAR#'))
    .map(([, document]) => compileCalendar(calendarSchema.parse(document)));
  return { documents, calendars: new Map(calendars.map((calendar) => [calendar.id, calendar])) };
};

/** I7: the running promise is what its calendar version and procedure version make of its start. */
export const brokenDate = (dossier: Dossier, { calendars, documents }: Rules): string[] => {
  const { code, procedure: of, version, unit: office, deadline } = dossier;
  if (!deadline) return [];
  const calendar = calendars.get(deadline.calendar);
  const procedure = procedureSchema.parse(documents.get(`PROCEDURE#${of}#${version}`));
  const unit = unitSchema.parse(documents.get(`UNIT#${office}`));
  if (!calendar || !isFileable(procedure)) return [`I7 ${code}: no rules for ${deadline.calendar}`];
  const counted = recount({ procedure, unit, calendar }, dossier, deadline);
  const same = counted.ok && counted.value.deadline.due === deadline.due;
  return same ? [] : [`I7 ${code}: due date is not what ${deadline.calendar} makes of it`];
};

/** I8: at rest an open dossier's spine is parked on the newest `wakeSeq` with a token, and nothing is marked stuck. */
export const brokenPark = (item: Item, dossier: Dossier): string[] => [
  ...(item.stuckSince === undefined ? [] : [`I8 ${dossier.code}: marked stuck`]),
  ...brokenWait(item, dossier),
];

/** I8 without the mark, which a sweep takes away. */
export const brokenWait = (item: Item, { code, wakeSeq, phase }: Dossier): string[] => {
  const parked = item.spineSeq === wakeSeq && typeof item.taskToken === 'string';
  return phase === 'CLOSED' || parked ? [] : [`I8 ${code}: not parked on ${wakeSeq} in ${phase}`];
};

/** I9: each run of the spine but the first stands in the log, one after the other. */
const brokenRun = (item: Item, { code }: Dossier, log: readonly DossierEvent[]): string[] => {
  const runs = [1, ...log.flatMap((event) => (event.type === 'spineRestarted' ? [event.data.run] : []))];
  const follow = runs.every((run, i) => run === i + 1) && item.spineRun === runs.length;
  return follow ? [] : [`I9 ${code}: run ${String(item.spineRun)}, the log has ${runs.join(', ')}`];
};

/** Events from which on the applicant has the move. */
const ASKS: ReadonlySet<string> = new Set(['supplementRequested', 'paymentRequired']);
/** Events by which the applicant answers. */
const ENDS: ReadonlySet<string> = new Set(['supplied', 'paymentConfirmed']);
const dueOf = (event: DossierEvent): number[] =>
  event.type === 'supplementRequested' ? [event.data.deadline.due] : [];

/** I11: while the office waits on the applicant only the applicant's time runs, and the office's starts after the answer; pauses follow one another. */
const brokenPauses = (dossier: Dossier, log: readonly DossierEvent[]): string[] => {
  const { code, phase, deadline } = dossier;
  const waits = phase === 'SUPPLEMENT' || phase === 'PAYMENT';
  const early = log.filter(
    (event) => event.type === 'supplied' && event.data.answer && event.data.answer.deadline.from < event.at,
  );
  const pauses = 'clock' in dossier ? dossier.clock.pauses : [];
  const begun = new Set(log.flatMap(({ type, at }) => (ASKS.has(type) ? at : [])));
  // What a lapse asks to be refused goes on as of the date that the applicant let pass.
  const refusals = log.filter((event) => event.type === 'lapsed' && event.data.outcome === 'mustRefuse');
  const passed = refusals.length === 0 ? [] : log.flatMap(dueOf);
  const handedIn = new Set([...log.flatMap(({ type, at }) => (type === 'supplied' ? at : [])), ...passed]);
  const strange = pauses.filter(
    ({ from, to, reason }) => !begun.has(from) || (reason === 'SUPPLEMENT' && !handedIn.has(to)),
  );
  const ended = [...refusals, ...log.filter(({ type }) => ENDS.has(type))];
  const wrong = pauses.filter(({ from, to }, i) => to < from || from < (pauses[i - 1]?.to ?? from));
  return [
    ...wrong.map(
      ({ from }) => `I11 ${code}: the pause of ${from} overlaps the one before, or ends before it begins`,
    ),
    ...strange.map(
      ({ from }) => `I11 ${code}: the pause of ${from} does not last from a request to what was handed in`,
    ),
    ...(pauses.length > ended.length ? [`I11 ${code}: ${pauses.length} pauses, ${ended.length} ends`] : []),
    ...(waits && deadline?.kind !== phase ? [`I11 ${code}: ${deadline?.kind} runs in ${phase}`] : []),
    ...early.map(({ seq }) => `I11 ${code}: the promise of event ${seq} begins within the pause`),
  ];
};
