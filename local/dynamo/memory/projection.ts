import { cachedParser } from './lexer.ts';
import { type Path, readPath } from './path.ts';
import { type Item, own, type Value } from './value.ts';

/** Reads a projection: paths with commas between. */
export const parseProjection = cachedParser((cursor) => {
  const paths: Path[] = [readPath(cursor)];
  while (cursor.accept(',')) paths.push(readPath(cursor));
  return paths;
});

/** The parts of an item that resolved paths lead to; list elements close up. */
export const project = (item: Item, paths: readonly Path[]): Item => pickMap(item, paths);

function pickMap(of: Item, paths: readonly Path[]): Record<string, Value> {
  const picked: Record<string, Value> = {};
  for (const [step, rests] of byFirst(paths)) {
    const value = typeof step === 'string' ? own(of, step) : undefined;
    const part = value && pick(value, rests);
    if (part) picked[step] = part;
  }
  return picked;
}

function pick(value: Value, rests: readonly Path[]): Value | undefined {
  if (rests.some((rest) => rest.length === 0)) return value;
  if ('M' in value) {
    const M = pickMap(value.M, rests);
    return Object.keys(M).length === 0 ? undefined : { M };
  }
  if (!('L' in value)) return undefined;
  const list = value.L;
  const indexes = [...byFirst(rests)].toSorted(([a], [b]) => Number(a) - Number(b));
  const L = indexes.flatMap(([step, inner]) => {
    const element = typeof step === 'number' ? list[step] : undefined;
    const part = element && pick(element, inner);
    return part ? [part] : [];
  });
  return L.length === 0 ? undefined : { L };
}

function byFirst(paths: readonly Path[]): Map<string | number, Path[]> {
  const groups = new Map<string | number, Path[]>();
  for (const [step, ...rest] of paths) {
    if (step === undefined) continue;
    const group = groups.get(step);
    if (group) group.push(rest);
    else groups.set(step, [rest]);
  }
  return groups;
}
