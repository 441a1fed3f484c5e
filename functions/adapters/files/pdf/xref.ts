import { damaged, GivenUp, type Work } from '../work.ts';
import { lexer } from './lexer.ts';
import { objectAt } from './objectAt.ts';
import { decoded } from './streams.ts';
import { isA, isList, type PdfDict, type PdfValue } from './values.ts';

/** Where an object stands: at a byte of the file, or as the n-th of an object stream. */
export type Place =
  | { readonly at: number; readonly gen: number }
  | { readonly inside: number; readonly index: number };

export interface CrossReference {
  /** Of the newest revision. */
  readonly places: ReadonlyMap<number, Place>;
  /** The trailers, the newest first. */
  readonly trailers: readonly PdfDict[];
  /** What older revisions said about objects that stand elsewhere now. */
  readonly superseded: readonly { readonly num: number; readonly at: number }[];
}

/** Follows the chain of cross-reference sections from the newest to the oldest (ISO 32000-1, 7.5.4 and 7.5.8). */
export const crossReference = (bytes: Buffer, start: number, work: Work): CrossReference => {
  const places = new Map<number, Place>();
  const freed = new Set<number>();
  const superseded: { num: number; at: number }[] = [];
  const trailers: PdfDict[] = [];
  const pending = [start];
  const seen = new Set<number>();
  let count = 0;
  const put = (num: number, place: Place | undefined): void => {
    count += 1;
    if (count > work.limits.maxObjects)
      throw new GivenUp('work-limit', `more than ${work.limits.maxObjects} objects`);
    if (!place) {
      if (!places.has(num)) freed.add(num);
    } else if (places.has(num) || freed.has(num)) {
      if ('at' in place) superseded.push({ num, at: place.at });
    } else places.set(num, place);
  };
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const dict = section(bytes, at, work, put);
    trailers.push(dict);
    const [hybrid, previous] = [dict.entries.get('XRefStm'), dict.entries.get('Prev')];
    if (typeof hybrid === 'number') pending.push(hybrid);
    if (typeof previous === 'number') pending.push(previous);
  }
  return { places, trailers, superseded };
};

type Put = (num: number, place: Place | undefined) => void;

const section = (bytes: Buffer, at: number, work: Work, put: Put): PdfDict => {
  if (at <= 0 || at >= bytes.length) throw damaged('the cross-reference table is not where it should be');
  const reader = lexer(bytes, work, at);
  return reader.takes('xref') ? table(reader, put) : stream(bytes, at, work, put);
};

const table = (reader: ReturnType<typeof lexer>, put: Put): PdfDict => {
  while (!reader.takes('trailer')) {
    let first = reader.integer();
    const size = reader.integer();
    for (let index = 0; index < size; index += 1) {
      const [at, gen] = [reader.integer(), reader.integer()];
      const isUsed = reader.takes('n');
      if (!isUsed && !reader.takes('f')) throw damaged('the cross-reference table cannot be read');
      // Some writers begin to count at 1 with the head of the list of free objects, which is 0.
      if (index === 0 && first === 1 && !isUsed && gen === 65535) first = 0;
      put(first + index, isUsed && at > 0 ? { at, gen } : undefined);
    }
  }
  const dict = reader.next();
  if (!isA(dict, 'dict')) throw damaged('the trailer cannot be read');
  return dict;
};

const stream = (bytes: Buffer, at: number, work: Work, put: Put): PdfDict => {
  const found = objectAt(bytes, at, work, () => undefined)?.value;
  if (!isA(found, 'stream')) throw damaged('the cross-reference table is not where it should be');
  const { entries } = found.dict;
  const widths = numbers(entries.get('W'));
  const [kindWidth = 0, firstWidth = 0, secondWidth = 0] = widths;
  const row = kindWidth + firstWidth + secondWidth;
  const data = decoded(found, (value) => value, work);
  if (widths.length < 3 || row === 0 || row > 32 || !data)
    throw damaged('the cross-reference stream cannot be read');
  const size = entries.get('Size');
  const index = entries.has('Index')
    ? numbers(entries.get('Index'))
    : [0, typeof size === 'number' ? size : 0];
  let position = 0;
  const field = (width: number, missing: number): number => {
    let result = width === 0 ? missing : 0;
    for (let each = 0; each < width; each += 1) result = result * 256 + (data[position + each] ?? 0);
    position += width;
    return result;
  };
  for (let pair = 0; pair < index.length; pair += 2) {
    for (let nth = 0; nth < (index[pair + 1] ?? 0) && position + row <= data.length; nth += 1) {
      const [kind, first, second] = [field(kindWidth, 1), field(firstWidth, 0), field(secondWidth, 0)];
      const num = (index[pair] ?? 0) + nth;
      if (kind === 1) put(num, first > 0 ? { at: first, gen: second } : undefined);
      else put(num, kind === 2 ? { inside: first, index: second } : undefined);
    }
  }
  return found.dict;
};

const numbers = (value: PdfValue | undefined): number[] =>
  isList(value) ? value.flatMap((each) => (typeof each === 'number' ? [each] : [])) : [];
