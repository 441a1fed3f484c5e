import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

const record = z.record(z.string(), z.unknown());

/** A deep copy of `value` without what the JSON pointers name. */
export function without(value: unknown, pointers: readonly string[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const pointer of pointers) remove(copy, pointer.split('/').slice(1).map(keyOf));
  return copy;
}

const keyOf = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

function remove(holder: unknown, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || holder === null || typeof holder !== 'object') return;
  if (Array.isArray(holder)) {
    if (rest.length === 0) holder[Number(key)] = null;
    else remove(holder[Number(key)], rest);
    return;
  }
  const own = Object.getOwnPropertyDescriptor(holder, key);
  if (!own) return;
  if (rest.length === 0) Reflect.deleteProperty(holder, key);
  else remove(own.value, rest);
}

/** Text that is JSON, decoded: the recordings decoded causes, and outputs within histories. */
export function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** JSON equality: key order and the spelling of numbers do not count, absent and undefined are one. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(normal(a), normal(b));
}

/** The same items in any order. */
export function sameMultiset(a: readonly unknown[], b: readonly unknown[]): boolean {
  const key = (items: readonly unknown[]) => items.map((item) => JSON.stringify(sorted(item))).sort();
  return same(key(a), key(b));
}

function normal(value: unknown): unknown {
  return value === undefined ? undefined : sorted(JSON.parse(JSON.stringify(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  const fields = record.safeParse(value);
  if (!fields.success) return value;
  return Object.fromEntries(
    Object.keys(fields.data)
      .sort()
      .map((key) => [key, sorted(fields.data[key])]),
  );
}

/** What both sides look like, for a report of a miss. */
export const difference = (field: string, wanted: unknown, got: unknown): string =>
  `${field}: recorded ${brief(wanted)}, got ${brief(got)}`;

const brief = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
};
