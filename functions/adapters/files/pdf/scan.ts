import { GivenUp, partOf, type Work } from '../work.ts';
import { lexer } from './lexer.ts';
import { type Found, objectAt } from './objectAt.ts';
import { isA, type PdfDict, type PdfRef } from './values.ts';
import type { CrossReference, Place } from './xref.ts';

/** Fewer bytes than a token takes on the average of any file, so that reading every byte once is always allowed. */
const BYTES_OF_A_TOKEN = 2;
const SPARE = 10_000;

/**
 * As much work as reading every object of the file once. In a hostile file objects overlap (a string without an end reaches
 * over all that follow), and each would be read to the end: work that grows with the square of the size.
 */
export const readOnce = (bytes: Buffer, work: Work): Work =>
  partOf(work, bytes.length / BYTES_OF_A_TOKEN + SPARE, 'for objects that overlap');

/** Where objects seem to begin in a part of the file. */
export function* headsIn(bytes: Buffer, from: number, to: number, work: Work): Generator<number> {
  for (
    let at = bytes.indexOf('obj', from, 'latin1');
    at >= 0 && at < to;
    at = bytes.indexOf('obj', at + 3, 'latin1')
  ) {
    work.step();
    const head = /\d{1,10}\s{1,8}\d{1,5}\s{1,8}$/.exec(bytes.toString('latin1', Math.max(from, at - 31), at));
    if (head) yield at - head[0].length;
  }
}

/** What only looks like an object is none. */
export const triedAt = (
  bytes: Buffer,
  at: number,
  work: Work,
  lengthOf: (reference: PdfRef) => number | undefined,
): Found | undefined => orNothing(() => objectAt(bytes, at, work, lengthOf));

const orNothing = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof GivenUp && error.code === 'damaged') return undefined;
    throw error;
  }
};

/**
 * What a viewer that repairs would find in a damaged file: every object by its head, the last one of a number counts. Only
 * to say everything that is wrong with a file that is refused anyway.
 */
export const scannedReference = (bytes: Buffer, whole: Work): CrossReference => {
  const work = readOnce(bytes, whole);
  const places = new Map<number, Place>();
  const trailers: PdfDict[] = [];
  for (const at of headsIn(bytes, 0, bytes.length, work)) {
    if (places.size >= work.limits.maxObjects) break;
    const found = triedAt(bytes, at, work, () => undefined);
    if (!found) continue;
    places.set(found.num, { at, gen: 0 });
    if (isA(found.value, 'stream') && found.value.dict.entries.has('Root'))
      trailers.unshift(found.value.dict);
  }
  for (
    let at = bytes.indexOf('trailer', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('trailer', at + 7, 'latin1')
  ) {
    const dict = orNothing(() => lexer(bytes, work, at + 7).next());
    if (isA(dict, 'dict')) trailers.unshift(dict);
  }
  return { places, trailers, superseded: [] };
};
