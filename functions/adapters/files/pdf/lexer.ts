import { damaged, type Work } from '../work.ts';
import { isA, type PdfDict, type PdfName, type PdfText, type PdfValue, type PdfWord } from './values.ts';

const code = (text: string): number => text.charCodeAt(0);
const [SLASH, OPEN, LESS, GREATER] = ['/', '(', '<', '>'].map(code);
const [LEFT, RIGHT, PERCENT, BACKSLASH] = ['[', ']', '%', '\\'].map(code);

const space = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) space[byte] = 1;
const delimiter = new Uint8Array(256);
for (const each of '()<>[]{}/%') delimiter[code(each)] = 1;
/** What ends, nests or escapes in a string. */
const marksText = new Uint8Array(256);
for (const each of '()\\') marksText[code(each)] = 1;
export const isSpace = (byte: number | undefined): boolean => byte !== undefined && space[byte] === 1;
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && space[byte] === 0 && delimiter[byte] === 0;

/** Reads PDF values one after the other (ISO 32000-1, 7.2 and 7.3). Never reads beyond its bytes. */
export interface Lexer {
  at: number;
  readonly bytes: Buffer;
  /** Undefined at the end. */
  next(): PdfValue | undefined;
  /** The next whole number; throws when there is none. */
  integer(): number;
  /** Whether the next token is this word; it is read only then. */
  takes(word: string): boolean;
}

/** The same name is one object, however often it stands in the file. */
const MANY_NAMES = 20_000;
const interned = new WeakMap<Work, Map<string, PdfName>>();
const namesOf = (work: Work): Map<string, PdfName> => {
  const names = interned.get(work) ?? new Map<string, PdfName>();
  interned.set(work, names);
  return names;
};
/** A string with more escapes than that is read to its end and not kept whole. */
const MANY_PARTS = 8192;

