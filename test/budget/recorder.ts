import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import type { Change, Item, TableShape } from './units.ts';

/** One item that a request wrote or was refused to write. */
export interface WrittenItem extends Change {
  readonly table: string;
}

/** One write request of the product, with the images of its items around it. */
export interface WriteRequest {
  readonly operation: string;
  readonly transactional: boolean;
  /** The request was refused by a condition: nothing changed, and it costs all the same. */
  readonly refused: boolean;
  readonly items: readonly WrittenItem[];
}

/** One read request: how many bytes DynamoDB looked at. */
export interface ReadRequest {
  readonly operation: string;
  readonly index: string | undefined;
  readonly consistent: boolean;
  /** Bytes per unit of billing: each item of a batch for itself, all items of a query together. */
  readonly bytes: readonly number[];
}

/** The database engine behind a proxy that sees every request; `DYNAMODB_ENDPOINT` points the embedded cloud at it. */
export interface Recorder {
  readonly endpoint: string;
  readonly shapes: ReadonlyMap<string, TableShape>;
  /** Starts afresh: what was recorded so far is forgotten. */
  begin(): void;
  /** Stops and answers what was seen. */
  end(): { writes: WriteRequest[]; reads: ReadRequest[] };
  stop(): Promise<void>;
}

const item: z.ZodType<Item> = z.record(z.string(), z.custom<Item[string]>());
const keySchema = z.array(z.object({ AttributeName: z.string() }));
const table = z.object({
  TableName: z.string(),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })).default([]),
});
const target = z.object({ TableName: z.string(), Key: item.optional(), Item: item.optional() });
const action = z.object({
  Put: target.optional(),
  Update: target.optional(),
  Delete: target.optional(),
  ConditionCheck: target.optional(),
});
const transaction = z.object({ TransactItems: z.array(action) });
const got = z.object({ Item: item.optional() });
const read = z.object({
  TableName: z.string(),
  Key: item.optional(),
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
});
const batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.object({ Keys: z.array(item), ConsistentRead: z.boolean().optional() }),
  ),
});
const REFUSED = /ConditionalCheckFailedException|TransactionCanceledException/;
