/**
 * What DynamoDB bills for a write, by the published rules: the size of an item, the larger of its old and new image in
 * whole kilobytes, twice that in a transaction (prepare and commit), and each index entry that changes. Indexes follow
 * after the commit and are not part of it, so a transaction does not double them.
 */
export type Item = Readonly<Record<string, AttributeValue>>;

/** A value as the SDK gives it or as it travels. */
export interface AttributeValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly BOOL?: boolean | undefined;
  readonly NULL?: boolean | undefined;
  readonly B?: unknown;
  readonly M?: Item | undefined;
  readonly L?: readonly AttributeValue[] | undefined;
  readonly SS?: readonly string[] | undefined;
  readonly NS?: readonly string[] | undefined;
  readonly BS?: readonly unknown[] | undefined;
}

/** Key attributes of a table and of its indexes, and what an index copies besides (`include`). */
export interface TableShape {
  readonly keys: readonly string[];
  readonly indexes: readonly {
    readonly name: string;
    readonly keys: readonly string[];
    readonly include?: readonly string[];
  }[];
}

/** One item before and after a write; undefined = absent. A write that was refused has the same image twice. */
export interface Change {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

const KB = 1024;
const utf8 = (text: string): number => Buffer.byteLength(text, 'utf8');
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/** One byte per two significant digits and one more; another one for the sign of a negative number. */
const numberSize = (text: string): number => {
  const mantissa = text.replace(/e.*$/i, '').replace(/^[+-]/, '');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '').replace(/0+$/, '').length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

/** Size of a value in bytes, without its name. Lists and maps cost 3 bytes and 1 more for each element. */
export const valueSize = (value: AttributeValue): number => {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.M !== undefined)
    return 3 + total(Object.entries(value.M).map(([name, inner]) => 1 + utf8(name) + valueSize(inner)));
  if (value.L !== undefined) return 3 + total(value.L.map((inner) => 1 + valueSize(inner)));
  // As the SDK gives it, or as it travels.
  const packed: unknown = value.B;
  if (packed instanceof Uint8Array) return packed.length;
  if (typeof packed === 'string') return Buffer.from(packed, 'base64').length;
  if (value.SS !== undefined) return total(value.SS.map(utf8));
  if (value.NS !== undefined) return total(value.NS.map(numberSize));
  throw new Error(`no size for ${JSON.stringify(value)}`);
};

/** Size of an item in bytes; an absent one has none. */
export const itemSize = (item: Item | undefined): number => {
  if (item === undefined) return 0;
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const size = total(Object.entries(item).map(([name, value]) => utf8(name) + valueSize(value)));
  sizes.set(item, size);
  return size;
};

/** What a write leaves is what the next one finds. */
const sizes = new WeakMap<Item, number>();

const units = (bytes: number): number => Math.max(1, Math.ceil(bytes / KB));

/** Write units on the table itself. A refused write costs as much as one that leaves the item as it was. */
export const tableUnits = ({ before, after }: Change, transactional: boolean): number =>
  units(Math.max(itemSize(before), itemSize(after))) * (transactional ? 2 : 1);

/** The entry of an index; absent when the item lacks one of the index's keys. */
const entryOf = (
  item: Item | undefined,
  names: readonly string[],
  keys: readonly string[],
  include: readonly string[] = [],
) => {
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined;
  return Object.fromEntries(
    [...new Set([...keys, ...names, ...include])].flatMap((name) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
};

/**
 * Write units per touched index: put or delete of an entry once, a changed key is a delete and a put; an entry of the same
 * key whose copied attributes changed is written once.
 */
export const indexUnits = (
  { before, after }: Change,
  { keys, indexes }: TableShape,
): Record<string, number> =>
  Object.fromEntries(
    indexes.flatMap((index) => {
      const old = entryOf(before, keys, index.keys, index.include);
      const now = entryOf(after, keys, index.keys, index.include);
      if (old === undefined && now === undefined) return [];
      if (JSON.stringify(old) === JSON.stringify(now)) return [];
      const same = (name: string) => JSON.stringify(old?.[name]) === JSON.stringify(now?.[name]);
      if (old && now && [...keys, ...index.keys].every(same)) {
        return [[index.name, units(Math.max(itemSize(old), itemSize(now)))]];
      }
      return [[index.name, (old ? units(itemSize(old)) : 0) + (now ? units(itemSize(now)) : 0)]];
    }),
  );
