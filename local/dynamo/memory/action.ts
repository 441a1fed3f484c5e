import * as z from 'zod';
import { type Bindings, bind } from './bindings.ts';
import { holds } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import { type Condition, parseCondition } from './condition-parse.ts';
import { type Database, optional } from './database.ts';
import { Entry } from './entry.ts';
import { EngineError, invalid } from './errors.ts';
import type { Parsed } from './lexer.ts';
import type { Path } from './path.ts';
import { keyOfItem, readKey } from './schema.ts';
import { itemSize, MAX_ITEM } from './size.ts';
import type { Table } from './table.ts';
import { applyUpdate, checkUpdate, updatedPaths } from './update.ts';
import { parseUpdate } from './update-parse.ts';
import { type Item, own, readItem } from './value.ts';

const conditioned = {
  TableName: z.string(),
  ConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['NONE', 'ALL_OLD']).optional(),
};
/** What the four kinds of actions take, alone and in transactions. */
export const putShape = { ...conditioned, Item: z.unknown() };
export const deleteShape = { ...conditioned, Key: z.unknown() };
export const updateShape = { ...deleteShape, UpdateExpression: z.string().optional() };
export const checkShape = { ...deleteShape, ConditionExpression: z.string() };
type Conditioned = z.infer<z.ZodObject<typeof conditioned>>;

/** A write that has been checked as far as that goes without the item it is for. */
export interface Action {
  readonly table: Table;
  readonly key: readonly string[];
  /** Resolved paths of an update. */
  readonly paths: readonly Path[];
  /** What the item becomes, undefined = it is no more. Throws when the condition or the item refuses. */
  next(old: Item | undefined): Item | undefined;
}

export function putAction(db: Database, input: z.infer<z.ZodObject<typeof putShape>>): Action {
  const table = db.table(input.TableName);
  const item = readItem(input.Item);
  const key = keyOfItem(table.keys, item);
  table.checkIndexKeys(item);
  if (itemSize(item) > MAX_ITEM) throw invalid('Item size has exceeded the maximum allowed size');
  const { require } = readCondition(input);
  const next = (old: Item | undefined): Item => {
    require(old);
    return item;
  };
  return { table, key, paths: [], next };
}

export function deleteAction(db: Database, input: z.infer<z.ZodObject<typeof deleteShape>>): Action {
  const table = db.table(input.TableName);
  const { key } = readKey(table.keys, input.Key);
  const { require } = readCondition(input);
  const next = (old: Item | undefined): undefined => require(old);
  return { table, key, paths: [], next };
}

export function checkAction(db: Database, input: z.infer<z.ZodObject<typeof checkShape>>): Action {
  const action = deleteAction(db, input);
  const next = (old: Item | undefined): Item | undefined => {
    action.next(old);
    return old;
  };
  return { ...action, next };
}

export function updateAction(db: Database, input: z.infer<z.ZodObject<typeof updateShape>>): Action {
  const table = db.table(input.TableName);
  const { key, item: empty } = readKey(table.keys, input.Key);
  const update = optional(parseUpdate, 'UpdateExpression', input.UpdateExpression);
  const { require, bindings } = readCondition(input, update);
  const paths = update ? updatedPaths(update.tree, bindings) : [];
  if (update) checkUpdate(update.tree, paths, bindings);
  for (const [name] of paths)
    if (typeof name === 'string' && own(empty, name))
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      );
  // what only takes away makes no item
  const makes = !update || update.tree.set.length + update.tree.add.length > 0;
  const next = (old: Item | undefined): Item | undefined => {
    require(old);
    if (!old && !makes) return undefined;
    const item = update ? applyUpdate(update.tree, old ?? empty, bindings) : (old ?? empty);
    table.checkIndexKeys(item);
    if (itemSize(item) > MAX_ITEM) throw invalid('Item size to update has exceeded the maximum allowed size');
    return item;
  };
  return { table, key, paths, next };
}

/** Writes what an action has made of its item. */
export function commit(
  { table, key }: Action,
  old: Item | undefined,
  item: Item | undefined,
  transactional = false,
): void {
  if (item === old) return;
  table.wrote?.({ spec: table.spec, before: old, after: item, transactional });
  if (item) table.put(new Entry(key, item));
  else table.delete(key);
}

function readCondition(
  input: Conditioned,
  update?: Parsed<unknown>,
): { bindings: Bindings; require: (old: Item | undefined) => undefined } {
  const condition: Parsed<Condition> | undefined = optional(
    parseCondition,
    'ConditionExpression',
    input.ConditionExpression,
  );
  const bindings = bind(input, [condition, update]);
  if (condition) checkCondition(condition.kind, condition.tree, bindings);
  const require = (old: Item | undefined): undefined => {
    if (!condition || holds(condition.tree, old ?? {}, bindings)) return;
    const shown = old && input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    throw new EngineError('ConditionalCheckFailedException', 'The conditional request failed', {
      ...(shown && { Item: old }),
    });
  };
  return { bindings, require };
}
