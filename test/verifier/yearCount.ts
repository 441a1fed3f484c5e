/**
 * The figures of a span counted from `npm run -s export` alone: `npm run -s export -- --data F | node test/verifier/yearCount.ts 2023-01-01 2023-12-31`.
 * An independent count: nothing of the product is imported, dates are compared as local days.
 */
import { createInterface } from 'node:readline';
import * as z from 'zod';

const promise = z.object({ kind: z.string(), due: z.number() });
const line = z.object({
  event: z
    .object({
      dossierId: z.string(),
      seq: z.number(),
      at: z.number(),
      type: z.string(),
      data: z.looseObject({
        channel: z.string().optional(),
        deadline: promise.optional(),
        resumed: z.looseObject({ deadline: promise }).optional(), // after a pause
      }),
    })
    .optional(),
});
type Event = NonNullable<z.infer<typeof line>['event']>;

/** An event as the table keeps it. */
export const eventOf = ({ pk, ...rest }: Readonly<Record<string, unknown>>): Event =>
  z.object({ event: line.shape.event.unwrap() }).parse({ event: { dossierId: pk, ...rest } }).event;

/** What is counted. */
export interface Counted {
  received: number;
  online: number;
  early: number;
  onTime: number;
  late: number;
  refused: number;
  withdrawn: number;
}

const HOUR = 3_600_000;
const dayOf = (at: number): string => new Date(at + 7 * HOUR).toISOString().slice(0, 10);
/** Events by which a dossier leaves the process. */
const ENDS = new Set(['resultEntered', 'refused', 'withdrawn', 'stopped', 'lapsed']);

/** The applicant has the move from one to the other. */
const ASKS = new Set(['supplementRequested', 'paymentRequired']);
const ANSWERS = new Set(['supplied', 'paymentConfirmed']);

/** Counts the logs of a span of local days, both included. */
export const countYear = (events: Iterable<Event>, from: string, to: string): Counted => {
  const logs = new Map<string, Event[]>();
  for (const event of events) logs.set(event.dossierId, [...(logs.get(event.dossierId) ?? []), event]);
  const counted: Counted = { received: 0, online: 0, early: 0, onTime: 0, late: 0, refused: 0, withdrawn: 0 };
  const within = (at: number): boolean => dayOf(at) >= from && dayOf(at) <= to;
  for (const log of logs.values()) {
    const ordered = log.toSorted((a, b) => a.seq - b.seq);
    const [first] = ordered;
    if (first?.type === 'submitted' && within(first.at)) {
      counted.received++;
      if (first.data.channel === 'online') counted.online++;
    }
    const end = ordered.find(({ type }) => ENDS.has(type));
    if (!end || !within(end.at)) continue;
    // The date that holds is the last one named before the end; while the applicant is waited for none runs, so the end is early.
    const before = ordered.filter(({ seq }) => seq < end.seq);
    const isWaitedFor = ASKS.has(
      before.findLast(({ type }) => ASKS.has(type) || ANSWERS.has(type))?.type ?? '',
    );
    const due = before
      .map(({ data }) => data.resumed?.deadline.due ?? data.deadline?.due)
      .findLast((at) => at !== undefined);
    const promised = isWaitedFor || due === undefined ? '9999-12-31' : dayOf(due);
    const done = dayOf(end.at);
    counted[done < promised ? 'early' : done === promised ? 'onTime' : 'late']++;
    if (end.type === 'refused') counted.refused++;
    if (end.type === 'withdrawn') counted.withdrawn++;
  }
  return counted;
};

if (process.argv[1] === import.meta.filename) {
  const [from = '0000-01-01', to = '9999-12-31'] = process.argv.slice(2);
  const events: Event[] = [];
  for await (const text of createInterface(process.stdin)) {
    const { event } = line.parse(JSON.parse(text));
    if (event) events.push(event);
  }
  console.log(JSON.stringify({ from, to, ...countYear(events, from, to) }));
}
