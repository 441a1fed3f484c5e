import type { CountedRow, CountStore, RollUpStore } from '../../functions/app/counts.ts';
import type { ReadStore } from '../../functions/app/reads.ts';
import { apply, fold } from '../../functions/core/dossier/apply.ts';
import { deskOf, placeOf } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../functions/core/dossier/events.ts';
import type { DossierId } from '../../functions/core/dossier/ids.ts';
import { incrementsOf } from '../../functions/core/metrics/counters.ts';
import { gaugesOf } from '../../functions/core/metrics/gauges.ts';
import type { RollUp } from '../../functions/core/metrics/rollUp.ts';
import { calendar, must, policy, procedure, type Story, UNIT } from '../core/dossier/support.ts';
import { idOf } from './fakeOffice.ts';

/** The same story told of another dossier: the n-th of the office. */
const renamed = (events: readonly DossierEvent[], n: number): readonly DossierEvent[] =>
  events.map((event) => {
    const dossierId = idOf(n);
    if (event.type !== 'submitted') return { ...event, dossierId };
    return { ...event, dossierId, data: { ...event.data, id: dossierId } };
  });

const rowsOf = (log: readonly DossierEvent[]): readonly CountedRow[] => {
  let dossier: Dossier | undefined;
  return log.flatMap((event) => {
    const before = dossier;
    dossier = apply(before, event);
    const { procedure, channel } = dossier;
    const counted = incrementsOf(event, before, dossier, calendar);
    if (!counted) return [];
    const cells = new Map(
      Object.entries(counted.by).map(([measure, by]) => [`${measure}|${procedure}|${channel}`, by]),
    );
    return [{ day: counted.day, at: counted.at, dossierId: event.dossierId, seq: event.seq, cells }];
  });
};

const placed = ({ at, dossierId, seq }: CountedRow): string => `${at}#${dossierId}#${seq}`;

/** An office whose dossiers have lived these stories, dossier 1 the first: tables and indexes as the commits leave them. */
export const registryOf = (stories: readonly Story[], now: number) => {
  const logs = new Map(stories.map(({ events }, i) => [idOf(i + 1), renamed(events, i + 1)]));
  const heads = new Map([...logs].map(([id, log]) => [id, must(fold(log))]));
  const rows = [...logs.values()].flatMap(rowsOf).toSorted((a, b) => (placed(a) < placed(b) ? -1 : 1));
  const sums = new Map<string, Map<string, number>>();
  for (const { day, cells } of rows) {
    const of = sums.get(day) ?? new Map<string, number>();
    for (const [cell, by] of cells) of.set(cell, (of.get(cell) ?? 0) + by);
    sums.set(day, of);
  }
  const gauges = new Map<string, number>();
  for (const head of heads.values()) {
    for (const cell of gaugesOf(head)) gauges.set(cell, (gauges.get(cell) ?? 0) + 1);
  }
  const pageOf = <T>(all: readonly T[], key: (each: T) => string, limit: number, after = '') => {
    const rest = all.filter((each) => key(each) > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return { page, ...(rest.length > limit && last !== undefined && { reached: key(last) }) };
  };
  const reads: Pick<ReadStore, 'entries' | 'heads' | 'events' | 'gauges'> = {
    entries: async ({ partition, limit, after }) => {
      const here = [...heads.values()]
        .filter((head) => partition === `${UNIT}#${deskOf(head)}`)
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const { page, ...reached } = pageOf(here, placeOf, limit, after);
      return { entries: page.map((head) => ({ id: head.id, place: placeOf(head) })), ...reached };
    },
    heads: async (ids: readonly DossierId[]) =>
      new Map(ids.flatMap((id) => (heads.has(id) ? [[id, must(heads.get(id))] as const] : []))),
    events: async (id, after, limit) => (logs.get(id) ?? []).filter(({ seq }) => seq > after).slice(0, limit),
    gauges: async () => gauges,
  };
  const counts: Pick<CountStore, 'counters' | 'counted'> = {
    counters: async (_unit, from, to) => new Map([...sums].filter(([day]) => day >= from && day <= to)),
    counted: async (_unit, day, limit, after) => {
      const { page, ...reached } = pageOf(
        rows.filter((row) => row.day === day),
        placed,
        limit,
        after,
      );
      return { rows: page, ...reached };
    },
  };
  const kept = new Map<string, ReadonlyMap<string, RollUp>>();
  const rollUps: RollUpStore = {
    rollUps: async (owner, period) => {
      const scopes = kept.get(`${owner} ${period}`) ?? new Map<string, RollUp>();
      const whole = scopes.get('');
      const byProcedure = [...scopes].flatMap(([scope, rollUp]) =>
        scope.startsWith('procedure#') ? [[scope.slice(10), rollUp] as const] : [],
      );
      return { ...(whole && { whole }), byProcedure: new Map(byProcedure) };
    },
    putRollUps: async (owner, period, scopes) => {
      kept.set(`${owner} ${period}`, scopes);
    },
    firstDay: async () => [...sums.keys()].toSorted()[0],
  };
  return {
    ...{ kept, rollUps },
    ...{ heads, logs, sums, gauges, rows, reads, counts },
    clock: { now: () => now },
    catalogue: {
      office: async () => ({ unit: policy.unit, calendar }),
      policy: async () => policy,
      procedures: async () => [procedure],
    },
    staff: { record: async () => ({ delegations: [] }) },
  };
};
