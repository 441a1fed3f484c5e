import * as z from 'zod';
import { EngineError, invalid } from './errors.ts';
import type { Parsed } from './lexer.ts';
import { TableSpec } from './schema.ts';
import { Table, type Wrote } from './table.ts';

const named = z.strictObject({ TableName: z.string() });
const listing = z.strictObject({
  ExclusiveStartTableName: z.string().optional(),
  Limit: z.int().min(1).max(100).optional(),
});

/** Reads the input of an operation; what is not in the schema is refused, not ignored. */
export function readInput<T extends z.ZodType>(schema: T, raw: unknown): z.infer<T> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  throw invalid(`The engine in memory does not take this: ${z.prettifyError(read.error)}`);
}

/** Parses an expression of a request, if it is there. */
export const optional = <T>(
  parse: (kind: string, text: string) => Parsed<T>,
  kind: string,
  text: string | undefined,
): Parsed<T> | undefined => (text === undefined ? undefined : parse(kind, text));

/** The tables. */
export class Database {
  private readonly tables = new Map<string, Table>();
  private readonly wrote: Wrote | undefined;

  constructor(wrote: Wrote | undefined) {
    this.wrote = wrote;
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (!table)
      throw new EngineError(
        'ResourceNotFoundException',
        `Requested resource not found: Table: ${name} not found`,
      );
    return table;
  }

  all(): Iterable<[string, Table]> {
    return this.tables;
  }

  createTable(raw: unknown): unknown {
    const spec = readInput(TableSpec, raw);
    if (this.tables.has(spec.TableName))
      throw new EngineError('ResourceInUseException', `Table already exists: ${spec.TableName}`);
    this.tables.set(spec.TableName, new Table(spec, this.wrote));
    return { TableDescription: this.describe(spec.TableName) };
  }

  describeTable(raw: unknown): unknown {
    return { Table: this.describe(readInput(named, raw).TableName) };
  }

  listTables(raw: unknown): unknown {
    const { ExclusiveStartTableName: after = '', Limit = 100 } = readInput(listing, raw);
    const names = [...this.tables.keys()].toSorted().filter((name) => name > after);
    const TableNames = names.slice(0, Limit);
    return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
  }

  private describe(name: string): unknown {
    const { BillingMode, GlobalSecondaryIndexes, ...spec } = this.table(name).spec;
    return {
      ...spec,
      ...(GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({ ...index, IndexStatus: 'ACTIVE' })),
      }),
      BillingModeSummary: { BillingMode },
      TableStatus: 'ACTIVE',
    };
  }
}
