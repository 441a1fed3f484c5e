import type { KeyAttribute } from './schema.ts';
import { itemSize } from './size.ts';
import type { SortedList } from './sorted.ts';
import type { Item } from './value.ts';

/** An item in a table or what an index holds of it. */
export class Entry {
  readonly key: readonly string[];
  readonly item: Item;
  private measured: number | undefined;
  private text: string | undefined;
  private asked = false;

  constructor(key: readonly string[], item: Item) {
    this.key = key;
    this.item = item;
  }

  /** Bytes as DynamoDB counts them. */
  get size(): number {
    this.measured ??= itemSize(this.item);
    return this.measured;
  }

  /** The item as JSON, kept from the second time on: some items are read for every dossier, most are read once. */
  get json(): string {
    if (this.text !== undefined) return this.text;
    const text = JSON.stringify(this.item);
    if (this.asked) this.text = text;
    this.asked = true;
    return text;
  }
}

/** An answer that shows whole items: as an object, whose items are the engine's own, or as JSON, of which most is there already. */
export class Shown {
  readonly output: unknown;
  readonly json: () => string;

  constructor(output: unknown, json: () => string) {
    this.output = output;
    this.json = json;
  }
}

/** Something to query: a table, or an index, whose entries end in the table's key so that none are alike. */
export interface Source {
  /** Key attributes of its own. */
  readonly keys: readonly KeyAttribute[];
  /** Every key attribute, its own first: the order of its entries. */
  readonly allKeys: readonly KeyAttribute[];
  /** Attributes that its entries have at most; undefined = all. */
  readonly projected: ReadonlySet<string> | undefined;
  readonly entries: SortedList<Entry>;
}
