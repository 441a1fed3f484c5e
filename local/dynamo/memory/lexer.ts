import { invalid } from './errors.ts';

type TokenType = 'word' | 'name' | 'value' | 'index' | 'symbol' | 'end';
/** A piece of an expression: a word, `#name`, `:value`, a whole number, or a symbol. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
}

const MAX_BYTES = 4096;
const TOKEN =
  /\s*(?:(?<word>[A-Za-z]\w*)|(?<name>#\w+)|(?<value>:\w+)|(?<index>\d+)|(?<symbol><>|<=|>=|[=<>()[\],.+-])|(?<end>$))/y;
const END: Token = { type: 'end', text: '<EOF>' };

/** Reads an expression piece by piece, and remembers which names and values it mentions. */
export class Cursor {
  /** Which parameter this is, for messages: `ConditionExpression`. */
  readonly kind: string;
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  private readonly tokens: Token[];
  private at = 0;

  constructor(kind: string, text: string) {
    this.kind = kind;
    if (text.trim() === '') throw this.wrong('The expression can not be empty;');
    if (text.length > MAX_BYTES)
      throw this.wrong('Expression size has exceeded the maximum allowed size; expression size: 4096');
    this.tokens = this.split(text);
  }

  get next(): Token {
    return this.tokens[this.at] ?? END;
  }

  take(): Token {
    const token = this.next;
    this.at++;
    if (token.type === 'name') this.names.add(token.text);
    if (token.type === 'value') this.values.add(token.text);
    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.type === 'symbol' && token.text === text;
  }

  /** Keywords are known in any case. */
  isWord(keyword: string): boolean {
    return this.next.type === 'word' && this.next.text.toUpperCase() === keyword;
  }

  /** Takes the symbol or keyword if it comes next. */
  accept(text: string): boolean {
    if (!this.isSymbol(text) && !this.isWord(text)) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.syntax();
  }

  /** Whether a function call comes next; function names are known as they are written only. */
  isCall(): boolean {
    return this.next.type === 'word' && this.isSymbol('(', 1);
  }

  end(): void {
    if (this.next.type !== 'end') throw this.syntax();
  }

  syntax(): Error {
    return this.wrong(`Syntax error; token: "${this.next.text}"`);
  }

  wrong(what: string): Error {
    return invalid(`Invalid ${this.kind}: ${what}`);
  }

  private split(text: string): Token[] {
    const tokens: Token[] = [];
    for (TOKEN.lastIndex = 0; ; ) {
      const start = TOKEN.lastIndex;
      const groups = TOKEN.exec(text)?.groups;
      if (!groups) throw this.wrong(`Syntax error; token: "${text.slice(start, start + 10).trim()}"`);
      const { word, name, value, index, symbol } = groups;
      if (word !== undefined) tokens.push({ type: 'word', text: word });
      else if (name !== undefined) tokens.push({ type: 'name', text: name });
      else if (value !== undefined) tokens.push({ type: 'value', text: value });
      else if (index !== undefined) tokens.push({ type: 'index', text: index });
      else if (symbol !== undefined) tokens.push({ type: 'symbol', text: symbol });
      else return tokens;
    }
  }
}

/** An expression ready for use, with the `#names` and `:values` that it mentions. */
export interface Parsed<T> {
  readonly kind: string;
  readonly tree: T;
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const KEPT = 2000;

/** A parser that remembers what it has parsed: a product has few expressions and uses them often. */
export function cachedParser<T>(read: (cursor: Cursor) => T): (kind: string, text: string) => Parsed<T> {
  const cache = new Map<string, Parsed<T>>();
  return (kind, text) => {
    const id = `${kind} ${text}`;
    const known = cache.get(id);
    if (known) return known;
    const cursor = new Cursor(kind, text);
    const tree = read(cursor);
    cursor.end();
    const parsed = { kind, tree, names: cursor.names, values: cursor.values };
    if (cache.size >= KEPT) cache.clear();
    cache.set(id, parsed);
    return parsed;
  };
}
