import type { Face } from './faces.ts';

/** Width of a text in a face at a size. Words add up: there is no kerning. */
export type Measure = (text: string, face: Face, size: number) => number;

/** Text of one style inside a line. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
  readonly x: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

interface Part {
  readonly text: string;
  readonly face: Face;
}

/** What is never divided, and whether a space or a new line comes before it. */
interface Unit {
  readonly parts: readonly Part[];
  readonly lead: 'none' | 'space' | 'newline';
}

/** Breaks runs into lines of at most `width`; a word longer than a line is divided. Always at least one line. */
export const wrapRuns = (
  runs: readonly Part[],
  width: number,
  size: number,
  measure: Measure,
): readonly Line[] => {
  const wide = (unit: Unit) => unit.parts.reduce((sum, { text, face }) => sum + measure(text, face, size), 0);
  const units = unitsOf(runs).flatMap((unit) =>
    wide(unit) <= width ? [unit] : divided(unit, width, size, measure),
  );
  const spaced = (unit: Unit) => wide(unit) + (unit.lead === 'space' ? measure(' ', faceOf(unit), size) : 0);
  const lines: Unit[][] = [[]];
  let used = 0;
  for (const unit of units) {
    const current = lines.at(-1) ?? [];
    const fits = current.length === 0 || used + spaced(unit) <= width + 0.01;
    if (unit.lead !== 'newline' && fits) {
      used += current.length === 0 ? wide(unit) : spaced(unit);
      current.push(unit);
    } else {
      lines.push([unit]);
      used = wide(unit);
    }
  }
  const company = lines.at(-2)?.at(-1);
  if (company && lonely(lines) && wide(company) + used + size <= width) moveDown(lines);
  return lines.map((line) => placed(line.flatMap(partsOf), size, measure));
};

const faceOf = (unit: Unit): Face => unit.parts[0]?.face ?? 'regular';

const partsOf = (unit: Unit, index: number): readonly Part[] =>
  index > 0 && unit.lead === 'space' ? [{ text: ' ', face: faceOf(unit) }, ...unit.parts] : unit.parts;

/** Whether the last line is one word that could have company: a year alone, say, below its date. */
const lonely = (lines: readonly (readonly Unit[])[]): boolean => {
  const [before, last] = [lines.at(-2) ?? [], lines.at(-1) ?? []];
  return (
    last.length === 1 && before.length > 3 && last[0]?.lead === 'space' && before.at(-1)?.lead === 'space'
  );
};

const moveDown = (lines: readonly Unit[][]): void => {
  const unit = lines.at(-2)?.pop();
  if (unit) lines.at(-1)?.unshift(unit);
};

/** Words of all runs; a word may run through several styles. */
const unitsOf = (runs: readonly Part[]): readonly Unit[] => {
  const units: { parts: Part[]; lead: Unit['lead'] }[] = [];
  let lead: Unit['lead'] | undefined = 'none';
  for (const { text, face } of runs) {
    for (const token of text.match(/\n|[^\S\n]+|\S+/gu) ?? []) {
      if (token === '\n') {
        if (lead === 'newline') units.push({ parts: [], lead });
        lead = 'newline';
      } else if (token.trim() === '') lead ??= 'space';
      else if (lead === undefined) units.at(-1)?.parts.push({ text: token, face });
      else {
        units.push({ parts: [{ text: token, face }], lead });
        lead = undefined;
      }
    }
  }
  return units;
};

/** A word too long for a line: after punctuation where that helps, else between any two letters. */
const divided = (unit: Unit, width: number, size: number, measure: Measure): readonly Unit[] => {
  const pieces = unit.parts.flatMap(({ text, face }) =>
    (text.match(/[^-./@_;,]+[-./@_;,]*|[-./@_;,]+/gu) ?? []).flatMap((chunk) =>
      (measure(chunk, face, size) <= width ? [chunk] : (chunk.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [])).map(
        (part): Part => ({ text: part, face }),
      ),
    ),
  );
  return pieces.map((part, index) => ({ parts: [part], lead: index === 0 ? unit.lead : 'none' }));
};

/** Neighbours of one style become one piece, spaces included, so that a search finds the words. */
const placed = (parts: readonly Part[], size: number, measure: Measure): Line => {
  const joined: { text: string; face: Face }[] = [];
  for (const { text, face } of parts) {
    const last = joined.at(-1);
    if (last?.face === face) last.text += text;
    else joined.push({ text, face });
  }
  let x = 0;
  const pieces = joined.map((part) => {
    const piece = { ...part, x };
    x += measure(part.text, part.face, size);
    return piece;
  });
  return { pieces, width: x };
};
