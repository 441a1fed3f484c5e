import { type Bindings, boundValue } from './bindings.ts';
import { order } from './compare.ts';
import type { Condition, Operand } from './condition-parse.ts';
import { invalid } from './errors.ts';
import { resolve } from './path.ts';
import { type KeyAttribute, keyPart } from './schema.ts';
import type { Bound } from './sorted.ts';
import type { Value } from './value.ts';

/** A stretch of the entries of a table or index. */
export interface Range {
  readonly low: Bound;
  readonly high: Bound;
}

const unsupported = () => invalid('Query key condition not supported');

/** The stretch that a key condition means: one partition, and in it what a condition on the sort key says. */
export function rangeOf(condition: Condition, keys: readonly KeyAttribute[], bindings: Bindings): Range {
  const parts = flat(condition);
  const [hash, range] = keys;
  const about = (key: KeyAttribute | undefined): Condition[] =>
    parts.filter((part) => key && nameIn(part, bindings) === key.name);
  const [own, ...more] = about(hash);
  if (!hash || own?.kind !== 'compare' || own.op !== '=' || more.length > 0)
    throw invalid(`Query condition missed key schema element: ${hash?.name ?? ''}`);
  const partition = keyPart(hash, literal(own.b, bindings));
  const rest = parts.filter((part) => part !== own);
  const [only] = about(range);
  if (rest.length === 0) return whole([partition]);
  if (!range || rest.length > 1 || !only)
    throw range && rest.length === 1
      ? invalid(`Query condition missed key schema element: ${range.name}`)
      : unsupported();
  return stretch(only, range, partition, bindings);
}

const whole = (key: readonly string[]): Range => ({ low: { key, side: -1 }, high: { key, side: 1 } });

function stretch(condition: Condition, key: KeyAttribute, partition: string, bindings: Bindings): Range {
  const part = (operand: Operand): string => keyPart(key, literal(operand, bindings));
  const at = (text: string, side: -1 | 1): Bound => ({ key: [partition, text], side });
  const { low, high } = whole([partition]);
  switch (condition.kind) {
    case 'between': {
      const [from, to] = [literal(condition.low, bindings), literal(condition.high, bindings)];
      if ((order(from, to) ?? 1) > 0)
        throw invalid(
          'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
        );
      return { low: at(keyPart(key, from), -1), high: at(keyPart(key, to), 1) };
    }
    case 'begins_with': {
      const prefix = part(condition.b);
      if (key.type === 'N')
        throw invalid('Invalid KeyConditionExpression: Incorrect operand type for begins_with');
      return { low: at(prefix, -1), high: beyond(prefix, partition) };
    }
    case 'compare': {
      const text = part(condition.b);
      if (condition.op === '=') return { low: at(text, -1), high: at(text, 1) };
      if (condition.op === '<') return { low, high: at(text, -1) };
      if (condition.op === '<=') return { low, high: at(text, 1) };
      if (condition.op === '>') return { low: at(text, 1), high };
      if (condition.op === '>=') return { low: at(text, -1), high };
      throw unsupported();
    }
    default:
      throw unsupported();
  }
}

/** The end of everything that begins with a prefix: the prefix with its last unit one higher. */
function beyond(prefix: string, partition: string): Bound {
  const last = prefix.charCodeAt(prefix.length - 1);
  if (Number.isNaN(last)) return { key: [partition], side: 1 };
  if (last === 0xffff) return beyond(prefix.slice(0, -1), partition);
  return { key: [partition, prefix.slice(0, -1) + String.fromCharCode(last + 1)], side: -1 };
}

const flat = (condition: Condition): Condition[] =>
  condition.kind === 'and' ? condition.parts.flatMap(flat) : [condition];

/** The attribute that a part of a key condition is about. */
function nameIn(part: Condition, bindings: Bindings): string {
  const operand =
    part.kind === 'compare' || part.kind === 'begins_with'
      ? part.a
      : part.kind === 'between'
        ? part.of
        : undefined;
  if (operand?.kind !== 'path') throw unsupported();
  const [name, ...deeper] = resolve(operand.path, bindings);
  if (typeof name !== 'string' || deeper.length > 0) throw unsupported();
  return name;
}

function literal(operand: Operand, bindings: Bindings): Value {
  if (operand.kind !== 'value') throw unsupported();
  return boundValue(operand.ref, bindings);
}
