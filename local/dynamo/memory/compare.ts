import { Buffer } from 'node:buffer';
import { sortableNumber } from './decimal.ts';
import { type Item, own, setMembers, typeOf, type Value } from './value.ts';

/**
 * A text that sorts, unit by unit, as DynamoDB sorts the value: strings by their UTF-8 bytes, numbers by size,
 * binaries by byte. Undefined for types without an order. Only values of one type may be compared.
 */
export function sortable(value: Value): string | undefined {
  if ('S' in value) return sortableText(value.S);
  if ('N' in value) return sortableNumber(value.N);
  return 'B' in value ? Buffer.from(value.B, 'base64').toString('latin1') : undefined;
}

/** UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 after them; swapping the two ranges makes them agree. */
const sortableText = (text: string): string =>
  /[\uD800-\uFFFF]/.test(text)
    ? text.replace(/[\uD800-\uFFFF]/g, (unit) => {
        const code = unit.charCodeAt(0);
        return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
      })
    : text;

/** Whether two values are the same; the order within sets and maps says nothing. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if ('S' in a) return 'S' in b && a.S === b.S;
  if ('N' in a) return 'N' in b && a.N === b.N;
  if ('B' in a) return 'B' in b && a.B === b.B;
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL;
  if ('NULL' in a) return 'NULL' in b;
  if ('M' in a) return 'M' in b && equalMaps(a.M, b.M);
  if ('L' in a) {
    if (!('L' in b) || a.L.length !== b.L.length) return false;
    const others = b.L;
    return a.L.every((each, i) => {
      const other = others[i];
      return other !== undefined && equal(each, other);
    });
  }
  const x = setMembers(a);
  const y = setMembers(b);
  if (!x || x.type !== y?.type || x.members.length !== y.members.length) return false;
  const members = new Set(y.members);
  return x.members.every((each) => members.has(each));
}

function equalMaps(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [x, y] = [own(a, name), own(b, name)];
      return x !== undefined && y !== undefined && equal(x, y);
    })
  );
}

/** Negative, zero or positive as a is before, equal to or after b; undefined when they have no common order. */
export function order(a: Value, b: Value): number | undefined {
  if (typeOf(a) !== typeOf(b)) return undefined;
  const x = sortable(a);
  const y = sortable(b);
  if (x === undefined || y === undefined) return undefined;
  return x < y ? -1 : x > y ? 1 : 0;
}
