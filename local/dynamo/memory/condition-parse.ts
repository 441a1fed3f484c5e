import { type Cursor, cachedParser } from './lexer.ts';
import { type Path, readPath } from './path.ts';

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly ref: string }
  | { readonly kind: 'size'; readonly of: Operand };
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Condition =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly op: Comparator; readonly a: Operand; readonly b: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path; readonly wanted: boolean }
  | { readonly kind: FunctionName; readonly a: Operand; readonly b: Operand };
type FunctionName = 'attribute_type' | 'begins_with' | 'contains';

const COMPARATORS: readonly Comparator[] = ['=', '<>', '<=', '>=', '<', '>'];
const FUNCTIONS: readonly FunctionName[] = ['attribute_type', 'begins_with', 'contains'];
const MAX_IN = 100;

/** Reads conditions, filters and key conditions. */
export const parseCondition = cachedParser((cursor) => new ConditionParser(cursor).or());

/** Every path that a condition mentions. */
export function pathsOf(condition: Condition): Path[] {
  const of = (...operands: Operand[]): Path[] =>
    operands.flatMap((each) =>
      each.kind === 'path' ? [each.path] : each.kind === 'size' ? of(each.of) : [],
    );
  switch (condition.kind) {
    case 'or':
    case 'and':
      return condition.parts.flatMap(pathsOf);
    case 'not':
      return pathsOf(condition.of);
    case 'exists':
      return [condition.path];
    case 'between':
      return of(condition.of, condition.low, condition.high);
    case 'in':
      return of(condition.of, ...condition.list);
    default:
      return of(condition.a, condition.b);
  }
}

class ConditionParser {
  private readonly cursor: Cursor;
  /** What the last parentheses held: they may not be doubled. */
  private enclosed: Condition | undefined;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  or(): Condition {
    return this.list('or', () => this.list('and', () => this.not()));
  }

  private list(kind: 'or' | 'and', part: () => Condition): Condition {
    const first = part();
    const parts = [first];
    while (this.cursor.accept(kind.toUpperCase())) parts.push(part());
    return parts.length === 1 ? first : { kind, parts };
  }

  private not(): Condition {
    return this.cursor.accept('NOT') ? { kind: 'not', of: this.not() } : this.primary();
  }

  private primary(): Condition {
    const { cursor } = this;
    if (cursor.accept('(')) {
      const inner = this.or();
      if (inner === this.enclosed) throw cursor.wrong('The expression has redundant parentheses;');
      cursor.expect(')');
      this.enclosed = inner;
      return inner;
    }
    if (cursor.isCall() && cursor.next.text !== 'size') return this.call();
    const of = this.operand();
    if (cursor.accept('BETWEEN')) {
      const low = this.operand();
      cursor.expect('AND');
      return { kind: 'between', of, low, high: this.operand() };
    }
    if (cursor.accept('IN')) return { kind: 'in', of, list: this.members() };
    const op = COMPARATORS.find((each) => cursor.accept(each));
    if (!op) throw cursor.syntax();
    return { kind: 'compare', op, a: of, b: this.operand() };
  }

  private members(): Operand[] {
    this.cursor.expect('(');
    const list = [this.operand()];
    while (this.cursor.accept(',')) list.push(this.operand());
    this.cursor.expect(')');
    if (list.length > MAX_IN)
      throw this.cursor.wrong(
        `The IN operator is provided with too many operands; number of operands: ${list.length}`,
      );
    return list;
  }

  private call(): Condition {
    const { cursor } = this;
    const name = cursor.take().text;
    cursor.expect('(');
    if (name === 'attribute_exists' || name === 'attribute_not_exists') {
      if (cursor.next.type === 'value')
        throw cursor.wrong(`Operator or function requires a document path; operator or function: ${name}`);
      const path = readPath(cursor);
      cursor.expect(')');
      return { kind: 'exists', path, wanted: name === 'attribute_exists' };
    }
    const kind = FUNCTIONS.find((each) => each === name);
    if (!kind) throw cursor.wrong(`Invalid function name; function: ${name}`);
    const a = this.operand();
    cursor.expect(',');
    const b = this.operand();
    cursor.expect(')');
    return { kind, a, b };
  }

  private operand(): Operand {
    const { cursor } = this;
    if (cursor.next.type === 'value') return { kind: 'value', ref: cursor.take().text };
    if (!cursor.isCall()) return { kind: 'path', path: readPath(cursor) };
    if (cursor.next.text !== 'size')
      throw cursor.wrong(
        `The function is not allowed to be used this way in an expression; function: ${cursor.next.text}`,
      );
    cursor.take();
    cursor.expect('(');
    const of = this.operand();
    cursor.expect(')');
    if (of.kind === 'size')
      throw cursor.wrong('The function is not allowed to be used this way in an expression; function: size');
    return { kind: 'size', of };
  }
}
