import * as z from 'zod';
import type { LogEvent } from '../../verifier/alertLog.ts';
import { alertRules } from '../../verifier/alertRules.ts';
import { walkAlerts } from '../../verifier/alerts.ts';
import { walk } from '../../verifier/naive.ts';
import { type Table, tableOf } from '../../verifier/table.ts';

/**
 * The promise and the alerts of a dossier that has ended, walked through again by the verifier, which shares no code with the
 * product: all it is given are the log and the texts of the catalogue.
 */

const promise = z.object({ kind: z.string(), due: z.int(), calendar: z.string() });
const told = z.object({
  seq: z.int(),
  at: z.int(),
  type: z.string(),
  actor: z.object({ kind: z.string() }),
  data: z.looseObject({
    deadline: promise.optional(),
    resumed: z.looseObject({ deadline: promise }).optional(), // after a pause
  }),
});
type Told = z.infer<typeof told>;
const extension = z.object({ by: z.object({ amount: z.int() }) });
/** When the money was paid, which somebody enters later. */
const payment = z.object({ resumed: z.object({ pause: z.object({ to: z.int() }) }) });
const alert = z.object({ alert: z.string(), version: z.int() });
const silence = z.object({ n: z.int(), outcome: z.string() });

const law = z.object({
  limit: z.object({ amount: z.number(), unit: z.enum(['workingDay', 'calendarDay', 'month']) }),
  supplement: z.object({ policy: z.object({ kind: z.enum(['reset', 'continue']) }) }),
});

/** The catalogue as the verifier reads it. */
export interface Books {
  readonly procedure: unknown;
  readonly unit: unknown;
  /** Calendar versions by their names. */
  readonly tables: ReadonlyMap<string, Table>;
}

/** Every calendar version among documents of the catalogue. */
export const tablesOf = (documents: ReadonlyMap<string, unknown>): ReadonlyMap<string, Table> =>
  new Map(
    [...documents]
      .filter(([sk]) => sk.startsWith('CALENDAR#'))
      .map(([, document]) => tableOf(document))
      .map((table) => [table.name, table]),
  );

const OFFSET = 7 * 60;
const minuteOf = (at: number): number => Math.floor(at / 60_000) + OFFSET;

/** I7: the last date that was promised is the one that a day-by-day walk finds from acceptance, pauses and extension. */
export const brokenPromise = (code: string, log: readonly LogEvent[], books: Books): string[] => {
  const lines = z.array(told).parse(log);
  const accepted = lines.find(({ type }) => type === 'accepted');
  const last = lines.findLast((line) => promisedBy(line)?.kind === 'APPOINTED');
  const promised = last && promisedBy(last);
  // Another day by apology is the leader's to name.
  if (!accepted || !last || !promised || lines.some(({ type }) => type === 'reappointed')) return [];
  const table = books.tables.get(promised.calendar);
  if (!table) return [`I7 ${code}: no calendar ${promised.calendar}`];
  const { limit, supplement } = law.parse(books.procedure);
  const until = lines.filter(({ seq }) => seq > accepted.seq && seq <= last.seq);
  const pauses = pausesOf(until);
  const amount = until.reduce(
    (sum, { type, data }) => sum + (type === 'extended' ? extension.parse(data).by.amount : 0),
    limit.amount,
  );
  const walked = walk(table, {
    ...{ received: minuteOf(accepted.at), amount, unit: limit.unit },
    pauses: pauses.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })),
    policy: pauses.some(({ paid }) => paid) ? 'continue' : supplement.policy.kind,
  });
  const due = walked && (walked.due - OFFSET) * 60_000;
  return due === promised.due ? [] : [`I7 ${code}: promised ${promised.due}, a walk finds ${due}`];
};

const promisedBy = ({ data: { deadline, resumed } }: Told) => resumed?.deadline ?? deadline;

/** When the applicant was waited for after acceptance; money counts from the day of its payment. */
const pausesOf = (lines: readonly Told[]) =>
  lines.flatMap(({ type, at, seq }) => {
    if (type !== 'supplementRequested' && type !== 'paymentRequired') return [];
    const paid = type === 'paymentRequired';
    const answer = lines.find(
      (each) => each.seq > seq && each.type === (paid ? 'paymentConfirmed' : 'supplied'),
    );
    if (!answer) return [];
    return [{ from: at, to: paid ? payment.parse(answer.data).resumed.pause.to : answer.at, paid }];
  });

/** By how much time may have its say later than its timer: whole seconds, and sixty of them at least. */
const LATE = 2 * 60_000;
/** What time writes into a log by itself. */
const DEEDS = ['alertsDecided', 'lapsed', 'refused', 'consultationLapsed', 'complaintOverdue'];

/** I6: what was alerted of is what the log gives cause for, stage by stage and at its time; time did what it had to. Where nothing fails, and the calendar stays. */
export const brokenStages = (
  code: string,
  log: readonly LogEvent[],
  { procedure, unit, tables }: Books,
): string[] => {
  const rules = alertRules(unit, procedure);
  const lines = z.array(told).parse(log);
  const [table] = [...tables.values()];
  const [last] = lines.slice(-1);
  if (!table || !last) return [];
  const said = lines.filter(({ type, actor }) => DEEDS.includes(type) && actor.kind !== 'staff');
  const sweptAt = (due: number): number => said.find(({ at }) => at >= due && at <= due + LATE)?.at ?? due;
  const { alerts, wrong } = walkAlerts(log, { rules, calendars: [{ from: 0, table }], sweptAt }, last.at);
  const left = lines.flatMap(alertIn);
  const missed = alerts.filter(({ stage, version, raisedAt }) => {
    const found = left.findIndex(
      (each) => each.alert === stage && each.at === raisedAt && each.version === (version ?? each.seq),
    );
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return [
    ...(wrong === undefined ? [] : [`I6 ${code}: ${wrong}`]),
    ...missed.map(({ stage, raisedAt }) => `I6 ${code}: nobody was alerted of ${stage} at ${raisedAt}`),
    ...left.map((each) => `I6 ${code}: event ${each.seq} alerts of ${each.alert} for no reason`),
  ];
};

/** The alert that a line of the log tells of. */
const alertIn = ({ seq, at, type, data }: Told) => {
  if (type === 'alertsDecided') return [{ seq, at, ...alert.parse(data) }];
  if (type !== 'consultationLapsed') return [];
  const { n, outcome } = silence.parse(data);
  return outcome === 'late' ? [{ seq, at, alert: 'CONSULTATION_LATE', version: n }] : [];
};
