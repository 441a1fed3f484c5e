/** Chance that can be repeated: the same seed draws the same. */
export interface Chance {
  /** A number from 0 up to 1. */
  readonly draw: () => number;
  readonly yes: (probability: number) => boolean;
  /** A whole number between the two, both included. */
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(among: readonly T[]) => T;
}

/** Mulberry32 over a seed and the number of what is drawn for: each dossier has a chance of its own. */
export const chanceOf = (seed: number, n: number): Chance => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)) | 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + Math.floor(draw() * (high - low + 1));
  return {
    draw,
    between,
    yes: (probability) => draw() < probability,
    oneOf: (among) => {
      const found = among[between(0, among.length - 1)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
  };
};
