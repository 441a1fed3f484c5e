import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { Journal } from '../s3/journal.ts';
import type { Item, StreamPut } from './writes.ts';

export type Attributes = Record<string, AttributeValue>;

export interface StreamRecord {
  table: string;
  eventID: string;
  sequenceNumber: string;
  keys: Attributes;
  newImage: Attributes;
  at: number;
}

/** Takes a batch; the promise resolved = acknowledged, rejected = offered again. */
export type Deliver = (records: StreamRecord[]) => Promise<void>;
/** A stable name keeps the acknowledgements of a subscriber apart and alive across restarts. */
export interface SubscriberOptions {
  name?: string;
  batchSize?: number;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const attributes = z.record(z.string(), z.custom<AttributeValue>(isObject));
const intentEntry = z.object({ n: z.number(), table: z.string(), item: attributes, at: z.number() });
const entry = z.union([
  z.object({ intent: intentEntry }),
  z.object({ drop: z.array(z.number()) }),
  z.object({ ack: z.array(z.number()), name: z.string() }),
  z.object({ subscriber: z.string(), table: z.string() }),
  z.object({ last: z.number() }),
]);
type Entry = z.infer<typeof entry>;
const COMPACT_BYTES = 4 << 20;
const MAX_PAUSE_MS = 60_000;

/** A put on its way: written down before it is forwarded, a stream record once it is known to be committed. */
interface Intent extends z.infer<typeof intentEntry> {
  committed: boolean;
  acked: Set<string>;
}

interface Subscriber {
  table: string;
  name: string;
  batchSize: number;
  deliver: Deliver;
  busy: boolean;
  failures: number;
}

/** Stream records derived from the writes that pass through: at least once, in order per partition key. */
export class Streams {
  /** In order of arrival; gone once every subscriber has acknowledged. */
  private readonly intents = new Map<number, Intent>();
  private readonly keyNames = new Map<string, string[]>();
  private readonly subscribers: Subscriber[] = [];
  /** Names of all subscribers ever seen, by table. */
  private readonly known = new Map<string, Set<string>>();
  private readonly journal: Journal<Entry>;
  private readonly clock: Clock;
  private readonly read: (table: string, keys: Attributes) => Promise<Item | undefined>;
  private last = 0;
  private stopped = false;

  constructor(dir: string | undefined, clock: Clock, read: Streams['read']) {
    this.clock = clock;
    this.read = read;
    this.journal = new Journal(dir === undefined ? undefined : join(dir, 'stream.journal'));
    for (const each of this.journal.read(entry)) this.apply(each);
    this.forget([...this.intents.values()]);
    this.compact();
  }

  readonly isStream = (table: string): boolean => this.keyNames.has(table);

  /** Declares a stream table (hash key first) and finds out what became of the puts that a crash left open. */
  async define(table: string, keyNames: string[]): Promise<void> {
    this.keyNames.set(table, keyNames);
    await this.resolve([...this.intents.values()].filter((intent) => intent.table === table));
  }

  subscribe(table: string, deliver: Deliver, { name, batchSize = 25 }: SubscriberOptions): void {
    const named = name ?? `subscriber-${this.subscribers.length}`;
    if (!this.known.get(table)?.has(named)) this.record({ subscriber: named, table });
    this.subscribers.push({ table, name: named, deliver, batchSize, busy: false, failures: 0 });
    this.pump();
  }

  begin(puts: StreamPut[]): Intent[] {
    const at = this.clock.now();
    const begun = puts.map(({ table, item }, i) => ({
      n: this.last + 1 + i,
      table,
      item: attributes.parse(item),
      at,
    }));
    for (const intent of begun) this.record({ intent });
    return begun.flatMap(({ n }) => this.intents.get(n) ?? []);
  }

  commit(intents: Intent[]): void {
    for (const intent of intents) intent.committed = true;
    this.pump();
  }

  drop(intents: Intent[]): void {
    if (intents.length > 0) this.record({ drop: intents.map(({ n }) => n) });
    this.pump();
  }

  /** Nobody knows whether these were committed, and the engine may be away: ask until it says. */
  async resolveEventually(intents: Intent[]): Promise<void> {
    try {
      await this.resolve(intents);
    } catch {
      if (!this.stopped)
        this.clock.timer(this.clock.now() + 1000, () => void this.resolveEventually(intents));
    }
  }

