import * as z from 'zod';

const item = z.record(z.string(), z.unknown());
const write = z.object({ TableName: z.string(), Item: item.optional(), Key: item.optional() });
const transaction = z.object({
  TransactItems: z.array(
    z.object({ Put: write.optional(), Update: write.optional(), Delete: write.optional() }),
  ),
});
const query = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const page = z.looseObject({ Items: z.array(item).optional() });

export type Row = Readonly<Record<string, unknown>>;
/** A write on its way: which item, and what it was before. */
export interface Change {
  readonly name: string;
  readonly old: Row;
}
interface Keys {
  readonly table: readonly string[];
  /** By the name of the index. */
  readonly indexes: ReadonlyMap<string, readonly string[]>;
}

const get = z.object({ TableName: z.string(), Key: item, ConsistentRead: z.boolean().optional() });

/** How long after a write what is read lags behind it, in milliseconds; `what` names the item. */
export interface Lags {
  /** Of what the indexes of a table show of an item. */
  readonly indexLagMs: (what: string) => number;
  /** Of what a GetItem that does not ask for consistency shows. */
  readonly readLagMs: (what: string) => number;
}

/**
 * Copies that lag behind: GetItem without ConsistentRead shows for a while what an item was before a write. And indexes that
 * follow their table late: where a write has given an item another place in an index, the index does not show it for a while. What
 * keeps its place stays visible, as on AWS; what it has left is gone at once. Counts without items are right at once.
 */
export class Lag {
  private readonly keys = new Map<string, Keys>();
  private readonly recent = new Map<string, { readonly until: number; readonly old: Row }[]>();
  private readonly copies = new Map<string, { readonly until: number; readonly old: Row }>();
  private readonly now: () => number;
  private readonly lags: Lags;
  private readonly read: (table: string, key: Row) => Promise<Row | undefined>;

  constructor(now: () => number, lags: Lags, read: Lag['read']) {
    [this.now, this.lags, this.read] = [now, lags, read];
  }

  /** Declares the keys of a table and of its indexes. */
  define(table: string, keys: Keys): void {
    this.keys.set(table, keys);
  }

  /** Before a request: reads what its writes are going to change. */
  async before(operation: string, input: unknown): Promise<Change[]> {
    if (!/^(Put|Update|Delete)Item$|^TransactWriteItems$/.test(operation)) return [];
    const writes =
      operation === 'TransactWriteItems'
        ? transaction
            .parse(input)
            .TransactItems.flatMap(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? [])
        : [write.parse(input)];
    const changes: Change[] = [];
    for (const { TableName, Item, Key } of writes) {
      const names = this.keys.get(TableName)?.table ?? [];
      const key = Object.fromEntries(names.map((name) => [name, (Item ?? Key)?.[name]]));
      changes.push({ name: this.nameOf(TableName, key), old: (await this.read(TableName, key)) ?? {} });
    }
    return changes;
  }

  /** After the request has succeeded. */
  done(changes: readonly Change[]): void {
    for (const { name, old } of changes) {
      const behind = this.lags.readLagMs(name);
      if (behind > 0 && !this.copyOf(name)) this.copies.set(name, { until: this.now() + behind, old });
      const lag = this.lags.indexLagMs(name);
      const still = (this.recent.get(name) ?? []).filter(({ until }) => until > this.now());
      this.recent.set(name, lag > 0 ? [...still, { until: this.now() + lag, old }] : still);
    }
  }

  /** What a caller gets to see of the output of a GetItem or a Query. */
  shown(operation: string, input: unknown, output: unknown): unknown {
    if (operation === 'GetItem') return this.copy(input) ?? output;
    return operation === 'Query' ? this.visible(input, output) : output;
  }

  private copy(input: unknown): object | undefined {
    const { TableName, Key, ConsistentRead } = get.parse(input);
    const copy = ConsistentRead === true ? undefined : this.copyOf(this.nameOf(TableName, Key));
    return copy && (Object.keys(copy.old).length === 0 ? {} : { Item: copy.old });
  }

  private copyOf(name: string) {
    const copy = this.copies.get(name);
    return copy && copy.until > this.now() ? copy : undefined;
  }

  private visible(input: unknown, output: unknown): unknown {
    const { TableName, IndexName } = query.parse(input);
    const names = this.keys.get(TableName)?.indexes.get(IndexName ?? '');
    if (!names) return output;
    const { Items, ...rest } = page.parse(output);
    if (!Items) return output;
    const seen = Items.filter((row) =>
      (this.recent.get(this.nameOf(TableName, row)) ?? []).every(
        ({ until, old }) => until <= this.now() || names.every((name) => same(old[name], row[name])),
      ),
    );
    return { ...rest, Items: seen, Count: seen.length };
  }

  private nameOf(table: string, of: Row): string {
    return `${table} ${JSON.stringify((this.keys.get(table)?.table ?? []).map((name) => of[name]))}`;
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
