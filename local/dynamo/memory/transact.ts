import * as z from 'zod';
import {
  type Action,
  checkAction,
  checkShape,
  commit,
  deleteAction,
  deleteShape,
  putAction,
  putShape,
  updateAction,
  updateShape,
} from './action.ts';
import { itemId } from './batch.ts';
import { type Database, readInput } from './database.ts';
import { EngineError, invalid } from './errors.ts';
import { readKey } from './schema.ts';
import { shownItem, shownShape, uncounted } from './single.ts';
import type { Item } from './value.ts';

const MAX = 100;
const item = z
  .strictObject({
    Put: z.strictObject(putShape).optional(),
    Update: z.strictObject({ ...updateShape, UpdateExpression: z.string() }).optional(),
    Delete: z.strictObject(deleteShape).optional(),
    ConditionCheck: z.strictObject(checkShape).optional(),
  })
  .refine((each) => Object.values(each).filter((part) => part !== undefined).length === 1, {
    error: 'TransactItems can only contain one of Check, Put, Update or Delete',
  });
const writeInput = z.strictObject({
  ...uncounted,
  ReturnItemCollectionMetrics: z.literal('NONE').optional(),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  TransactItems: z.array(item).min(1).max(MAX),
});
const getInput = z.strictObject({
  ...uncounted,
  TransactItems: z
    .array(z.strictObject({ Get: z.strictObject({ ...shownShape, Key: z.unknown() }) }))
    .min(1)
    .max(MAX),
});

/** How long a repeated request with the same token is known as the same one, milliseconds. */
const REMEMBERED_MS = 600_000;

/** Transactions that were done, by their tokens. */
export class Tokens {
  private readonly done = new Map<string, { at: number; content: string }>();

  /** Whether a transaction of this content was done under this token lately. */
  repeats(token: string, content: string, now: number): boolean {
    for (const [old, { at }] of this.done) {
      if (now - at < REMEMBERED_MS) break; // in the order of their instants
      this.done.delete(old);
    }
    const known = this.done.get(token);
    if (known && known.content !== content)
      throw new EngineError(
        'IdempotentParameterMismatchException',
        'The ClientRequestToken was used before for another transaction',
      );
    return known !== undefined;
  }

  remember(token: string, content: string, at: number): void {
    this.done.set(token, { at, content });
  }
}

/** A repetition under the same token is the very same request. */
export function transactWriteItems(db: Database, tokens: Tokens, now: number, raw: unknown): unknown {
  const { ClientRequestToken: token, TransactItems } = readInput(writeInput, raw);
  const actions = TransactItems.map(({ Put, Update, Delete, ConditionCheck }) => {
    if (Put) return putAction(db, Put);
    if (Update) return updateAction(db, Update);
    if (Delete) return deleteAction(db, Delete);
    if (ConditionCheck) return checkAction(db, ConditionCheck);
    throw invalid('An empty action');
  });
  if (new Set(actions.map(itemId)).size < actions.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  const content = token === undefined ? '' : JSON.stringify(raw);
  if (token !== undefined && tokens.repeats(token, content, now)) return {};
  for (const { action, old, item } of decide(actions)) commit(action, old, item, true);
  if (token !== undefined) tokens.remember(token, content, now);
  return {};
}

interface Decided {
  readonly action: Action;
  readonly old: Item | undefined;
  readonly item: Item | undefined;
}

/** What every action makes of its item, or the reasons why none may happen. */
function decide(actions: readonly Action[]): Decided[] {
  const decided: Decided[] = [];
  const reasons = actions.map((action): Record<string, unknown> => {
    try {
      const old = action.table.get(action.key);
      decided.push({ action, old, item: action.next(old) });
      return { Code: 'None' };
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const Code = error.type === 'ValidationException' ? 'ValidationError' : 'ConditionalCheckFailed';
      return { Code, Message: error.message, ...error.extra };
    }
  });
  if (decided.length === actions.length) return decided;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new EngineError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

export function transactGetItems(db: Database, raw: unknown): unknown {
  const { TransactItems } = readInput(getInput, raw);
  const ids = TransactItems.map(({ Get: { TableName, Key } }) =>
    itemId({ table: db.table(TableName), key: readKey(db.table(TableName).keys, Key).key }),
  );
  if (new Set(ids).size < ids.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
  return { Responses: TransactItems.flatMap(({ Get: { Key, ...rest } }) => shownItem(db, rest, [Key])) };
}