  stop(): void {
    this.stopped = true;
    this.journal.close();
  }

  /** Decides by reading back: the item is there = it was committed. Two puts of one key give one record. */
  private async resolve(intents: Intent[]): Promise<void> {
    const seen = new Set<string>();
    for (const intent of intents.filter(({ n, committed }) => this.intents.has(n) && !committed)) {
      const keys = this.keysOf(intent);
      const id = JSON.stringify(keys);
      const found = seen.has(id) ? undefined : await this.read(intent.table, keys);
      seen.add(id);
      if (found) intent.item = attributes.parse(found);
      if (found) this.commit([intent]);
      else this.drop([intent]);
    }
  }

  private pump(): void {
    for (const subscriber of this.subscribers) if (!subscriber.busy) void this.serve(subscriber);
  }

  /** One batch after the other; a refused batch is offered again after a pause that doubles. */
  private async serve(subscriber: Subscriber): Promise<void> {
    const { name, deliver } = subscriber;
    const release = this.clock.hold();
    subscriber.busy = true;
    for (
      let batch = this.next(subscriber);
      batch.length > 0 && !this.stopped;
      batch = this.next(subscriber)
    ) {
      try {
        await deliver(batch.map((intent) => this.show(intent)));
      } catch {
        const pause = Math.min(MAX_PAUSE_MS, 1000 * 2 ** subscriber.failures++);
        this.clock.timer(this.clock.now() + pause, () => void this.serve(subscriber));
        return release(); // stays busy until the pause is over
      }
      subscriber.failures = 0;
      if (!this.stopped) this.record({ ack: batch.map(({ n }) => n), name });
      this.forget(batch);
    }
    subscriber.busy = false;
    release();
  }

  /** The oldest undelivered records, none of them overtaking an undecided put of the same partition key. */
  private next({ table, name, batchSize }: Subscriber): Intent[] {
    const batch: Intent[] = [];
    const blocked = new Set<string>();
    for (const intent of this.intents.values()) {
      if (intent.table !== table || intent.acked.has(name)) continue;
      const hash = JSON.stringify(intent.item[this.keyNames.get(table)?.[0] ?? '']);
      if (!intent.committed) blocked.add(hash);
      else if (!blocked.has(hash)) batch.push(intent);
      if (batch.length === batchSize) break;
    }
    return batch;
  }

  private show(intent: Intent): StreamRecord {
    const { table, n, item, at } = intent;
    const sequenceNumber = String(n).padStart(21, '0');
    return { table, eventID: `${table}-${n}`, sequenceNumber, keys: this.keysOf(intent), newImage: item, at };
  }

  private keysOf({ table, item }: Intent): Attributes {
    const names = this.keyNames.get(table) ?? [];
    return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
  }

  private forget(candidates: Intent[]): void {
    for (const { n, table, acked } of candidates) {
      const names = this.known.get(table) ?? new Set();
      if (names.size > 0 && [...names].every((name) => acked.has(name))) this.intents.delete(n);
    }
    if (this.intents.size === 0 && this.journal.size > COMPACT_BYTES) this.compact();
  }

  private record(change: Entry): void {
    this.journal.append(change);
    this.apply(change);
  }

  private apply(change: Entry): void {
    if ('last' in change) this.last = change.last;
    else if ('drop' in change) for (const n of change.drop) this.intents.delete(n);
    else if ('ack' in change) for (const n of change.ack) this.intents.get(n)?.acked.add(change.name);
    else if ('subscriber' in change)
      this.known.set(change.table, new Set(this.known.get(change.table)).add(change.subscriber));
    else {
      this.last = change.intent.n;
      this.intents.set(this.last, { ...change.intent, committed: false, acked: new Set() });
    }
  }

  private compact(): void {
    const entries: Entry[] = [];
    for (const [table, names] of this.known)
      for (const subscriber of names) entries.push({ subscriber, table });
    for (const { n, table, item, at, acked } of this.intents.values()) {
      entries.push({ intent: { n, table, item, at } });
      for (const name of acked) entries.push({ ack: [n], name });
    }
    this.journal.rewrite([...entries, { last: this.last }]);
  }
}
