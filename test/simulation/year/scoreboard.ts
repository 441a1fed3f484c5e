import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Cloud } from '../../../local/cloud.ts';
import { UNIT } from '../../support/cast.ts';
import { executions, history, scan, statesEntered } from '../../support/tables.ts';

const text = z.object({ vi: z.string() });
const cells = z.record(z.string(), z.union([z.string(), z.number()]).optional());
const report = z.object({
  tables: z.array(
    z.object({
      key: z.string(),
      columns: z.array(z.object({ key: z.string(), name: text, group: text.optional() })),
      rows: z.array(cells),
      total: cells.optional(),
    }),
  ),
});
export type Bieu06 = z.infer<typeof report>;

const metrics = z.object({
  totals: z.record(z.string(), z.number()),
  carriedOver: z.number(),
  inProcess: z.object({ open: z.number() }),
  satisfaction: z.array(
    z.object({
      ...{ occasion: z.string(), answers: z.number() },
      ...{ attitude: z.number(), waiting: z.number(), facilities: z.number() },
    }),
  ),
  detail: z.array(
    z.object({ measure: z.string(), procedure: z.string(), channel: z.string(), count: z.number() }),
  ),
});

/** What a span looks like in numbers. Every one of them is read from the API; nothing is taken from the plan. */
export interface Scoreboard {
  readonly from: string;
  readonly to: string;
  readonly received: number;
  readonly online: number;
  readonly onlinePercent: number;
  readonly procedures: number;
  readonly resolved: { readonly early: number; readonly onTime: number; readonly late: number };
  readonly open: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly stopped: number;
  readonly onSpot: number;
  readonly digitised: number;
  readonly satisfaction: { readonly answers: number; readonly mean: number };
}

const get = async (cloud: Cloud, path: string): Promise<unknown> => {
  const token = await cloud.token({
    ...{ sub: 'viewer-1', roles: ['reportViewer'], unit: UNIT },
    expiresInSeconds: 3600,
  });
  const response = await fetch(`${cloud.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
};

/** Reads `GET /metrics` of local days, both included. */
export const scoreboardOf = async (cloud: Cloud, from: string, to: string): Promise<Scoreboard> => {
  const read = metrics.parse(await get(cloud, `/metrics?unit=${UNIT}&from=${from}&to=${to}`));
  const total = (measure: string): number => read.totals[measure] ?? 0;
  const received = read.detail.filter(({ measure }) => measure === 'received');
  const online = received
    .filter(({ channel }) => channel === 'online')
    .reduce((sum, { count }) => sum + count, 0);
  const delivery = read.satisfaction.filter(({ occasion }) => occasion === 'delivery');
  const answers = delivery.reduce((sum, each) => sum + each.answers, 0);
  const marks = delivery.reduce(
    (sum, { attitude, waiting, facilities }) => sum + attitude + waiting + facilities,
    0,
  );
  return {
    ...{ from, to, received: total('received'), online },
    onlinePercent: percent(online, total('received')),
    procedures: new Set(received.map(({ procedure }) => procedure)).size,
    resolved: { early: total('resolvedEarly'), onTime: total('resolvedOnTime'), late: total('resolvedLate') },
    open: read.inProcess.open,
    ...{ refused: total('refused'), withdrawn: total('withdrawn'), stopped: total('stopped') },
    ...{ onSpot: total('onSpot'), digitised: total('digitised') },
    satisfaction: { answers, mean: answers === 0 ? 0 : Math.round((100 * marks) / (3 * answers)) / 100 },
  };
};

const percent = (part: number, of: number): number => (of === 0 ? 0 : Math.round((1000 * part) / of) / 10);

/** Reads the form 06 of local days. */
export const bieu06Of = async (cloud: Cloud, from: string, to: string): Promise<Bieu06> =>
  report.parse(await get(cloud, `/reports/bieu-06?unit=${UNIT}&from=${from}&to=${to}&format=json`));

/** The form in plain text: one line for each field and the total. */
export const printBieu06 = ({ tables }: Bieu06): string => {
  const form = tables.find(({ key }) => key === 'form');
  if (!form) return '';
  const head = form.columns.map(({ name, group }) => (group ? `${group.vi}: ${name.vi}` : name.vi));
  const line = (row: z.infer<typeof cells>, first: string) =>
    form.columns.map(({ key }) => String(row[key] ?? (key === 'field' ? first : '')));
  const body = [
    ...form.rows.map((row) => line(row, '')),
    ...(form.total ? [line(form.total, 'Tổng số')] : []),
  ];
  const numbered = head.map((name, i) => `(${i + 1}) ${name}`).join('; ');
  const widths = head.map((_, i) =>
    Math.max(`(${i + 1})`.length, ...body.map((row) => (row[i] ?? '').length)),
  );
  const print = (row: readonly string[]) =>
    row.map((cell, i) => (i === 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return ['Biểu số 06/VPCP/KSTT', numbered, print(head.map((_, i) => `(${i + 1})`)), ...body.map(print)].join(
    '\n',
  );
};

/** One hash over the ends of all logs: equal for equal lives. */
export const digestOf = async (cloud: Cloud): Promise<string> => {
  const hash = createHash('sha256');
  for (const { pk, seq, hash: own } of await scan(cloud, cloud.names.eventTable))
    hash.update(`${JSON.stringify([pk, seq, own])}\n`);
  return hash.digest('hex');
};

/** State transitions of spines and digitisations, a dossier on average, of so many dossiers taken evenly. */
export const transitionsOf = async (cloud: Cloud, sample: number): Promise<number> => {
  const { dossierStateMachineArn, digitisationStateMachineArn } = cloud.names;
  const all = await Promise.all(
    [dossierStateMachineArn, digitisationStateMachineArn].map((arn) => executions(cloud, arn)),
  );
  // Every run is named by the code: `<code>`, `<code>--r2`, `<code>--d1`.
  const runs = Map.groupBy(all.flat(), ({ name = '' }) => name.replace(/--.*$/, ''));
  const every = Math.max(1, Math.floor(runs.size / sample));
  const chosen = [...runs.values()].filter((_, i) => i % every === 0);
  let entered = 0;
  for (const { executionArn = '' } of chosen.flat()) {
    const events = await history(cloud, executionArn);
    const retries =
      events.filter(({ type }) => type === 'TaskScheduled').length -
      events.filter(({ type }) => type === 'TaskStateEntered').length;
    entered += statesEntered(events).length + retries;
  }
  return Math.round((10 * entered) / Math.max(1, chosen.length)) / 10;
};
