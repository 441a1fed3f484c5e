import type { Bindings } from './bindings.ts';
import { type Entry, Shown, type Source } from './entry.ts';
import { invalid } from './errors.ts';
import type { Range } from './key-condition.ts';
import type { Path } from './path.ts';
import { project } from './projection.ts';
import { readKey } from './schema.ts';
import type { Bound } from './sorted.ts';
import { type Item, own } from './value.ts';

/** A page has at most this much, bytes, or a single entry. */
const PAGE = 1 << 20;

interface Input {
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: unknown;
  readonly Select?: string | undefined;
}

/** What a query or a scan asks of a table or an index, made ready. */
export interface Asked {
  readonly source: Source;
  readonly bindings: Bindings;
  readonly paths: readonly Path[] | undefined;
  /** Whether an entry is shown. */
  readonly passes: (item: Item) => boolean;
}

/** Reads on from the start key to the limit of entries or bytes; the filter then says which of those are shown. */
export function page(input: Input, asked: Asked, range: Range | undefined, forward: boolean): Shown {
  const { source, paths, passes } = asked;
  const start = startOf(input, source, range, forward);
  const low = forward && start ? start : range?.low;
  const high = !forward && start ? start : range?.high;
  const shown: Entry[] = [];
  let Count = 0;
  let ScannedCount = 0;
  let size = 0;
  let last: Item | undefined;
  let more = false;
  for (const entry of source.entries.between(low, high, forward)) {
    size += entry.size;
    more = last !== undefined && size > PAGE;
    if (more) break;
    last = entry.item;
    ScannedCount++;
    if (passes(entry.item)) {
      Count++;
      if (input.Select !== 'COUNT') shown.push(entry);
    }
    more = ScannedCount === input.Limit;
    if (more) break;
  }
  const about = {
    ...{ Count, ScannedCount },
    ...(more && last && { LastEvaluatedKey: keyIn(last, source) }),
  };
  if (input.Select === 'COUNT') return new Shown(about, () => JSON.stringify(about));
  const Items = shown.map(({ item }) => (paths ? project(item, paths) : item));
  return new Shown({ Items, ...about }, () => {
    const items = paths ? Items.map((item) => JSON.stringify(item)) : shown.map((entry) => entry.json);
    return `{"Items":[${items.join(',')}],${JSON.stringify(about).slice(1)}`;
  });
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
