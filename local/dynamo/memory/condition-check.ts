import { type Bindings, boundValue } from './bindings.ts';
import { order } from './compare.ts';
import type { Condition, Operand } from './condition-parse.ts';
import { invalid } from './errors.ts';
import { resolve } from './path.ts';
import { typeOf } from './value.ts';

const ORDERED = ['S', 'N', 'B'];
const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'];
const SIZED = TYPES.filter((type) => !['N', 'BOOL', 'NULL'].includes(type));

/** Refuses conditions that could make no sense for any item: values of the wrong type, a comparison of something with itself. */
export function checkCondition(kind: string, condition: Condition, bindings: Bindings): void {
  const wrong = (what: string): Error => invalid(`Invalid ${kind}: ${what}`);
  const typed = (name: string, operand: Operand, types: readonly string[]): void => {
    const type = operand.kind === 'value' ? typeOf(boundValue(operand.ref, bindings)) : sizedType(operand);
    if (type !== undefined && !types.includes(type))
      throw wrong(
        `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
      );
  };
  const sizedType = (operand: Operand): string | undefined => {
    if (operand.kind === 'size') typed('size', operand.of, SIZED);
    return operand.kind === 'size' ? 'N' : undefined;
  };
  const distinct = (name: string, first: Operand, ...rest: Operand[]): void => {
    if (rest.some((each) => same(first, each, bindings)))
      throw wrong(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}`,
      );
  };
  switch (condition.kind) {
    case 'or':
    case 'and':
      for (const part of condition.parts) checkCondition(kind, part, bindings);
      return;
    case 'not':
      checkCondition(kind, condition.of, bindings);
      return;
    case 'exists':
      return;
    case 'compare': {
      const { op, a, b } = condition;
      distinct(op, a, b);
      for (const each of [a, b]) typed(op, each, op === '=' || op === '<>' ? TYPES : ORDERED);
      return;
    }
    case 'between': {
      const { of, low, high } = condition;
      for (const each of [of, low, high]) typed('BETWEEN', each, ORDERED);
      if (low.kind !== 'value' || high.kind !== 'value') return;
      const sign = order(boundValue(low.ref, bindings), boundValue(high.ref, bindings));
      if (sign === undefined)
        throw wrong('The BETWEEN operator requires same data type for lower and upper bounds');
      if (sign > 0)
        throw wrong('The BETWEEN operator requires upper bound to be greater than or equal to lower bound');
      return;
    }
    case 'in':
      distinct('IN', condition.of, ...condition.list);
      for (const each of [condition.of, ...condition.list]) typed('IN', each, TYPES);
      return;
    case 'attribute_type': {
      typed('attribute_type', condition.b, ['S']);
      const { b } = condition;
      const type = b.kind === 'value' ? boundValue(b.ref, bindings) : undefined;
      if (!type || !('S' in type) || !TYPES.includes(type.S))
        throw wrong('Invalid attribute type name found; valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}');
      return;
    }
    case 'begins_with':
      distinct('begins_with', condition.a, condition.b);
      for (const each of [condition.a, condition.b]) typed('begins_with', each, ['S', 'B']);
      return;
    case 'contains':
      distinct('contains', condition.a, condition.b);
      typed(
        'contains',
        condition.a,
        SIZED.filter((type) => type !== 'M'),
      );
      typed('contains', condition.b, TYPES);
  }
}

function same(a: Operand, b: Operand, bindings: Bindings): boolean {
  if (a.kind === 'size') return b.kind === 'size' && same(a.of, b.of, bindings);
  if (a.kind === 'value') return b.kind === 'value' && a.ref === b.ref;
  if (b.kind !== 'path') return false;
  const [x, y] = [resolve(a.path, bindings), resolve(b.path, bindings)];
  return x.length === y.length && x.every((step, i) => step === y[i]);
}
