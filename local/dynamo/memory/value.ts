import { normalNumber } from './decimal.ts';
import { invalid } from './errors.ts';

/** An attribute value as on the wire. Values are never changed once they are made. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly Value[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };
export interface Item {
  readonly [name: string]: Value;
}
export type SetType = 'SS' | 'NS' | 'BS';

const MAX_DEPTH = 32;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads an item from a request: checks every value and writes numbers in their normal form. */
export const readItem = (raw: unknown): Item => readMap(raw, 0);

/** Reads one value from a request. */
export function readValue(raw: unknown, depth = 0): Value {
  const entries = isObject(raw) ? Object.entries(raw) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length > 1)
    throw invalid(
      entry === undefined
        ? 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
        : 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  const [type, value] = entry;
  switch (type) {
    case 'S':
      return { S: textOf(value) };
    case 'N':
      return { N: normalNumber(textOf(value)) };
    case 'B':
      return { B: bytesOf(value) };
    case 'BOOL':
      if (typeof value !== 'boolean') throw malformed('BOOL');
      return { BOOL: value };
    case 'NULL':
      if (value !== true)
        throw invalid(
          'One or more parameter values were invalid: Null attribute value types must have the value of true',
        );
      return { NULL: true };
    case 'M':
      return { M: readMap(value, depth + 1) };
    case 'L':
      if (!Array.isArray(value)) throw malformed('L');
      checkDepth(depth + 1);
      return { L: value.map((each) => readValue(each, depth + 1)) };
    case 'SS':
      return { SS: setOf(value, textOf) };
    case 'NS':
      return { NS: setOf(value, (each) => normalNumber(textOf(each))) };
    case 'BS':
      return { BS: setOf(value, bytesOf) };
    default:
      throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
}

function readMap(raw: unknown, depth: number): Item {
  if (!isObject(raw)) throw malformed('M');
  checkDepth(depth);
  const item: Record<string, Value> = {};
  for (const name of Object.keys(raw)) {
    if (name === '__proto__') throw invalid('This engine takes no attribute of the name __proto__');
    if (name === '') throw invalid('One or more parameter values were invalid: empty attribute name');
    item[name] = readValue(raw[name], depth);
  }
  return item;
}

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

const malformed = (what: string) => invalid(`The value of type ${what} is not one`);

function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw invalid('Nesting Levels have exceeded supported limits');
}

function textOf(raw: unknown): string {
  if (typeof raw !== 'string') throw malformed('S or N');
  return raw;
}

function bytesOf(raw: unknown): string {
  const text = textOf(raw);
  if (!BASE64.test(text)) throw malformed('B');
  return text;
}

function setOf(raw: unknown, read: (each: unknown) => string): string[] {
  if (!Array.isArray(raw)) throw malformed('set');
  if (raw.length === 0) throw invalid('One or more parameter values were invalid: An set may not be empty');
  const members = raw.map(read);
  if (new Set(members).size < members.length)
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates.');
  return members;
}

/** A member of an object by a name that comes from a request; what every object inherits is none. */
export const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

/** The type descriptor: S, N, B, … */
export function typeOf(value: Value): string {
  for (const type in value) return type;
  return '';
}

/** The members of a set with their type; undefined for what is no set. */
export function setMembers(value: Value): { type: SetType; members: readonly string[] } | undefined {
  if ('SS' in value) return { type: 'SS', members: value.SS };
  if ('NS' in value) return { type: 'NS', members: value.NS };
  if ('BS' in value) return { type: 'BS', members: value.BS };
  return undefined;
}

/** A set of this type. */
export function makeSet(type: SetType, members: readonly string[]): Value {
  if (type === 'SS') return { SS: members };
  return type === 'NS' ? { NS: members } : { BS: members };
}
