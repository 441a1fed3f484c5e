import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Clock } from '../clock.ts';
import { engineBinary, lockFolder, startEngine } from './engine.ts';
import { Expiry } from './expiry.ts';
import { checkUnused, keepIn } from './keep.ts';
import { Lag, type Lags } from './lag.ts';
import { createMemoryEngine, type Outcome, type Wrote } from './memory/index.ts';
import { type Answer, type Call, JSON_TYPE, send } from './request.ts';
import { type Deliver, Streams, type SubscriberOptions } from './stream.ts';
import { ensureTable, indexKeysOf, type TableSpec } from './tables.ts';
import { DynamoError, type Item, streamPuts, type Write, writesOf } from './writes.ts';

export type { StreamRecord, SubscriberOptions } from './stream.ts';

export interface DynamoOptions {
  /** Data folder; undefined = in memory. */
  dir: string | undefined;
  clock: Clock;
  /** A DynamoDB-compatible endpoint to use instead of the native engine (`DYNAMODB_ENDPOINT`). */
  endpoint?: string | undefined;
  /** An engine inside this process, for simulations; it writes itself to `dir`, if any, when it is closed. */
  memory?: MemoryOptions | undefined;
  /** Says for each plain UpdateItem whether it meets an ongoing transaction. */
  conflicts?: () => boolean;
  /** Says how long indexes and copies do not show a write; absent: they follow at once. */
  lags?: Lags | undefined;
}

/** How the engine in memory is watched. */
export interface MemoryOptions {
  /** Told of every item that changes. */
  readonly wrote?: Wrote;
}

export interface DynamoHost {
  /** The engine's own address, empty for the one in memory: writes sent there bypass the streams. */
  endpoint: string;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** A request as objects, of the engine in memory: items of the output must not be changed. Throws DynamoError. */
  readonly perform: ((operation: string, input: unknown) => Promise<Outcome>) | undefined;
  createTable(spec: TableSpec): Promise<void>;
  onRecord(table: string, deliver: Deliver, options?: SubscriberOptions): void;
  close(): Promise<void>;
  /** Lets go of everything as sudden death would, for crash tests inside one process. */
  abandon(): Promise<void>;
}

const SWEEP_MS = 6 * 3_600_000;
const gotItem = z.object({ Item: z.record(z.string(), z.unknown()).optional() });

