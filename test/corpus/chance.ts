/** Numbers from 0 to 1 by chance, the same for the same seed (mulberry32). */
export const chanceOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const newSeed = (): number => Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
