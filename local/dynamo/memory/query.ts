import * as z from 'zod';
import { type Bindings, bind } from './bindings.ts';
import { holds } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import { parseCondition, pathsOf } from './condition-parse.ts';
import { type Database, optional, readInput } from './database.ts';
import { invalid } from './errors.ts';
import { type Range, rangeOf } from './key-condition.ts';
import type { Parsed } from './lexer.ts';
import { checkApart, type Path, resolve } from './path.ts';
import { parseProjection, project } from './projection.ts';
import { readKey } from './schema.ts';
import { shownShape, uncounted } from './single.ts';
import type { Bound } from './sorted.ts';
import type { Source, Table } from './table.ts';
import { type Item, own } from './value.ts';

const shape = {
  ...shownShape,
  ...uncounted,
  IndexName: z.string().optional(),
  FilterExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: z.unknown().optional(),
  ConsistentRead: z.boolean().optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES']).optional(),
};
const scanInput = z.strictObject(shape);
const queryInput = z.strictObject({
  ...shape,
  KeyConditionExpression: z.string(),
  ScanIndexForward: z.boolean().optional(),
});
type Input = z.infer<typeof scanInput>;

/** Entries are read until they come to more than this, bytes. */
const PAGE = 1 << 20;

export function query(db: Database, raw: unknown): unknown {
  const input = readInput(queryInput, raw);
  const condition = parseCondition('KeyConditionExpression', input.KeyConditionExpression);
  const asked = readShared(db, input, condition);
  checkFilter(input, asked);
  const range = rangeOf(condition.tree, asked.source.keys, asked.bindings);
  return page(input, asked, range, input.ScanIndexForward ?? true);
}

/** In a query the key attributes belong in the key condition. */
function checkFilter({ FilterExpression }: Input, { source, bindings }: Asked): void {
  const filter = optional(parseCondition, 'FilterExpression', FilterExpression);
  const paths = filter ? pathsOf(filter.tree).map((path) => resolve(path, bindings)) : [];
  const key = source.keys.find(({ name }) => paths.some(([first]) => first === name));
  if (key)
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
    );
}

export function scan(db: Database, raw: unknown): unknown {
  const input = readInput(scanInput, raw);
  return page(input, readShared(db, input), undefined, true);
}

interface Asked {
  readonly source: Source;
  readonly bindings: Bindings;
  readonly paths: readonly Path[] | undefined;
  /** Whether an entry is shown. */
  readonly passes: (item: Item) => boolean;
}

function readShared(db: Database, input: Input, condition?: Parsed<unknown>): Asked {
  const source = sourceOf(db.table(input.TableName), input);
  const filter = optional(parseCondition, 'FilterExpression', input.FilterExpression);
  const projection = optional(parseProjection, 'ProjectionExpression', input.ProjectionExpression);
  const bindings = bind(input, [condition, filter, projection]);
  if (filter) checkCondition(filter.kind, filter.tree, bindings);
  const paths = projection?.tree.map((path) => resolve(path, bindings));
  if (paths) checkApart('ProjectionExpression', paths);
  const missing = paths?.filter(([name]) => !(source.projected?.has(String(name)) ?? true)) ?? [];
  if (missing.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${input.IndexName} does not project [${missing.map(String).join(', ')}]`,
    );
  return { source, bindings, paths, passes: (item) => !filter || holds(filter.tree, item, bindings) };
}

function sourceOf(table: Table, { IndexName, ConsistentRead, Select, ProjectionExpression }: Input): Source {
  const index = IndexName === undefined ? undefined : table.indexes.get(IndexName);
  if (IndexName !== undefined && !index)
    throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (index && ConsistentRead === true)
    throw invalid('Consistent reads are not supported on global secondary indexes');
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && !index)
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (Select === 'ALL_ATTRIBUTES' && index?.projected)
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${IndexName} because its projection type is not ALL`,
    );
  const specific = ProjectionExpression !== undefined;
  if (Select !== undefined && specific !== (Select === 'SPECIFIC_ATTRIBUTES'))
    throw invalid(
      specific
        ? `Cannot specify the ProjectionExpression when choosing to get ${Select}`
        : 'Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  return index ?? table;
}

/** Reads on from the start key to the limit of entries or bytes; the filter then says which of those are shown. */
function page(input: Input, asked: Asked, range: Range | undefined, forward: boolean): unknown {
  const { source, paths, passes } = asked;
  const start = startOf(input, source, range, forward);
  const low = forward && start ? start : range?.low;
  const high = !forward && start ? start : range?.high;
  const Items: Item[] = [];
  let Count = 0;
  let ScannedCount = 0;
  let size = 0;
  let last: Item | undefined;
  for (const entry of source.entries.between(low, high, forward)) {
    size += entry.size;
    ScannedCount++;
    if (passes(entry.item)) {
      Count++;
      if (input.Select !== 'COUNT') Items.push(paths ? project(entry.item, paths) : entry.item);
    }
    if (ScannedCount === input.Limit || size > PAGE) {
      last = entry.item;
      break;
    }
  }
  return {
    Count,
    ScannedCount,
    ...(input.Select !== 'COUNT' && { Items }),
    ...(last && { LastEvaluatedKey: keyIn(last, source) }),
  };
}

const keyIn = (item: Item, { allKeys }: Source): Record<string, unknown> =>
  Object.fromEntries(allKeys.map(({ name }) => [name, own(item, name)]));

function startOf(
  { ExclusiveStartKey: raw }: Input,
  { allKeys }: Source,
  range: Range | undefined,
  forward: boolean,
): Bound | undefined {
  if (raw === undefined || raw === null) return undefined;
  const { key } = readKey(allKeys, raw);
  if (range && key[0] !== range.low.key[0])
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  return { key, side: forward ? 1 : -1 };
}