/** Starts the engine, or attaches to one, and stands in front of it. */
export async function startDynamo({ dir, clock, conflicts, ...options }: DynamoOptions): Promise<DynamoHost> {
  const memory = options.memory && createMemoryEngine({ now: () => clock.now(), ...options.memory });
  if (memory && options.endpoint !== undefined)
    throw new Error('DYNAMODB_ENDPOINT names an engine, and one in memory is asked for: choose one of them.');
  const native = memory ? dir !== undefined : options.endpoint === undefined;
  const binary = native ? engineBinary() : undefined;
  if (native && binary === undefined)
    throw new Error(
      'The DynamoDB engine @dynoxide/linux-x64 is not installed (Linux x64 with glibc only). Set DYNAMODB_ENDPOINT to a DynamoDB-compatible server.',
    );
  if (memory && dir !== undefined) checkUnused(dir);
  const unlock = dir === undefined ? () => {} : await lockFolder(dir);
  const engine = binary === undefined || memory ? undefined : await startEngine(dir, binary);
  const endpoint = engine?.endpoint ?? options.endpoint ?? '';
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = async (operation: string, body: string): Promise<Answer> =>
    memory
      ? { headers: JSON_TYPE, ...memory.call(operation, body) }
      : await send(endpoint, agent, operation, body);
  const call: Call = (operation, input) => ask(operation, JSON.stringify(input));
  const read = async (TableName: string, Key: Item): Promise<Item | undefined> => {
    const { status, body } = await call('GetItem', { TableName, Key, ConsistentRead: true });
    if (status !== 200) throw new Error(body);
    return gotItem.parse(JSON.parse(body)).Item;
  };
  const streams = new Streams(dir, clock, read);
  const expiries: Expiry[] = [];
  const lag = options.lags && new Lag(() => clock.now(), options.lags, read);
  let cancelSweep = armSweep();

  function armSweep(): () => void {
    return clock.timer(clock.now() + SWEEP_MS, () => void sweep());
  }

  async function sweep(): Promise<void> {
    const release = clock.hold();
    cancelSweep = armSweep();
    for (const expiry of expiries) await expiry.sweep(clock.now()).catch(() => {}); // the next one finds what is left
    release();
  }

  async function forward(req: IncomingMessage): Promise<Answer> {
    const operation = String(req.headers['x-amz-target']).split('.')[1] ?? '';
    const body = (await bodyOf(req)).toString();
    if (req.headers.authorization === undefined)
      throw new DynamoError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
    const writes = writesOf(operation, () => JSON.parse(body));
    const act = (): Promise<Answer> => ask(operation, body);
    if (!lag) return around(operation, writes, act);
    const answer = await around(operation, writes, () => lagging(lag, operation, JSON.parse(body), act));
    if (answer.status !== 200) return answer;
    return {
      ...answer,
      body: JSON.stringify(lag.shown(operation, JSON.parse(body), JSON.parse(answer.body))),
    };
  }

  /** Notes what indexes and copies do not show for a while of what is written. */
  async function lagging<A extends { readonly status?: number | undefined }>(
    lags: Lag,
    operation: string,
    input: unknown,
    act: () => Promise<A>,
  ): Promise<A> {
    const changes = await lags.before(operation, input);
    const answer = await act();
    if (answer.status === 200) lags.done(changes);
    return answer;
  }

  /** Does what belongs to some writes beside the engine's own part: records of streams, expiries. */
  async function around<A extends { readonly status?: number | undefined }>(
    operation: string,
    writes: Write[],
    act: () => Promise<A>,
  ): Promise<A> {
    if (operation === 'UpdateItem' && conflicts?.() === true)
      throw new DynamoError('TransactionConflictException', 'Transaction is ongoing for the item');
    const intents = streams.begin(streamPuts(writes, streams.isStream));
    const answer = await act().catch(() => undefined);
    for (const expiry of expiries) for (const write of writes) expiry.note(write);
    if (answer?.status === 200) streams.commit(intents);
    else if (answer && (answer.status ?? 500) < 500) streams.drop(intents);
    else await streams.resolveEventually(intents);
    if (!answer) throw new DynamoError('InternalServerError', 'The engine did not answer');
    return answer;
  }

  async function abandon(): Promise<void> {
    cancelSweep();
    streams.stop();
    agent.destroy();
    unlock();
  }

  return {
    endpoint,
    createTable: async (spec) => {
      const { TableName = '', ttlAttribute, stream = false } = spec;
      const keys = await ensureTable(call, spec);
      lag?.define(TableName, { table: keys, indexes: indexKeysOf(spec) });
      if (stream) await streams.define(TableName, keys);
      if (ttlAttribute !== undefined) expiries.push(new Expiry(call, TableName, ttlAttribute, keys));
    },
    perform:
      memory &&
      (async (operation, input) => {
        const release = clock.hold();
        const act = async (): Promise<Outcome> => memory.perform(operation, input);
        try {
          const writes = writesOf(operation, () => input);
          if (!lag) return await around(operation, writes, act);
          const outcome = await around(operation, writes, () => lagging(lag, operation, input, act));
          const { status, output } = outcome;
          return status === 200 ? { status, output: lag.shown(operation, input, output) } : outcome;
        } finally {
          release();
        }
      }),
    onRecord: (table, deliver, subscriber = {}) => streams.subscribe(table, deliver, subscriber),
    handle: async (req, res) => {
      const release = clock.hold();
      try {
        const { status, headers, body } = await forward(req);
        res.writeHead(status, headers).end(body);
      } catch (error) {
        const { type, message } =
          error instanceof DynamoError ? error : new DynamoError('ValidationException', String(error));
        res.writeHead(type === 'InternalServerError' ? 500 : 400, JSON_TYPE);
        res.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }));
      } finally {
        release();
      }
    },
    close: async () => {
      cancelSweep();
      streams.stop();
      agent.destroy();
      if (memory && dir !== undefined && binary !== undefined) await keepIn(dir, binary, memory);
      await engine?.stop();
      unlock();
    },
    abandon,
  };
}
