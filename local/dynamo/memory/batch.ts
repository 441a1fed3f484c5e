import * as z from 'zod';
import { type Action, commit, deleteAction, putAction } from './action.ts';
import { type Database, readInput } from './database.ts';
import { invalid } from './errors.ts';
import { readKey } from './schema.ts';
import { shownItem, shownShape, uncounted } from './single.ts';
import { itemSize } from './size.ts';

const { TableName: _, ...shown } = shownShape;
const getInput = z.strictObject({
  ...uncounted,
  RequestItems: z.record(
    z.string(),
    z.strictObject({ ...shown, Keys: z.array(z.unknown()).min(1), ConsistentRead: z.boolean().optional() }),
  ),
});
const writeInput = z.strictObject({
  ...uncounted,
  ReturnItemCollectionMetrics: z.literal('NONE').optional(),
  RequestItems: z.record(
    z.string(),
    z
      .array(
        z.union([
          z.strictObject({ PutRequest: z.strictObject({ Item: z.unknown() }) }),
          z.strictObject({ DeleteRequest: z.strictObject({ Key: z.unknown() }) }),
        ]),
      )
      .min(1),
  ),
});

const MAX_GETS = 100;
const MAX_WRITES = 25;
const MAX_ANSWER = 16 << 20;

export function batchGetItem(db: Database, raw: unknown): unknown {
  const { RequestItems } = readInput(getInput, raw);
  const requests = Object.entries(RequestItems);
  checkCount(
    requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0),
    MAX_GETS,
  );
  const Responses: Record<string, unknown[]> = {};
  const UnprocessedKeys: Record<string, unknown> = {};
  let size = 0;
  for (const [TableName, { Keys, ConsistentRead, ...rest }] of requests) {
    const { keys } = db.table(TableName);
    checkDistinct(Keys.map((each) => JSON.stringify(readKey(keys, each).key)));
    const found = shownItem(db, { TableName, ...rest }, Keys);
    const fits = found.findIndex(({ Item }) => {
      size += Item ? itemSize(Item) : 0;
      return size > MAX_ANSWER;
    });
    const taken = fits < 0 ? found : found.slice(0, fits);
    Responses[TableName] = taken.flatMap(({ Item }) => (Item ? [Item] : []));
    if (taken.length < found.length)
      UnprocessedKeys[TableName] = {
        ...rest,
        ...(ConsistentRead && { ConsistentRead }),
        Keys: Keys.slice(fits),
      };
  }
  return { Responses, UnprocessedKeys };
}

export function batchWriteItem(db: Database, raw: unknown): unknown {
  const { RequestItems } = readInput(writeInput, raw);
  const actions = Object.entries(RequestItems).flatMap(([TableName, requests]) =>
    requests.map(
      (each): Action =>
        'PutRequest' in each
          ? putAction(db, { TableName, Item: each.PutRequest.Item })
          : deleteAction(db, { TableName, Key: each.DeleteRequest.Key }),
    ),
  );
  checkCount(actions.length, MAX_WRITES);
  checkDistinct(actions.map(itemId));
  for (const action of actions) {
    const old = action.table.get(action.key);
    commit(action, old, action.next(old));
  }
  return { UnprocessedItems: {} };
}

/** Names the item that an action is about. */
export const itemId = ({ table, key }: Pick<Action, 'table' | 'key'>): string =>
  JSON.stringify([table.spec.TableName, key]);

function checkCount(count: number, most: number): void {
  if (count === 0 || count > most)
    throw invalid(`1 validation error detected: between 1 and ${most} items can be requested, not ${count}`);
}

function checkDistinct(ids: readonly string[]): void {
  if (new Set(ids).size < ids.length) throw invalid('Provided list of item keys contains duplicates');
}
