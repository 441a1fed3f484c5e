import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import { engineBinary, lockFolder, startEngine } from './engine.ts';
import { Expiry } from './expiry.ts';
import { IndexLag } from './lag.ts';
import { type Deliver, Streams, type SubscriberOptions } from './stream.ts';
import { ensureTable, indexKeysOf, type TableSpec } from './tables.ts';
import { DynamoError, type Item, streamPuts, writesOf } from './writes.ts';

export type { StreamRecord, SubscriberOptions } from './stream.ts';

export interface DynamoOptions {
  /** Data folder; undefined = in memory. */
  dir: string | undefined;
  clock: Clock;
  /** A DynamoDB-compatible endpoint to use instead of the native engine (`DYNAMODB_ENDPOINT`). */
  endpoint?: string | undefined;
  /** Says for each plain UpdateItem whether it meets an ongoing transaction. */
  conflicts?: () => boolean;
  /** Says how long indexes do not show a write; absent: they follow at once. */
  faults?: Pick<Faults, 'indexLagMs'> | undefined;
}

export interface DynamoHost {
  /** The engine's own address: writes sent there bypass the streams. */
  endpoint: string;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  createTable(spec: TableSpec): Promise<void>;
  onRecord(table: string, deliver: Deliver, options?: SubscriberOptions): void;
  close(): Promise<void>;
  /** Lets go of everything as sudden death would, for crash tests inside one process. */
  abandon(): Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** Calls the engine directly. */
export type Call = (operation: string, input: unknown) => Promise<Answer>;

const SWEEP_MS = 6 * 3_600_000;
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
const gotItem = z.object({ Item: z.record(z.string(), z.unknown()).optional() });

/** Starts the engine, or attaches to one, and stands in front of it. */
export async function startDynamo({ dir, clock, conflicts, ...options }: DynamoOptions): Promise<DynamoHost> {
  const binary = options.endpoint === undefined ? engineBinary() : undefined;
  if (options.endpoint === undefined && binary === undefined)
    throw new Error(
      'The DynamoDB engine @dynoxide/linux-x64 is not installed (Linux x64 with glibc only). Set DYNAMODB_ENDPOINT to a DynamoDB-compatible server.',
    );
  const unlock = dir === undefined ? () => {} : await lockFolder(dir);
  const engine = binary === undefined ? undefined : await startEngine(dir, binary);
  const endpoint = engine?.endpoint ?? options.endpoint ?? '';
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const call: Call = (operation, input) => send(endpoint, agent, operation, JSON.stringify(input));
  const read = async (TableName: string, Key: Item): Promise<Item | undefined> => {
    const { status, body } = await call('GetItem', { TableName, Key, ConsistentRead: true });
    if (status !== 200) throw new Error(body);
    return gotItem.parse(JSON.parse(body)).Item;
  };
  const streams = new Streams(dir, clock, read);
  const expiries: Expiry[] = [];
  const { faults } = options;
  const lag =
    faults &&
    new IndexLag(
      () => clock.now(),
      (what) => faults.indexLagMs(what),
      read,
    );
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
    if (operation === 'UpdateItem' && conflicts?.() === true)
      throw new DynamoError('TransactionConflictException', 'Transaction is ongoing for the item');
    const writes = writesOf(operation, body);
    const intents = streams.begin(streamPuts(writes, streams.isStream));
    const changes = (await lag?.before(operation, body)) ?? [];
    const answer = await send(endpoint, agent, operation, body).catch(() => undefined);
    for (const expiry of expiries) for (const write of writes) expiry.note(write);
    if (answer?.status === 200) streams.commit(intents);
    else if (answer && answer.status < 500) streams.drop(intents);
    else await streams.resolveEventually(intents);
    if (!answer) throw new DynamoError('InternalServerError', 'The engine did not answer');
    if (answer.status !== 200 || !lag) return answer;
    lag.done(changes);
    return operation === 'Query' ? { ...answer, body: lag.shown(body, answer.body) } : answer;
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
      await abandon();
      await engine?.stop();
    },
    abandon,
  };
}

/** One request to the engine. */
function send(endpoint: string, agent: Agent, operation: string, body: string): Promise<Answer> {
  const target = { 'x-amz-target': `DynamoDB_20120810.${operation}`, 'x-amz-date': '20260101T000000Z' };
  const headers = { ...JSON_TYPE, ...target, authorization: AUTHORIZATION };
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, { method: 'POST', agent, headers }, (incoming) => {
      const kept = Object.entries(incoming.headers).filter(([name]) => /^(content-type|x-amz.*)$/.test(name));
      const answer = {
        status: incoming.statusCode ?? 500,
        headers: Object.fromEntries(kept.map(([k, v]) => [k, String(v)])),
      };
      text(incoming).then((received) => resolve({ ...answer, body: received }), reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
