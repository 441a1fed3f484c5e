import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendar } from '../../catalogue/tools/load.ts';
import { dossierSchema } from '../../functions/adapters/dynamo/dossierSchema.ts';
import { eventSchema } from '../../functions/adapters/dynamo/eventSchema.ts';
import { hashOf } from '../../functions/app/append.ts';
import { type Calendar, calendarSchema, compileCalendar } from '../../functions/core/calendar/index.ts';
import { canonical } from '../../functions/core/canonical.ts';
import { apply, fold } from '../../functions/core/dossier/apply.ts';
import { deskOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import { incrementsOf } from '../../functions/core/metrics/counters.ts';
import { alertOf } from '../../functions/core/notices/kind.ts';
import { isFileable, procedureSchema, unitSchema } from '../../functions/core/procedure/index.ts';
import { recount } from '../../functions/core/sla/deadlines.ts';
import type { CloudLike } from './cloudLike.ts';
import { executions, history, type Item, scan } from './tables.ts';

/** What stands in the tables, read back through the product's own schemas. */
export interface World {
  readonly heads: readonly { readonly item: Item; readonly dossier: Dossier }[];
  readonly logs: ReadonlyMap<string, readonly DossierEvent[]>;
  readonly items: readonly Item[];
}

export const readWorld = async (cloud: CloudLike): Promise<World> => {
  const items = await scan(cloud, cloud.names.stateTable);
  const events = (await scan(cloud, cloud.names.eventTable)).map(({ pk, ...rest }) =>
    eventSchema.parse({ dossierId: pk, ...rest }),
  );
  const heads = items
    .filter(({ sk }) => sk === 'HEAD')
    .map((item) => ({ item, dossier: dossierSchema.parse(item.state) }));
  return { heads, logs: Map.groupBy(events, ({ dossierId }) => dossierId), items };
};

/** Every broken invariant of the design (I1-I7, I12, I13), in words; empty when all hold. */
export const broken = (world: World): string[] => [
  ...world.heads.flatMap(({ dossier }) => brokenDossier(dossier, world.logs.get(dossier.id) ?? [])),
  ...brokenCodes(world),
  ...brokenCounters(world),
  ...brokenDesks(world),
  ...brokenAlerts(world),
  ...brokenDates(world),
];

const brokenDossier = (dossier: Dossier, log: readonly DossierEvent[]): string[] => {
  const { id, code } = dossier;
  const gaps = log
    .filter((event, i) => event.seq !== i + 1)
    .map((event) => `I1 ${code}: gap at ${event.seq}`);
  const chain = log.flatMap((event, i) => {
    const { hash, ...rest } = event;
    const linked = event.prevHash === (log[i - 1]?.hash ?? '');
    return linked && hashOf(rest) === hash ? [] : [`I4 ${code}: hash chain breaks at ${event.seq}`];
  });
  const folded = fold(log);
  const same = canonical(folded) === canonical(dossier) ? [] : [`I3 ${code}: head differs from fold(events)`];
  const accepted = log.findIndex((event) => event.type === 'accepted');
  const verified = log.findLast((event, i) => event.type === 'documentsVerified' && i < accepted);
  const dirty =
    accepted >= 0 &&
    (verified?.type !== 'documentsVerified' ||
      verified.data.documents.some(({ verdict }) => verdict !== 'CLEAN'));
  return [
    ...gaps,
    ...chain,
    ...same,
    ...(dirty ? [`I13 ${code}: accepted with a file that is not clean`] : []),
    ...(log.length === 0 ? [`I1 ${id}: no events`] : []),
  ];
};

const brokenCodes = ({ heads }: World): string[] => {
  const codes = heads.map(({ dossier }) => dossier.code).toSorted();
  const double = codes.filter((code, i) => code === codes[i - 1]).map((code) => `I2 ${code}: used twice`);
  const byDay = Map.groupBy(codes, (code) => code.slice(0, code.lastIndexOf('-')));
  const gaps = [...byDay].flatMap(([day, own]) =>
    own.flatMap((code, i) =>
      Number(code.slice(day.length + 1)) === i + 1 ? [] : [`I2 ${code}: gap in the serial of ${day}`],
    ),
  );
  return [...double, ...gaps];
};

const brokenCounters = ({ logs, items }: World): string[] => {
  const calendar = compileCalendar(loadCalendar());
  const expected = new Map<string, number>();
  for (const log of logs.values()) {
    let dossier: Dossier | undefined;
    for (const event of log) {
      const before = dossier;
      dossier = apply(dossier, event);
      const { procedure, channel } = dossier;
      const { day, by } = incrementsOf(event, before, dossier, calendar) ?? { day: '', by: {} };
      for (const [measure, count] of Object.entries(by)) {
        const key = `${day} ${measure}|${procedure}|${channel}`;
        expected.set(key, (expected.get(key) ?? 0) + count);
      }
    }
  }
  const counted = new Map<string, number>();
  for (const item of items.filter(({ pk }) => String(pk).startsWith('COUNTER#'))) {
    const [day, procedure] = String(item.sk).split('#');
    for (const [cell, value] of Object.entries(item)) {
      const [measure, channel] = cell.split('|');
      const key = `${day} ${measure}|${procedure}|${channel}`;
      if (typeof value === 'number') counted.set(key, (counted.get(key) ?? 0) + value);
    }
  }
  const keys = [...new Set([...expected.keys(), ...counted.keys()])];
  return keys.flatMap((key) =>
    expected.get(key) === counted.get(key)
      ? []
      : [`I5 ${key}: counted ${counted.get(key)}, recount ${expected.get(key)}`],
  );
};

/** I5: every open dossier is found at one desk, and the gauges of the desks recount to the heads. */
const brokenDesks = ({ heads, items }: World): string[] => {
  const expected = new Map<string, number>();
  const lost = heads.flatMap(({ item, dossier }) => {
    const { code, unit, phase, deadline, id } = dossier;
    const desk = deskOf(dossier);
    if ((desk === undefined) !== (phase === 'CLOSED')) return [`I5 ${code}: at no desk in ${phase}`];
    if (desk === undefined) return item.inboxPk === undefined ? [] : [`I5 ${code}: closed, still at a desk`];
    for (const gauge of dossier.outlook.atRisk ? [desk, 'atRisk'] : [desk]) {
      const cell = `${unit} ${gauge}${dossier.restricted ? '|restricted' : ''}`;
      expected.set(cell, (expected.get(cell) ?? 0) + 1);
    }
    const step = dossier.phase === 'REVIEW' ? dossier.step : undefined;
    const holder = step?.assignee ?? step?.claim?.by;
    const found = [item.inboxPk, item.inboxSk, item.holderPk];
    const wanted = [`${unit}#${desk}`, `${deadline?.due ?? 9_999_999_999_999}#${id}`];
    return canonical(found) === canonical([...wanted, holder && `${unit}#${holder}`])
      ? []
      : [`I5 ${code}: found at ${canonical(found)}`];
  });
  const counted = new Map<string, number>();
  for (const item of items.filter(({ pk }) => String(pk).startsWith('GAUGE#'))) {
    for (const [cell, value] of Object.entries(item)) {
      const key = `${String(item.pk).slice('GAUGE#'.length)} ${cell}`;
      if (typeof value === 'number') counted.set(key, (counted.get(key) ?? 0) + value);
    }
  }
  const cells = [...new Set([...expected.keys(), ...counted.keys()])];
  const wrong = cells.filter((cell) => (expected.get(cell) ?? 0) !== (counted.get(cell) ?? 0));
  return [
    ...lost,
    ...wrong.map((cell) => `I5 ${cell}: gauge ${counted.get(cell)}, recount ${expected.get(cell)}`),
  ];
};

const brokenAlerts = ({ logs, items }: World): string[] => {
  const decided = [...logs.values()].flat().flatMap((event) => {
    const alert = alertOf(event);
    return alert ? [`${event.dossierId}#${alert.stage}#${alert.version}`] : [];
  });
  const kept = items
    .filter(({ sk }) => String(sk).startsWith('ALERT#'))
    .map(({ pk, sk }) => `${String(pk).slice(8)}#${String(sk).slice(6)}`);
  const double = decided
    .filter((alert, i) => decided.indexOf(alert) !== i)
    .map((alert) => `I6 ${alert}: decided twice`);
  const lost = decided.filter((alert) => !kept.includes(alert)).map((alert) => `I6 ${alert}: no alert item`);
  return [...double, ...lost];
};

/** I7: every running promise is what its calendar version and procedure version make of its start. */
const brokenDates = ({ heads, items }: World): string[] => {
  const documents = new Map(
    items.filter(({ pk }) => pk === 'CATALOGUE').map(({ sk, document }) => [String(sk), document]),
  );
  const calendars = new Map<string, Calendar>();
  for (const [sk, document] of documents) {
    if (!sk.startsWith('CALENDAR#')) continue;
    const calendar = compileCalendar(calendarSchema.parse(document));
    calendars.set(calendar.id, calendar);
  }
  return heads.flatMap(({ dossier }) => {
    const { code, procedure: of, version, unit: office, deadline } = dossier;
    if (!deadline) return [];
    const calendar = calendars.get(deadline.calendar);
    const procedure = procedureSchema.parse(documents.get(`PROCEDURE#${of}#${version}`));
    const unit = unitSchema.parse(documents.get(`UNIT#${office}`));
    if (!calendar || !isFileable(procedure)) return [`I7 ${code}: no rules for ${deadline.calendar}`];
    const counted = recount({ procedure, unit, calendar }, dossier, deadline);
    const same = counted.ok && counted.value.deadline.due === deadline.due;
    return same ? [] : [`I7 ${code}: due date is not what ${deadline.calendar} makes of it`];
  });
};

/** I8: at rest, every open dossier's live spine is parked on the newest `wakeSeq` with a token, and none is marked stuck. */
export const brokenSpines = async (cloud: CloudLike, world: World): Promise<string[]> => {
  const running = (await executions(cloud, cloud.names.dossierStateMachineArn))
    .filter(({ status }) => status === 'RUNNING')
    .map(({ name }) => name);
  return world.heads.flatMap(({ item, dossier }) => {
    const { code, wakeSeq, phase } = dossier;
    const run = Number(item.spineRun);
    const name = run === 1 ? code : `${code}--r${run}`;
    const stuck = item.stuckSince === undefined ? [] : [`I8 ${code}: marked stuck`];
    if (phase === 'CLOSED')
      return [...stuck, ...(running.includes(name) ? [`I8 ${code}: closed, spine still running`] : [])];
    const parked = running.includes(name) && item.spineSeq === wakeSeq && typeof item.taskToken === 'string';
    return [...stuck, ...(parked ? [] : [`I8 ${code}: not parked on ${wakeSeq} in ${phase}`])];
  });
};

/** I12: none of the given personal texts stands in a log, an execution history or a metric. */
export const leaked = async (
  cloud: CloudLike,
  dir: string,
  secrets: readonly string[],
): Promise<string[]> => {
  const logs = readdirSync(join(dir, 'logs')).map(
    (name) => [`log ${name}`, readFileSync(join(dir, 'logs', name), 'utf8')] as const,
  );
  const machines = [
    cloud.names.dossierStateMachineArn,
    cloud.names.digitisationStateMachineArn,
    cloud.names.slaSweepStateMachineArn,
  ];
  const histories: (readonly [string, string])[] = [];
  for (const machine of machines) {
    for (const { name, executionArn } of await executions(cloud, machine)) {
      histories.push([`history ${name}`, JSON.stringify(await history(cloud, executionArn ?? ''))]);
    }
  }
  return [...logs, ...histories].flatMap(([where, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `I12 ${where} contains ${secret}`),
  );
};
