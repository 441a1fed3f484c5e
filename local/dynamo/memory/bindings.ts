import { invalid } from './errors.ts';
import type { Parsed } from './lexer.ts';
import { own, readValue, type Value } from './value.ts';

/** What the `#names` and `:values` of the expressions of one request stand for. */
export interface Bindings {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Value>>;
}

interface Given {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/** Reads the names and values of a request: what the expressions mention must be there, and nothing else. */
export function bind(given: Given, expressions: readonly (Parsed<unknown> | undefined)[]): Bindings {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: raw = {} } = given;
  const parsed = expressions.filter((each) => each !== undefined);
  check('ExpressionAttributeNames', given.ExpressionAttributeNames, 'name', (each) => each.names, parsed);
  check('ExpressionAttributeValues', given.ExpressionAttributeValues, 'value', (each) => each.values, parsed);
  const values: Record<string, Value> = {};
  for (const ref of Object.keys(raw)) values[ref] = readValue(raw[ref]);
  return { names, values };
}

function check(
  parameter: string,
  given: Readonly<Record<string, unknown>> | undefined,
  what: string,
  usedBy: (expression: Parsed<unknown>) => ReadonlySet<string>,
  expressions: readonly Parsed<unknown>[],
): void {
  if (given && expressions.length === 0)
    throw invalid(`${parameter} can only be specified when using expressions`);
  const refs = Object.keys(given ?? {});
  if (given && refs.length === 0) throw invalid(`${parameter} must not be empty`);
  for (const expression of expressions)
    for (const ref of usedBy(expression))
      if (own(given ?? {}, ref) === undefined)
        throw invalid(
          `Invalid ${expression.kind}: An expression attribute ${what} used in expression is not defined; attribute ${what}: ${ref}`,
        );
  const unused = refs.filter((ref) => !expressions.some((each) => usedBy(each).has(ref)));
  if (unused.length > 0)
    throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}

/** What a `:value` stands for. */
export function boundValue(ref: string, { values }: Bindings): Value {
  const value = own(values, ref);
  if (value === undefined) throw new Error(`${ref} was not checked`);
  return value;
}
