import * as z from 'zod';
import { bind } from './bindings.ts';
import { holds } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import { parseCondition, pathsOf } from './condition-parse.ts';
import { type Database, optional, readInput } from './database.ts';
import type { Source } from './entry.ts';
import { invalid } from './errors.ts';
import { rangeOf } from './key-condition.ts';
import type { Parsed } from './lexer.ts';
import { type Asked, page } from './page.ts';
import { checkApart, resolve } from './path.ts';
import { parseProjection } from './projection.ts';
import { shownShape, uncounted } from './single.ts';
import type { Table } from './table.ts';

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
