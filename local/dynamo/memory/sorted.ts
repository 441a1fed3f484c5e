/** What a sorted list holds: something with a key of several parts, each compared as a text. */
export interface Keyed {
  readonly key: readonly string[];
}
/** A place in a list: just before (-1) or just after (1) everything whose key begins with these parts. */
export interface Bound {
  readonly key: readonly string[];
  readonly side: -1 | 1;
}

const CHUNK = 512;

function compare(a: readonly string[], b: readonly string[], parts: number): number {
  for (let i = 0; i < parts; i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

const isBefore = ({ key, side }: Bound, entry: Keyed): boolean => {
  const order = compare(entry.key, key, key.length);
  return order > 0 || (order === 0 && side < 0);
};

/** A list in the order of its keys, in chunks so that an insertion moves little. */
export class SortedList<T extends Keyed> {
  private readonly chunks: T[][] = [];

  get({ key }: Keyed): T | undefined {
    const [chunk, at] = this.find({ key, side: -1 });
    const found = this.chunks[chunk]?.[at];
    return found && compare(found.key, key, key.length) === 0 ? found : undefined;
  }

  /** Adds an entry, in place of the one with the same key. */
  set(entry: T): void {
    const place = this.find({ key: entry.key, side: -1 });
    const last = this.chunks.length - 1;
    // past the end of the list: at the end of its last chunk
    const [at, i] = place[0] > last && last >= 0 ? [last, this.chunks[last]?.length ?? 0] : place;
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([entry]);
      return;
    }
    const there = chunk[i];
    const same = there !== undefined && compare(there.key, entry.key, entry.key.length) === 0;
    chunk.splice(i, same ? 1 : 0, entry);
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
  }

  delete({ key }: Keyed): void {
    const [at, i] = this.find({ key, side: -1 });
    const chunk = this.chunks[at];
    const there = chunk?.[i];
    if (!chunk || !there || compare(there.key, key, key.length) !== 0) return;
    chunk.splice(i, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** What lies between two bounds, from the lower one up or from the upper one down. The list must not change meanwhile. */
  *between(low: Bound | undefined, high: Bound | undefined, forward: boolean): Generator<T> {
    const from = low ? this.find(low) : ([0, 0] as const);
    const to = high ? this.find(high) : ([this.chunks.length, 0] as const);
    for (let [at, i] = forward ? from : to; ; ) {
      if (forward) {
        if (at > to[0] || (at === to[0] && i >= to[1])) return;
        const entry = this.chunks[at]?.[i++];
        if (entry) yield entry;
        else [at, i] = [at + 1, 0];
      } else {
        if (at < from[0] || (at === from[0] && i <= from[1])) return;
        if (i === 0) [at, i] = [at - 1, this.chunks[at - 1]?.length ?? 0];
        else {
          const entry = this.chunks[at]?.[--i];
          if (entry) yield entry;
        }
      }
    }
  }

  /** Chunk and index of the first entry after a bound. */
  private find(bound: Bound): readonly [number, number] {
    let [low, high] = [0, this.chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.chunks[middle]?.at(-1);
      if (last && isBefore(bound, last)) high = middle;
      else low = middle + 1;
    }
    const chunk = this.chunks[low] ?? [];
    let [first, end] = [0, chunk.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      const entry = chunk[middle];
      if (entry && isBefore(bound, entry)) end = middle;
      else first = middle + 1;
    }
    return [low, first];
  }
}
