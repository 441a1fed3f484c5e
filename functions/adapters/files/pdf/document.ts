import { damaged, GivenUp, type Work } from '../work.ts';
import { lexer } from './lexer.ts';
import { type Found, objectAt } from './objectAt.ts';
import { headsIn, readOnce, triedAt } from './scan.ts';
import { decoded } from './streams.ts';
import { isA, type PdfDict, type PdfRef, type PdfStream, type PdfValue } from './values.ts';
import type { CrossReference } from './xref.ts';

/** A PDF whose cross-reference table was read; objects are read when asked for. */
export interface Pdf {
  readonly bytes: Buffer;
  readonly xref: CrossReference;
  /** The value itself, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
  /** An entry of a dictionary, resolved. */
  get(dict: PdfDict, name: string): PdfValue | undefined;
  dict(value: PdfValue | undefined): PdfDict | undefined;
  /** A stream's content behind its filters; undefined for those of images. */
  content(stream: PdfStream): Buffer | undefined;
  /** An entry of the newest trailer that has it. */
  trailer(name: string): PdfValue | undefined;
  /** Every object: of all revisions, of object streams, and what stands between them. */
  objects(): Iterable<{ readonly num: number; readonly value: PdfValue; readonly isOld: boolean }>;
}

interface ObjectStream {
  readonly content: Buffer;
  /** By the number of the object. */
  readonly offsets: ReadonlyMap<number, number>;
}

export const openPdf = (bytes: Buffer, xref: CrossReference, work: Work): Pdf => {
  const known = new Map<number, PdfValue>();
  const streams = new Map<number, ObjectStream>();
  const extents: [from: number, to: number][] = [];
  const reading = new Set<number>();

  const lengthOf = (reference: PdfRef): number | undefined => {
    const length = resolve(reference);
    return typeof length === 'number' ? length : undefined;
  };

  const search = readOnce(bytes, work);
  const starts = new Set<number>();
  const read = (at: number): Found | undefined => {
    starts.add(at);
    const found = objectAt(bytes, at, search, lengthOf);
    if (found) extents.push([at, found.end]);
    return found;
  };

  const load = (num: number): PdfValue => {
    const place = xref.places.get(num);
    if (!place) return null;
    const cached = known.get(num);
    if (cached !== undefined) return cached;
    // An object that needs itself in order to be read (a length, an object stream in itself) is nothing.
    if (reading.has(num)) return null;
    reading.add(num);
    try {
      const value = 'at' in place ? direct(num, place.at) : fromStream(place.inside, num);
      known.set(num, value);
      return value;
    } finally {
      reading.delete(num);
    }
  };

  const direct = (num: number, at: number): PdfValue => {
    const found = read(at);
    if (found?.num !== num) throw damaged(`object ${num} is not where it should be`);
    return found.value;
  };

  const fromStream = (inside: number, num: number): PdfValue => {
    const { content, offsets } = objectStream(inside);
    const at = offsets.get(num);
    if (at === undefined) throw damaged(`object ${num} is not where it should be`);
    return lexer(content, work, at).next() ?? null;
  };

  const objectStream = (num: number): ObjectStream => {
    const cached = streams.get(num);
    if (cached) return cached;
    const opened = unpacked(load(num), num);
    streams.set(num, opened);
    return opened;
  };

  const unpacked = (stream: PdfValue, num: number): ObjectStream => {
    const content = isA(stream, 'stream') && decoded(stream, resolve, work);
    const [size, first] = isA(stream, 'stream')
      ? ['N', 'First'].map((name) => pdf.get(stream.dict, name))
      : [];
    if (!content || typeof size !== 'number' || typeof first !== 'number') {
      throw damaged(`object stream ${num} cannot be read`);
    }
    if (size > work.limits.maxObjects) throw new GivenUp('work-limit', `${size} objects in one stream`);
    const reader = lexer(content, work);
    const offsets = new Map<number, number>();
    for (let count = 0; count < size; count += 1) {
      const each = reader.integer();
      offsets.set(each, first + reader.integer());
    }
    return { content, offsets };
  };

  const resolve = (value: PdfValue | undefined): PdfValue | undefined => {
    let current = value;
    for (let hops = 0; isA(current, 'ref'); hops += 1) {
      if (hops > 32) return null;
      current = load(current.num);
    }
    return current;
  };

  const pdf: Pdf = {
    bytes,
    xref,
    resolve,
    get: (dict, name) => resolve(dict.entries.get(name)),
    dict: (value) => {
      const found = resolve(value);
      return isA(found, 'dict') ? found : isA(found, 'stream') ? found.dict : undefined;
    },
    content: (stream) => decoded(stream, resolve, work),
    trailer: (name) => {
      const holder = xref.trailers.find(({ entries }) => entries.has(name));
      return holder && resolve(holder.entries.get(name));
    },
    *objects() {
      for (const num of xref.places.keys()) yield { num, value: load(num), isOld: false };
      for (const value of xref.trailers) yield { num: 0, value, isOld: false };
      for (const { num, at } of xref.superseded) {
        // Many writers repeat the whole table with each revision.
        const found = starts.has(at) ? undefined : read(at);
        if (found) yield { num, value: found.value, isOld: true };
      }
      // Everything in an object stream, also what no table points to.
      for (const num of xref.places.keys()) {
        const stream = load(num);
        if (!isA(stream, 'stream') || !isObjectStream(stream)) continue;
        const { content, offsets } = unpackedOnce(stream, num);
        for (const [each, at] of offsets) {
          if (known.has(each)) continue;
          const value = lexer(content, work, at).next();
          if (value !== undefined) yield { num: each, value, isOld: true };
        }
      }
      yield* between();
    },
  };

  const unpackedOnce = (stream: PdfStream, num: number): ObjectStream =>
    streams.get(num) ?? unpacked(stream, num);
  const isObjectStream = ({ dict }: PdfStream): boolean => {
    const type = pdf.get(dict, 'Type');
    return isA(type, 'name') && type.name === 'ObjStm';
  };

  /** Objects in the parts of the file that no table points to: a viewer that repairs a file would find them. */
  function* between(): Generator<{ num: number; value: PdfValue; isOld: boolean }> {
    extents.sort(([a], [b]) => a - b);
    let from = 0;
    for (const [start, end] of [...extents, [bytes.length, bytes.length] as const]) {
      if (start > from) yield* strays(from, start);
      from = Math.max(from, end);
    }
  }

  function* strays(from: number, to: number): ReturnType<typeof between> {
    for (const at of headsIn(bytes, from, to, search)) {
      const found = triedAt(bytes, at, search, lengthOf);
      if (found) yield { num: found.num, value: found.value, isOld: true };
    }
  }
  return pdf;
};
