import type { Work } from '../work.ts';
import { damaged } from '../work.ts';
import { isSpace, lexer } from './lexer.ts';
import { isA, type PdfDict, type PdfRef, type PdfValue } from './values.ts';

export interface Found {
  readonly num: number;
  readonly value: PdfValue;
  /** The byte behind it. */
  readonly end: number;
}

/** Reads the object that begins at a byte; undefined when none does. */
export const objectAt = (
  bytes: Buffer,
  at: number,
  work: Work,
  lengthOf: (reference: PdfRef) => number | undefined,
): Found | undefined => {
  const head = /^\s*(\d{1,10})\s+(\d{1,5})\s+obj/.exec(bytes.toString('latin1', at, at + 64));
  if (!head) return undefined;
  const reader = lexer(bytes, work, at + head[0].length);
  const num = Number(head[1]);
  const value = reader.next();
  if (value === undefined) throw damaged(`object ${num} has no end`);
  // `1 0 obj endobj` is an object without a value.
  if (isA(value, 'word')) return { num, value: null, end: reader.at };
  if (!isA(value, 'dict') || !reader.takes('stream')) {
    reader.takes('endobj');
    return { num, value, end: reader.at };
  }
  const start = bytes[reader.at] === 13 && bytes[reader.at + 1] === 10 ? reader.at + 2 : reader.at + 1;
  const end = streamEnd(bytes, start, value, work, lengthOf);
  if (end === undefined) throw damaged(`the stream of object ${num} has no end`);
  const after = lexer(bytes, work, end);
  after.takes('endstream');
  after.takes('endobj');
  return { num, value: { kind: 'stream', dict: value, data: bytes.subarray(start, end) }, end: after.at };
};

/** The stated length when `endstream` follows it; else up to the next `endstream`, as viewers do. */
const streamEnd = (
  bytes: Buffer,
  start: number,
  { entries }: PdfDict,
  work: Work,
  lengthOf: (reference: PdfRef) => number | undefined,
): number | undefined => {
  const stated = entries.get('Length');
  const length = isA(stated, 'ref') ? lengthOf(stated) : stated;
  if (typeof length === 'number' && length >= 0 && start + length <= bytes.length) {
    let at = start + length;
    while (at < start + length + 4 && isSpace(bytes[at])) at += 1;
    if (bytes.toString('latin1', at, at + 9) === 'endstream') return start + length;
  }
  const found = bytes.indexOf('endstream', start, 'latin1');
  work.passed((found < 0 ? bytes.length : found) - start);
  return found < 0 ? undefined : found;
};