/** In page contents there are no references, so that two numbers before an R are not taken for one. */
export const lexer = (bytes: Buffer, work: Work, start = 0, references = true): Lexer => {
  let depth = 0;
  const names = namesOf(work);
  const self: Lexer = {
    at: start,
    bytes,
    next: () => {
      skip();
      return self.at >= bytes.length ? undefined : value();
    },
    integer: () => {
      skip();
      const word = regular();
      if (!/^\d{1,15}$/.test(word)) throw damaged(`a number is missing at byte ${self.at}`);
      return Number(word);
    },
    takes: (word) => {
      const before = self.at;
      skip();
      if (regular() === word) return true;
      self.at = before;
      return false;
    },
  };

  const skip = (): void => {
    const from = self.at;
    skipAll();
    if (self.at > from + 16) work.passed(self.at - from);
  };

  const skipAll = (): void => {
    for (;;) {
      while (space[bytes[self.at] ?? 255] === 1) self.at += 1;
      if (bytes[self.at] !== PERCENT) return;
      while (self.at < bytes.length && bytes[self.at] !== 10 && bytes[self.at] !== 13) self.at += 1;
    }
  };

  const regular = (): string => {
    const from = self.at;
    while (isRegular(bytes[self.at])) self.at += 1;
    return bytes.toString('latin1', from, self.at);
  };

  const value = (): PdfValue => {
    work.step();
    // Operands of page contents are let go; everything else stays as long as the document is open.
    if (references) work.keep();
    const byte = bytes[self.at];
    if (byte === SLASH) return name();
    if (byte === OPEN) return literal();
    if (byte === LESS) return bytes[self.at + 1] === LESS ? nested(dict) : hex();
    if (byte === LEFT) return nested(list);
    const word = regular();
    if (word === '') {
      // A delimiter that closes nothing stands for itself.
      self.at += 1;
      return { kind: 'word', word: String.fromCharCode(byte ?? 0) };
    }
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word))
      return references && /^\d+$/.test(word) ? reference(word) : Number(word);
    return keyword(word);
  };

  const reference = (word: string): PdfValue => {
    const after = self.at;
    skip();
    const gen = regular();
    if (/^\d{1,5}$/.test(gen)) {
      skip();
      if (regular() === 'R') return { kind: 'ref', num: Number(word), gen: Number(gen) };
    }
    self.at = after;
    return Number(word);
  };

  const name = (): PdfName => {
    self.at += 1;
    const escapedName = regular();
    const known = names.get(escapedName);
    if (known) return known;
    const text = escapedName.replace(/#([0-9a-f]{2})/gi, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
    const result: PdfName = { kind: 'name', name: text };
    if (names.size < MANY_NAMES) names.set(escapedName, result);
    return result;
  };

  const literal = (): PdfText => {
    self.at += 1;
    const begin = self.at;
    const parts: string[] = [];
    let open = 1;
    let from = begin;
    // Strings without an end are read again and again in a hostile file: the index stays a local number.
    for (let at = begin; at < bytes.length; at += 1) {
      if (marksText[bytes[at] ?? 0] === 0) continue;
      if (bytes[at] === BACKSLASH) {
        const before = bytes.toString('latin1', from, at);
        self.at = at;
        const meant = escaped();
        if (parts.length < MANY_PARTS) parts.push(before, meant);
        from = self.at;
        at = from - 1;
        continue;
      }
      open += bytes[at] === OPEN ? 1 : -1;
      if (open > 0) continue;
      parts.push(bytes.toString('latin1', from, at));
      self.at = at + 1;
      work.passed(at - begin);
      return { kind: 'text', bytes: parts.join('') };
    }
    self.at = bytes.length;
    work.passed(bytes.length - begin);
    throw damaged('a string has no end');
  };

  /** What stands for a backslash and what follows; `at` is moved behind it. */
  const escaped = (): string => {
    const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', self.at + 1, self.at + 4))?.[0];
    if (octal !== undefined) {
      self.at += 1 + octal.length;
      return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    }
    const character = bytes.toString('latin1', self.at + 1, self.at + 2);
    self.at += character === '\r' && bytes[self.at + 2] === 10 ? 3 : 2;
    return escapes[character] ?? character;
  };

  const hex = (): PdfText => {
    const end = bytes.indexOf(GREATER ?? 0, self.at);
    work.passed((end < 0 ? bytes.length : end) - self.at);
    if (end < 0) throw damaged('a string has no end');
    const digits = bytes.toString('latin1', self.at + 1, end).replace(/[^0-9a-fA-F]/g, '');
    self.at = end + 1;
    return {
      kind: 'text',
      bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1'),
    };
  };

  const nested = <Value>(read: () => Value): Value => {
    depth += 1;
    if (depth > work.limits.maxDepth) throw damaged('values are nested too deeply');
    const result = read();
    depth -= 1;
    return result;
  };

  const list = (): readonly PdfValue[] => {
    self.at += 1;
    const values: PdfValue[] = [];
    for (;;) {
      skip();
      if (self.at >= bytes.length) throw damaged('a list has no end');
      if (bytes[self.at] === RIGHT) {
        self.at += 1;
        return values;
      }
      values.push(value());
    }
  };

  const dict = (): PdfDict => {
    self.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      skip();
      if (self.at >= bytes.length) throw damaged('a dictionary has no end');
      if (bytes[self.at] === GREATER && bytes[self.at + 1] === GREATER) {
        self.at += 2;
        return { kind: 'dict', entries };
      }
      const key = value();
      if (!isA(key, 'name')) throw damaged(`a dictionary has no name at byte ${self.at}`);
      skip();
      // A key whose value is missing is the last one of a sloppy writer.
      if (bytes[self.at] !== GREATER || bytes[self.at + 1] !== GREATER) entries.set(key.name, value());
    }
  };
  return self;
};

const keyword = (word: string): PdfValue => {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  return { kind: 'word', word } satisfies PdfWord;
};

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\r': '', '\n': '' },
};
