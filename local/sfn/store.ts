import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { HistoryEvent, Machine, Running } from '../asl/index.ts';
import { ApiError } from './tokens.ts';

/** Closed executions are kept, and their names stay taken, this long. */
const RETENTION = 90 * 86_400_000;

const callback = z.object({
  output: z.unknown().optional(),
  failure: z.object({ error: z.string().optional(), cause: z.string().optional() }).optional(),
});
const position = z.object({
  state: z.string(),
  input: z.unknown(),
  variables: z.record(z.string(), z.unknown()).readonly(),
  enteredAt: z.number(),
  eventId: z.number(),
});
/** The last redrive, and how many there were. */
const redriven = z.object({ count: z.number(), at: z.number(), clientToken: z.string().optional() });
const park = z.object({
  token: z.string(),
  deadline: z.number().optional(),
  heartbeatSeconds: z.number().optional(),
  retries: z.array(z.number()).readonly(),
});
/** What is known of an execution beside its history; null = no longer. */
const facts = z.object({
  arn: z.string(),
  machineArn: z.string(),
  name: z.string(),
  input: z.string(),
  startDate: z.number(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  stopDate: z.number().optional(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
  redriven: redriven.optional(),
  /** Where it stands or, if it did not succeed, where it ended. */
  position: position.nullish(),
  park: park.nullish(),
  /** Whether the park's integration call has returned. */
  submitted: z.boolean().optional(),
  /** What came through the park's token, before the engine went on with it. */
  callback: callback.nullish(),
});
const event = z.looseObject({
  id: z.number(),
  previousEventId: z.number(),
  timestamp: z.number(),
  type: z.string(),
});
const line = z.object({
  arn: z.string(),
  new: facts.optional(),
  set: facts.partial().optional(),
  redrive: redriven.omit({ count: true }).optional(),
  event: event.optional(),
});
type Line = z.infer<typeof line>;

/** What came through a token: an output, or a failure. */
export type Callback = z.infer<typeof callback>;

/** One execution, running or closed. */
export type Execution = z.infer<typeof facts> & {
  readonly order: number;
  /** The history; JSON text once closed, which takes less memory. */
  events: HistoryEvent[] | string;
  running?: Running;
  /** The definition it was started with; what is redriven after a restart of the host takes that of its machine. */
  machine?: Machine;
};

/** The history of `execution`. */
export function eventsOf({ events }: Execution): HistoryEvent[] {
  return typeof events === 'string' ? z.array(event).parse(JSON.parse(events)) : events;
}

/**
 * All executions, in memory and (with a folder) in a journal of JSON lines. Lines are gathered and written before
 * anything outside can see what they tell of (`flush`); a kill of the process loses nothing that was acknowledged.
 */
export class Store {
  readonly executions = new Map<string, Execution>();
  private readonly closed: Execution[] = [];
  private nextOrder = 1;
  private file: number | undefined;
  private pending: string[] = [];

  constructor(dir: string | undefined, now: number) {
    if (dir === undefined) return;
    mkdirSync(dir, { recursive: true });
    const path = join(dir, 'journal.jsonl');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    // The last line has no newline: it is empty, or was torn by a kill before anyone heard of it.
    for (const text of lines.slice(0, -1)) this.replay(line.parse(JSON.parse(text)));
    this.forgetBefore(now - RETENTION);
    this.file = openSync(`${path}.new`, 'w');
    for (const {
      running: _,
      machine: _machine,
      order: _order,
      events: _events,
      ...known
    } of this.executions.values()) {
      const { arn, stopDate } = known;
      this.append({ arn, new: { ...known, stopDate: undefined } });
      for (const past of eventsOf(this.get(arn))) this.append({ arn, event: past });
      if (stopDate !== undefined) this.append({ arn, set: { stopDate } });
      this.flush();
    }
    renameSync(`${path}.new`, path);
  }

  /** Takes up `added`, and writes it down. */
  apply(added: Line): void {
    this.replay(added);
    this.append(added);
  }

  get(arn: string): Execution {
    const found = this.executions.get(arn);
    if (!found) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return found;
  }

  /** Writes what was appended. */
  flush(): void {
    if (this.file === undefined || this.pending.length === 0) return;
    const text = this.pending.join('');
    this.pending = [];
    writeSync(this.file, text);
  }

  close(): void {
    this.flush();
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private append(added: Line): void {
    if (this.file === undefined) return;
    if (this.pending.length === 0) setImmediate(() => this.flush());
    this.pending.push(`${JSON.stringify(added)}\n`);
  }

  private replay(added: Line): void {
    const { arn } = added;
    if (added.new) this.executions.set(arn, { ...added.new, order: this.nextOrder++, events: [] });
    const execution = this.get(arn);
    if (added.redrive) this.reopen(execution, added.redrive);
    if (added.event && typeof execution.events !== 'string') execution.events.push(added.event);
    if (!added.set) return;
    Object.assign(execution, added.set);
    if (added.set.stopDate === undefined) return;
    execution.events = JSON.stringify(execution.events);
    this.closed.push(execution);
    this.forgetBefore(added.set.stopDate - RETENTION);
  }

  private reopen(execution: Execution, { at, clientToken }: NonNullable<Line['redrive']>): void {
    this.closed.splice(this.closed.indexOf(execution), 1);
    const count = (execution.redriven?.count ?? 0) + 1;
    Object.assign(execution, {
      ...{ status: 'RUNNING', stopDate: undefined, error: undefined, cause: undefined },
      ...{ events: eventsOf(execution), redriven: { count, at, clientToken } },
    });
  }

  private forgetBefore(instant: number): void {
    while ((this.closed[0]?.stopDate ?? instant) < instant) {
      const gone = this.closed.shift();
      if (gone) this.executions.delete(gone.arn);
    }
  }
}
