import * as z from 'zod';
import {
  type Action,
  commit,
  deleteAction,
  deleteShape,
  putAction,
  putShape,
  updateAction,
  updateShape,
} from './action.ts';
import { bind } from './bindings.ts';
import { type Database, optional, readInput } from './database.ts';
import { Shown } from './entry.ts';
import { checkApart, resolve } from './path.ts';
import { parseProjection, project } from './projection.ts';
import { readKey } from './schema.ts';
import type { Item } from './value.ts';

/** Units are not counted here, so who asks for them is refused. */
export const uncounted = { ReturnConsumedCapacity: z.literal('NONE').optional() };
const options = { ...uncounted, ReturnItemCollectionMetrics: z.literal('NONE').optional() };
const oldOnly = { ReturnValues: z.enum(['NONE', 'ALL_OLD']).optional() };
const putInput = z.strictObject({ ...putShape, ...options, ...oldOnly });
const deleteInput = z.strictObject({ ...deleteShape, ...options, ...oldOnly });
const updateInput = z.strictObject({
  ...updateShape,
  ...options,
  ReturnValues: z.enum(['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']).optional(),
});
/** What shows an item or a part of it. */
export const shownShape = {
  TableName: z.string(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
};
const getInput = z.strictObject({
  ...shownShape,
  ...uncounted,
  Key: z.unknown(),
  ConsistentRead: z.boolean().optional(),
});

export function putItem(db: Database, raw: unknown): unknown {
  const input = readInput(putInput, raw);
  return perform(putAction(db, input), input.ReturnValues);
}

export function deleteItem(db: Database, raw: unknown): unknown {
  const input = readInput(deleteInput, raw);
  return perform(deleteAction(db, input), input.ReturnValues);
}

export function updateItem(db: Database, raw: unknown): unknown {
  const input = readInput(updateInput, raw);
  return perform(updateAction(db, input), input.ReturnValues);
}

function perform(action: Action, returned = 'NONE'): unknown {
  const old = action.table.get(action.key);
  const item = action.next(old);
  commit(action, old, item);
  if (returned === 'NONE') return {};
  const whole = returned.endsWith('OLD') ? old : item;
  const Attributes = returned.startsWith('ALL') ? whole : project(whole ?? {}, action.paths);
  return Attributes && Object.keys(Attributes).length > 0 ? { Attributes } : {};
}

export function getItem(db: Database, raw: unknown): unknown {
  const { Key, ConsistentRead: _, ...input } = readInput(getInput, raw);
  if (input.ProjectionExpression === undefined && input.ExpressionAttributeNames === undefined) {
    const table = db.table(input.TableName);
    const entry = table.entry(readKey(table.keys, Key).key);
    return entry ? new Shown({ Item: entry.item }, () => `{"Item":${entry.json}}`) : {};
  }
  return shownItem(db, input, [Key])[0] ?? {};
}

/** The items with these keys, each as `{ Item }`, or `{}` when it is not there. */
export function shownItem(
  db: Database,
  input: z.infer<z.ZodObject<typeof shownShape>>,
  keys: readonly unknown[],
): { Item?: Item }[] {
  const table = db.table(input.TableName);
  const projection = optional(parseProjection, 'ProjectionExpression', input.ProjectionExpression);
  const bindings = bind(input, [projection]);
  const paths = projection?.tree.map((path) => resolve(path, bindings));
  if (paths) checkApart('ProjectionExpression', paths);
  return keys.map((raw) => {
    const item = table.get(readKey(table.keys, raw).key);
    if (!item) return {};
    return { Item: paths ? project(item, paths) : item };
  });
}
