import { type Bindings, boundValue } from './bindings.ts';
import { addNumbers } from './decimal.ts';
import { invalid } from './errors.ts';
import { checkApart, type Path, resolve, valueAt, withValue } from './path.ts';
import type { Meeting, Source, Update } from './update-parse.ts';
import { type Item, makeSet, setMembers, typeOf, type Value } from './value.ts';

/** The resolved paths that an update writes to. */
export const updatedPaths = (update: Update, bindings: Bindings): Path[] =>
  [
    ...update.set.map(({ path }) => path),
    ...update.remove,
    ...[...update.add, ...update.delete].map(({ path }) => path),
  ].map((path) => resolve(path, bindings));

/** Refuses updates that could work on no item: overlapping paths, values of the wrong type. */
export function checkUpdate(update: Update, paths: readonly Path[], bindings: Bindings): void {
  checkApart('UpdateExpression', paths);
  const typed = (name: string, value: Value, fits: boolean): void => {
    if (!fits)
      throw invalid(
        `Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${typeOf(value)}`,
      );
  };
  const check = (source: Source): void => {
    if (source.kind === 'if_not_exists') check(source.or);
    if (!('a' in source)) return;
    for (const each of [source.a, source.b]) {
      check(each);
      if (each.kind !== 'value') continue;
      const value = boundValue(each.ref, bindings);
      typed(source.kind, value, source.kind === 'list_append' ? 'L' in value : 'N' in value);
    }
  };
  for (const { source } of update.set) check(source);
  for (const { ref } of update.add) {
    const value = boundValue(ref, bindings);
    typed('ADD', value, 'N' in value || setMembers(value) !== undefined);
  }
  for (const { ref } of update.delete) {
    const value = boundValue(ref, bindings);
    typed('DELETE', value, setMembers(value) !== undefined);
  }
}

/** The item after an update; every operand is read from the item before it. */
export function applyUpdate(update: Update, item: Item, bindings: Bindings): Item {
  const result: Record<string, Value> = { ...item };
  const put = (path: Path, value: Value | undefined): void => {
    const [first, ...rest] = path;
    if (typeof first !== 'string') return;
    if (first === '__proto__') throw invalid('This engine takes no attribute of the name __proto__');
    const made = withValue(Object.hasOwn(result, first) ? result[first] : undefined, rest, value);
    if (made === undefined) delete result[first];
    else result[first] = made;
  };
  for (const { path, source } of update.set) put(resolve(path, bindings), read(source, item, bindings));
  for (const each of update.add) meet(each, added);
  for (const each of update.delete) meet(each, deleted);
  // the last element of a list first, so that none moves before its turn
  for (const path of update.remove.map((each) => resolve(each, bindings)).toSorted(lastFirst))
    put(path, undefined);
  return result;

  function meet({ path, ref }: Meeting, combine: typeof deleted): void {
    const at = resolve(path, bindings);
    put(at, combine(valueAt(item, at), boundValue(ref, bindings)));
  }
}

function lastFirst(a: Path, b: Path): number {
  const parting = a.findIndex((step, i) => step !== b[i]);
  return Number(b[parting]) - Number(a[parting]) || 0;
}

const wrongType = () => invalid('An operand in the update expression has an incorrect data type');

function read(source: Source, item: Item, bindings: Bindings): Value {
  switch (source.kind) {
    case 'value':
      return boundValue(source.ref, bindings);
    case 'path': {
      const value = valueAt(item, resolve(source.path, bindings));
      if (!value)
        throw invalid('The provided expression refers to an attribute that does not exist in the item');
      return value;
    }
    case 'if_not_exists':
      return valueAt(item, resolve(source.path, bindings)) ?? read(source.or, item, bindings);
    case 'list_append': {
      const [a, b] = [read(source.a, item, bindings), read(source.b, item, bindings)];
      if (!('L' in a) || !('L' in b)) throw wrongType();
      return { L: [...a.L, ...b.L] };
    }
    case '+':
    case '-': {
      const [a, b] = [read(source.a, item, bindings), read(source.b, item, bindings)];
      if (!('N' in a) || !('N' in b)) throw wrongType();
      return { N: addNumbers(a.N, b.N, source.kind === '+' ? 1 : -1) };
    }
  }
}

function added(old: Value | undefined, value: Value): Value {
  if (!old) return value;
  if ('N' in old && 'N' in value) return { N: addNumbers(old.N, value.N) };
  const [a, b] = [setMembers(old), setMembers(value)];
  if (!a || a.type !== b?.type) throw wrongType();
  return makeSet(a.type, [...new Set([...a.members, ...b.members])]);
}

function deleted(old: Value | undefined, value: Value): Value | undefined {
  if (!old) return undefined;
  const [a, b] = [setMembers(old), setMembers(value)];
  if (!a || a.type !== b?.type) throw wrongType();
  const gone = new Set(b.members);
  const left = a.members.filter((each) => !gone.has(each));
  return left.length === 0 ? undefined : makeSet(a.type, left);
}
