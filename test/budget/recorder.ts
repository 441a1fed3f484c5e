import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import type { Change, Item, TableShape } from './units.ts';

/** One item that a request wrote, or was refused to write. */
export interface WrittenItem extends Change {
  readonly table: string;
}

/** One write request of the product, with the images of its items around it. */
export interface WriteRequest {
  readonly operation: string;
  readonly transactional: boolean;
  /** Refused by a condition: nothing changed, and it is billed all the same. */
  readonly refused: boolean;
  readonly items: readonly WrittenItem[];
}

/** One read request and the units that the engine counted for it. */
export interface ReadRequest {
  readonly operation: string;
  readonly index: string | undefined;
  readonly units: number;
}

/** The database engine behind a proxy that sees every request; `DYNAMODB_ENDPOINT` points the embedded cloud at it. */
export interface Recorder {
  readonly endpoint: string;
  readonly shapes: ReadonlyMap<string, TableShape>;
  /** Forgets what was seen so far. */
  begin(): void;
  /** What was seen since. */
  seen(): { readonly writes: readonly WriteRequest[]; readonly reads: readonly ReadRequest[] };
  stop(): Promise<void>;
}

const item = z.record(z.string(), z.custom<Item[string]>());
const keySchema = z.array(z.object({ AttributeName: z.string() }));
const tableSchema = z.object({
  TableName: z.string(),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({ NonKeyAttributes: z.array(z.string()).default([]) }),
      }),
    )
    .default([]),
});
const target = z.object({ TableName: z.string(), Key: item.optional(), Item: item.optional() });
const action = z.object({
  Put: target.optional(),
  Update: target.optional(),
  Delete: target.optional(),
  ConditionCheck: target.optional(),
});
const transaction = z.object({ TransactItems: z.array(action) });
const capacity = z.object({ CapacityUnits: z.number() });
const readAnswer = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]) });
const READS = /^(GetItem|BatchGetItem|Query|TransactGetItems)$/;
const WRITES = /^(PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/;
const REFUSED = /ConditionalCheckFailedException|TransactionCanceledException/;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Starts an engine in memory and the proxy before it. */
export const startRecorder = async (): Promise<Recorder> => {
  const binary = engineBinary();
  if (binary === undefined) throw new Error('budgets are measured on the native engine, which is not here');
  const engine = await startEngine(undefined, binary);
  const shapes = new Map<string, TableShape>();
  let writes: WriteRequest[] = [];
  let reads: ReadRequest[] = [];

  const send = async (operation: string, body: string, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(engine.endpoint, {
      method: 'POST',
      headers: { ...headers, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body,
    });
    return { status: response.status, body: await response.text() };
  };

  const write = async (operation: string, body: string, headers: Record<string, string>): Promise<Answer> => {
    const targets = targetsOf(operation, JSON.parse(body), shapes);
    const image = async ({ table, key }: Target): Promise<Item | undefined> => {
      const input = { TableName: table, Key: key, ConsistentRead: true };
      const found = await send('GetItem', JSON.stringify(input), headers);
      return z.object({ Item: item.optional() }).parse(JSON.parse(found.body)).Item;
    };
    const before = await Promise.all(targets.map(image));
    const answer = await send(operation, body, headers);
    const refused = answer.status !== 200;
    if (refused && !REFUSED.test(answer.body)) return answer;
    const after = refused ? before : await Promise.all(targets.map(image));
    const items = targets.map(({ table }, i) => ({ table, before: before[i], after: after[i] }));
    writes.push({ operation, transactional: operation === 'TransactWriteItems', refused, items });
    return answer;
  };

  const read = async (operation: string, body: string, headers: Record<string, string>): Promise<Answer> => {
    const input = z.record(z.string(), z.unknown()).parse(JSON.parse(body));
    const counted = JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' });
    const answer = await send(operation, counted, headers);
    if (answer.status !== 200) return answer;
    const { ConsumedCapacity: used } = readAnswer.parse(JSON.parse(answer.body));
    const units = [used].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
    const index = typeof input.IndexName === 'string' ? input.IndexName : undefined;
    reads.push({ operation, index, units });
    return answer;
  };

  // Writes go one by one, so that the images around one of them are its own doing.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run);
    turn = mine.catch(() => {});
    return mine;
  };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const operation = String(req.headers['x-amz-target']).split('.')[1] ?? '';
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      authorization: String(req.headers.authorization),
      'x-amz-date': String(req.headers['x-amz-date']),
    };
    const body = await text(req);
    if (operation === 'CreateTable') define(shapes, JSON.parse(body));
    const answer = WRITES.test(operation)
      ? await inTurn(() => write(operation, body, headers))
      : await (READS.test(operation) ? read : send)(operation, body, headers);
    res.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
  };

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the recorder has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    shapes,
    begin() {
      writes = [];
      reads = [];
    },
    seen: () => ({ writes, reads }),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await engine.stop();
    },
  };
};

const define = (shapes: Map<string, TableShape>, input: unknown): void => {
  const { TableName, KeySchema, GlobalSecondaryIndexes } = tableSchema.parse(input);
  const names = (schema: z.infer<typeof keySchema>) => schema.map(({ AttributeName }) => AttributeName);
  shapes.set(TableName, {
    keys: names(KeySchema),
    indexes: GlobalSecondaryIndexes.map((index) => ({
      name: index.IndexName,
      keys: names(index.KeySchema),
      include: index.Projection.NonKeyAttributes,
    })),
  });
};

interface Target {
  readonly table: string;
  readonly key: Item;
}

/** The items that a write request names. */
const targetsOf = (operation: string, input: unknown, shapes: ReadonlyMap<string, TableShape>): Target[] => {
  const named =
    operation === 'TransactWriteItems'
      ? transaction
          .parse(input)
          .TransactItems.flatMap(
            ({ Put, Update, Delete, ConditionCheck }) => Put ?? Update ?? Delete ?? ConditionCheck ?? [],
          )
      : [target.parse(input)];
  return named.map(({ TableName, Key, Item: put }) => {
    const keys = shapes.get(TableName)?.keys ?? [];
    const key = Object.fromEntries(Object.entries(Key ?? put ?? {}).filter(([name]) => keys.includes(name)));
    return { table: TableName, key };
  });
};
