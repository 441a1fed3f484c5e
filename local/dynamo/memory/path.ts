import type { Bindings } from './bindings.ts';
import { invalid } from './errors.ts';
import type { Cursor } from './lexer.ts';
import { RESERVED } from './reserved.ts';
import { type Item, own, type Value } from './value.ts';

/** Steps into a document as written: a name, `#ref`, or an index into a list. */
export type Path = readonly (string | number)[];

export function readPath(cursor: Cursor): Path {
  const path: (string | number)[] = [readName(cursor)];
  for (;;) {
    if (cursor.accept('.')) path.push(readName(cursor));
    else if (cursor.accept('[')) {
      if (cursor.next.type !== 'index') throw cursor.syntax();
      path.push(Number(cursor.take().text));
      cursor.expect(']');
    } else return path;
  }
}

function readName(cursor: Cursor): string {
  const { type, text } = cursor.next;
  if (type !== 'word' && type !== 'name') throw cursor.syntax();
  if (RESERVED.has(text.toUpperCase()))
    throw cursor.wrong(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  return cursor.take().text;
}

/** The steps with every `#ref` replaced by the name it stands for. */
export function resolve(path: Path, { names }: Bindings): Path {
  if (!path.some((step) => typeof step === 'string' && step.startsWith('#'))) return path;
  return path.map((step) => (typeof step === 'string' ? (own(names, step) ?? step) : step));
}

/** The value at the end of a resolved path. */
export function valueAt(item: Item, path: Path): Value | undefined {
  const [name, ...rest] = path;
  let value = typeof name === 'string' ? own(item, name) : undefined;
  for (const step of rest) value = value && child(value, step);
  return value;
}

function child(value: Value, step: string | number): Value | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? own(value.M, step) : undefined;
}

/** `of` with another value at the path; undefined as the value removes what is there. The original stays as it is. */
export function withValue(of: Value | undefined, path: Path, value: Value | undefined): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'string') {
    if (!of || !('M' in of)) throw noSuchPath();
    const { [step]: old, ...others } = of.M;
    const made = withValue(Object.hasOwn(of.M, step) ? old : undefined, rest, value);
    return { M: made === undefined ? others : { ...of.M, [step]: made } };
  }
  if (!of || !('L' in of)) throw noSuchPath();
  if (rest.length > 0 && step >= of.L.length) throw noSuchPath();
  const made = withValue(of.L[step], rest, value);
  if (made === undefined) return { L: of.L.toSpliced(step, 1) };
  return { L: step < of.L.length ? of.L.with(step, made) : [...of.L, made] };
}

const noSuchPath = () => invalid('The document path provided in the update expression is invalid for update');

/** Refuses paths of which one leads through or to another, or that take one value for a map and for a list. */
export function checkApart(kind: string, paths: readonly Path[]): void {
  const firsts = new Set(paths.map(([first]) => first));
  if (firsts.size === paths.length) return; // the usual case: attributes of their own
  for (const [i, a] of paths.entries()) for (const b of paths.slice(i + 1)) checkPair(kind, a, b);
}

function checkPair(kind: string, a: Path, b: Path): void {
  const parting = a.findIndex((step, at) => step !== b[at]);
  const [x, y] = [a[parting], b[parting]];
  const overlap = parting < 0 || y === undefined;
  if (!overlap && (parting === 0 || typeof x === typeof y)) return;
  throw invalid(
    `Invalid ${kind}: Two document paths ${overlap ? 'overlap' : 'conflict'} with each other; must remove or rewrite one of these paths; path one: [${a.join(', ')}], path two: [${b.join(', ')}]`,
  );
}
