import { Buffer } from 'node:buffer';
import { type Bindings, boundValue } from './bindings.ts';
import { equal, order, sortable } from './compare.ts';
import type { Comparator, Condition, Operand } from './condition-parse.ts';
import { resolve, valueAt } from './path.ts';
import { type Item, setMembers, type Value } from './value.ts';

/** Whether a condition holds for an item; an absent item is an empty one. */
export function holds(condition: Condition, item: Item, bindings: Bindings): boolean {
  const value = (operand: Operand): Value | undefined => evaluate(operand, item, bindings);
  switch (condition.kind) {
    case 'or':
      return condition.parts.some((part) => holds(part, item, bindings));
    case 'and':
      return condition.parts.every((part) => holds(part, item, bindings));
    case 'not':
      return !holds(condition.of, item, bindings);
    case 'exists':
      return (valueAt(item, resolve(condition.path, bindings)) !== undefined) === condition.wanted;
    case 'compare':
      return compare(condition.op, value(condition.a), value(condition.b));
    case 'between': {
      const of = value(condition.of);
      return compare('>=', of, value(condition.low)) && compare('<=', of, value(condition.high));
    }
    case 'in': {
      const of = value(condition.of);
      return condition.list.some((member) => compare('=', of, value(member)));
    }
    case 'attribute_type': {
      const [of, type] = [value(condition.a), value(condition.b)];
      return of !== undefined && type !== undefined && 'S' in type && type.S in of;
    }
    case 'begins_with':
      return beginsWith(value(condition.a), value(condition.b));
    case 'contains':
      return contains(value(condition.a), value(condition.b));
  }
}

function evaluate(operand: Operand, item: Item, bindings: Bindings): Value | undefined {
  if (operand.kind === 'value') return boundValue(operand.ref, bindings);
  if (operand.kind === 'path') return valueAt(item, resolve(operand.path, bindings));
  const of = evaluate(operand.of, item, bindings);
  const size = of && sizeOf(of);
  return size === undefined ? undefined : { N: String(size) };
}

function sizeOf(value: Value): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return setMembers(value)?.members.length;
}

/** Values of different types have no order and are not equal; what is absent is unequal to everything. */
function compare(op: Comparator, a: Value | undefined, b: Value | undefined): boolean {
  const both = a !== undefined && b !== undefined;
  if (op === '=') return both && equal(a, b);
  if (op === '<>') return !(both && equal(a, b));
  const sign = both ? order(a, b) : undefined;
  if (sign === undefined) return false;
  if (op === '<') return sign < 0;
  if (op === '<=') return sign <= 0;
  return op === '>' ? sign > 0 : sign >= 0;
}

/** Strings and binaries; unit by unit, their sortable forms begin alike as they do. */
function beginsWith(of: Value | undefined, start: Value | undefined): boolean {
  if (!of || !start || 'N' in of || 'N' in start) return false;
  if ('S' in of !== 'S' in start) return false;
  const [whole, part] = [sortable(of), sortable(start)];
  return whole !== undefined && part !== undefined && whole.startsWith(part);
}

function contains(of: Value | undefined, part: Value | undefined): boolean {
  if (!of || !part) return false;
  if ('S' in of) return 'S' in part && of.S.includes(part.S);
  if ('B' in of) return 'B' in part && (sortable(of) ?? '').includes(sortable(part) ?? '');
  if ('L' in of) return of.L.some((each) => equal(each, part));
  if ('SS' in of) return 'S' in part && of.SS.includes(part.S);
  if ('NS' in of) return 'N' in part && of.NS.includes(part.N);
  return 'BS' in of && 'B' in part && of.BS.includes(part.B);
}
