/** Event patterns of EventBridge rules and of stream filters: the operators the product uses; others refuse the boot. */
import { isRecord } from '../template/json.ts';

const OPERATORS = new Set(['prefix', 'suffix', 'exists', 'anything-but']);

/** Throws when the pattern uses something that is not supported. */
export function checkPattern(pattern: unknown, path = 'pattern'): void {
  if (Array.isArray(pattern)) {
    for (const matcher of pattern)
      if (isRecord(matcher))
        for (const operator of Object.keys(matcher))
          if (!OPERATORS.has(operator))
            throw new Error(`${path}: operator ${operator} is not supported locally`);
  } else if (isRecord(pattern)) {
    for (const [key, value] of Object.entries(pattern)) {
      if (key === '$or') throw new Error(`${path}: $or is not supported locally`);
      checkPattern(value, `${path}.${key}`);
    }
  } else throw new Error(`${path}: want a list of values or an object`);
}

/** Whether the event satisfies every field of the pattern. */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? event : [event];
    return pattern.some((matcher) => values.some((value) => matchesOne(matcher, value)));
  }
  if (!isRecord(pattern)) return false;
  return Object.entries(pattern).every(([key, value]) =>
    matches(value, isRecord(event) ? event[key] : undefined),
  );
}

function matchesOne(matcher: unknown, value: unknown): boolean {
  // As on AWS: operators work on leaves only, an object matches none of them.
  if (isRecord(value)) return false;
  if (!isRecord(matcher)) return value !== undefined && matcher === value;
  if ('exists' in matcher) return (value !== undefined) === matcher.exists;
  if (typeof matcher.prefix === 'string')
    return typeof value === 'string' && value.startsWith(matcher.prefix);
  if (typeof matcher.suffix === 'string') return typeof value === 'string' && value.endsWith(matcher.suffix);
  const except = matcher['anything-but'];
  if (value === undefined) return false;
  if (isRecord(except)) return !matchesOne(except, value);
  return !(Array.isArray(except) ? except : [except]).includes(value);
}
