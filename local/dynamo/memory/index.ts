/** DynamoDB inside this process, for simulations: every operation is done when the call returns, and nothing is on disk. */
import { batchGetItem, batchWriteItem } from './batch.ts';
import { Database } from './database.ts';
import { Json } from './entry.ts';
import { EngineError } from './errors.ts';
import { query, scan } from './query.ts';
import type { TableSpec } from './schema.ts';
import { deleteItem, getItem, putItem, updateItem } from './single.ts';
import type { Wrote } from './table.ts';
import { Tokens, transactGetItems, transactWriteItems } from './transact.ts';
import type { Item } from './value.ts';

export type { Written, Wrote } from './table.ts';

export interface MemoryEngine {
  /** One request of DynamoDB's JSON protocol. Status 200, or 400 with `__type` and `message`. */
  call(operation: string, body: string): { status: number; body: string };
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
  const operations: Record<string, (input: unknown, body: string) => unknown> = {
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
    TransactWriteItems: (input, body) => transactWriteItems(db, tokens, now(), input, body),
  };
  const perform = (operation: string, body: string): unknown => {
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) throw new EngineError('UnknownOperationException', `${operation} is not available here`);
    return run(parse(body), body);
  };
  return {
    call: (operation, body) => {
      try {
        const answer = perform(operation, body);
        return { status: 200, body: answer instanceof Json ? answer.text : JSON.stringify(answer) };
      } catch (error) {
        if (!(error instanceof EngineError)) throw error; // a mistake of this engine, not of the request
        const { type, message, extra } = error;
        const __type = `com.amazonaws.dynamodb.v20120810#${type}`;
        return { status: 400, body: JSON.stringify({ __type, message, ...extra }) };
      }
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
