/** DynamoDB inside this process, for simulations: every operation is done when the call returns, and nothing is on disk. */
import { batchGetItem, batchWriteItem } from './batch.ts';
import { Database } from './database.ts';
import { Shown } from './entry.ts';
import { EngineError } from './errors.ts';
import { query, scan } from './query.ts';
import type { TableSpec } from './schema.ts';
import { deleteItem, getItem, putItem, updateItem } from './single.ts';
import type { Wrote } from './table.ts';
import { Tokens, transactGetItems, transactWriteItems } from './transact.ts';
import type { Item } from './value.ts';

export type { Written, Wrote } from './table.ts';

/** What comes of a request: the output (200), or `__type` and `message` (400). */
export interface Outcome {
  readonly status: 200 | 400;
  readonly output: unknown;
}

export interface MemoryEngine {
  /** One request of DynamoDB's JSON protocol. Status 200, or 400 with `__type` and `message`. */
  call(operation: string, body: string): { status: number; body: string };
  /** The same as objects. The items of the output are the engine's own and must not be changed. */
  perform(operation: string, input: unknown): Outcome;
  /** The inputs of CreateTable that made the tables. */
  tables(): TableSpec[];
  /** Every item of every table, in key order. The engine must not be written to meanwhile. */
  dump(): Iterable<{ table: string; item: Item }>;
}

/** An engine without tables. `now` answers milliseconds since the epoch: tokens of transactions are known for ten minutes. `wrote` is told of every item that changes. */
export function createMemoryEngine({
  now,
  wrote,
}: {
  now: () => number;
  wrote?: Wrote | undefined;
}): MemoryEngine {
  const db = new Database(wrote);
  const tokens = new Tokens();
  const operations: Record<string, (input: unknown) => unknown> = {
    CreateTable: (input) => db.createTable(input),
    DescribeTable: (input) => db.describeTable(input),
    ListTables: (input) => db.listTables(input),
    GetItem: (input) => getItem(db, input),
    PutItem: (input) => putItem(db, input),
    UpdateItem: (input) => updateItem(db, input),
    DeleteItem: (input) => deleteItem(db, input),
    BatchGetItem: (input) => batchGetItem(db, input),
    BatchWriteItem: (input) => batchWriteItem(db, input),
    Query: (input) => query(db, input),
    Scan: (input) => scan(db, input),
    TransactGetItems: (input) => transactGetItems(db, input),
    TransactWriteItems: (input) => transactWriteItems(db, tokens, now(), input),
  };
  const run = (operation: string, input: () => unknown): Outcome => {
    try {
      const known = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!known) throw new EngineError('UnknownOperationException', `${operation} is not available here`);
      return { status: 200, output: known(input()) };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error; // a mistake of this engine, not of the request
      const { type, message, extra } = error;
      return {
        status: 400,
        output: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...extra },
      };
    }
  };
  return {
    call: (operation, body) => {
      const { status, output } = run(operation, () => parse(body));
      return { status, body: output instanceof Shown ? output.json() : JSON.stringify(output) };
    },
    perform: (operation, input) => {
      const { status, output } = run(operation, () => input);
      return { status, output: output instanceof Shown ? output.output : output };
    },
    tables: () => [...db.all()].map(([, { spec }]) => spec),
    *dump() {
      for (const [name, table] of db.all())
        for (const { item } of table.entries.between(undefined, undefined, true)) yield { table: name, item };
    },
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new EngineError('SerializationException', 'The request is no JSON');
  }
}
