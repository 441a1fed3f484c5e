import { createHash } from 'node:crypto';
import jsonata from 'jsonata';

/** Where expressions take time and chance from. */
export interface Ambient {
  now: () => number;
  random: () => number;
}

const HASHES = new Set(['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);
const fromMillis = jsonata('$fromMillis($at, $picture, $timezone)');

/** The functions AWS adds to JSONata, and those of JSONata that must follow the injected clock and chance. */
export function functions(ambient: Ambient): Record<string, (...args: unknown[]) => unknown> {
  return {
    millis: () => ambient.now(),
    now: (picture, timezone) => fromMillis.evaluate(undefined, { at: ambient.now(), picture, timezone }),
    random: (seed) => (seed === undefined ? ambient.random() : seeded(number(seed, 'seed'))),
    uuid: () => uuid(ambient.random),
    partition: (array, size) => partition(array, number(size, 'size')),
    range: (first, last, step) => range(number(first, 'first'), number(last, 'last'), number(step, 'delta')),
    hash: (data, algorithm) => hash(data, algorithm),
    parse: (text) => parse(text),
    eval: () => {
      throw new Error('$eval is not supported in Step Functions; use $parse');
    },
  };
}

/** A version 4 UUID from the given source of chance. */
export function uuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new Error(`The argument '${name}' must be a number`);
  return value;
}

function partition(array: unknown, size: number): unknown[][] {
  if (!Array.isArray(array)) throw new Error('The first argument of $partition must be an array');
  const step = Math.floor(size);
  if (step < 1) throw new Error('The chunk size of $partition must be a positive integer');
  return Array.from({ length: Math.ceil(array.length / step) }, (_, i) =>
    array.slice(i * step, (i + 1) * step),
  );
}

/** Gives a JSONata sequence, as AWS's does: one number alone is no array, none is nothing. */
function range(first: number, last: number, step: number): number[] | number | undefined {
  if (step === 0) throw new Error('The delta of $range must not be 0');
  const count = Math.floor((last - first) / step) + 1;
  if (count > 1000) throw new Error('$range must not give more than 1000 items');
  const numbers = Array.from({ length: Math.max(0, count) }, (_, i) => first + i * step);
  return numbers.length > 1 ? numbers : numbers[0];
}

function hash(data: unknown, algorithm: unknown): string {
  const name = typeof algorithm === 'string' ? algorithm : 'SHA-256';
  if (!HASHES.has(name)) throw new Error(`$hash does not know the algorithm ${name}`);
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return createHash(name.replace('-', '').toLowerCase())
    .update(text ?? '')
    .digest('hex');
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') throw new Error('The argument of $parse must be a string');
  return JSON.parse(text);
}

/** The same seed always gives the same number in [0, 1). */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}
