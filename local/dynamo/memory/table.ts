import { Entry, type Source } from './entry.ts';
import { invalid } from './errors.ts';
import { type KeyAttribute, keyOfItem, keyPart, keysOf, type TableSpec } from './schema.ts';
import { SortedList } from './sorted.ts';
import { type Item, own, type Value } from './value.ts';

class Index implements Source {
  readonly name: string;
  readonly keys: readonly KeyAttribute[];
  readonly allKeys: readonly KeyAttribute[];
  readonly projected: ReadonlySet<string> | undefined;
  readonly entries = new SortedList<Entry>();

  constructor(
    name: string,
    keys: readonly KeyAttribute[],
    table: readonly KeyAttribute[],
    include?: string[],
  ) {
    this.name = name;
    this.keys = keys;
    const others = table.filter((key) => !keys.some((each) => each.name === key.name));
    this.allKeys = [...keys, ...others];
    this.projected = include && new Set([...this.allKeys.map((key) => key.name), ...include]);
  }

  /** Refuses an item whose attributes cannot be this index's key; those without them are just not in it. */
  check(item: Item): void {
    for (const key of this.keys) {
      const value = own(item, key.name);
      if (value) keyPart(key, value, ` IndexName: ${this.name}`);
    }
  }

  put(item: Item): void {
    const key = this.keyOf(item);
    if (key) this.entries.set(new Entry(key, this.shown(item)));
  }

  delete(item: Item): void {
    const key = this.keyOf(item);
    if (key) this.entries.delete({ key });
  }

  private keyOf(item: Item): string[] | undefined {
    return this.keys.every(({ name }) => Object.hasOwn(item, name))
      ? keyOfItem(this.allKeys, item)
      : undefined;
  }

  private shown(item: Item): Item {
    if (!this.projected) return item;
    const shown: Record<string, Value> = {};
    for (const name of this.projected) {
      const value = own(item, name);
      if (value) shown[name] = value;
    }
    return shown;
  }
}

/** One item before and after a write; undefined = absent. */
export interface Written {
  readonly spec: TableSpec;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly transactional: boolean;
}
export type Wrote = (write: Written) => void;

/** A table with its indexes, which are always up to date. */
export class Table implements Source {
  readonly spec: TableSpec;
  readonly wrote: Wrote | undefined;
  readonly keys: readonly KeyAttribute[];
  readonly projected = undefined;
  readonly entries = new SortedList<Entry>();
  readonly indexes: ReadonlyMap<string, Source>;
  private readonly maintained: readonly Index[];

  constructor(spec: TableSpec, wrote?: Wrote) {
    this.spec = spec;
    this.wrote = wrote;
    this.keys = keysOf(spec, spec.KeySchema);
    this.maintained = (spec.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => {
      const include = Projection.ProjectionType === 'ALL' ? undefined : (Projection.NonKeyAttributes ?? []);
      return new Index(IndexName, keysOf(spec, KeySchema), this.keys, include);
    });
    this.indexes = new Map(this.maintained.map((index) => [index.name, index]));
    const used = new Set([this, ...this.maintained].flatMap(({ keys }) => keys.map(({ name }) => name)));
    if (used.size !== spec.AttributeDefinitions.length || this.indexes.size !== this.maintained.length)
      throw invalid(
        'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions, or an index is named twice',
      );
  }

  get allKeys(): readonly KeyAttribute[] {
    return this.keys;
  }

  entry(key: readonly string[]): Entry | undefined {
    return this.entries.get({ key });
  }

  get(key: readonly string[]): Item | undefined {
    return this.entry(key)?.item;
  }

  /** Refuses an item that one of the indexes could not hold. */
  checkIndexKeys(item: Item): void {
    for (const index of this.maintained) index.check(item);
  }

  put(entry: Entry): void {
    this.leaveIndexes(entry.key);
    this.entries.set(entry);
    for (const index of this.maintained) index.put(entry.item);
  }

  delete(key: readonly string[]): void {
    this.leaveIndexes(key);
    this.entries.delete({ key });
  }

  private leaveIndexes(key: readonly string[]): void {
    const old = this.maintained.length > 0 ? this.get(key) : undefined;
    if (!old) return;
    for (const index of this.maintained) index.delete(old);
  }
}
