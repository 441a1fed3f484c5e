/** Lists of which less may do: dossiers, faults, days. */
export type Lists = Readonly<Record<string, readonly unknown[]>>;

/** What the search has come to. */
export interface Shrunk<C> {
  readonly candidate: C;
  /** How many candidates were tried. */
  readonly tried: number;
  /** Leaving out any one more element makes it pass; false when the search had to end before it knew. */
  readonly minimal: boolean;
}

/**
 * Searches for the least that still fails: leaves out halves, quarters and at last single elements of one list after the other, and
 * begins anew until nothing more can go (ddmin). `start` must fail. `guesses` are tried first; the shortest of them that fails is
 * where the search begins. `goOn` is asked before each try. Of what it answers, every candidate was seen to fail.
 */
export const shrink = async <C extends Lists>(o: {
  readonly start: C;
  readonly guesses?: readonly C[];
  readonly fails: (candidate: C) => Promise<boolean>;
  readonly goOn: () => boolean;
}): Promise<Shrunk<C>> => {
  const known = new Map<string, boolean>();
  const fails = async (candidate: C): Promise<boolean> => {
    const key = JSON.stringify(candidate);
    const result = known.get(key) ?? (await o.fails(candidate));
    known.set(key, result);
    return result;
  };
  let best = o.start;
  for (const guess of o.guesses ?? [])
    if (sizeOf(guess) < sizeOf(best) && o.goOn() && (await fails(guess))) best = guess;
  for (let changed = true; changed; ) {
    changed = false;
    for (const name of Object.keys(best)) {
      for (let size = sizeOf({ [name]: best[name] ?? [] }); size >= 1; size = Math.floor(size / 2)) {
        for (let at = 0; at < (best[name]?.length ?? 0); ) {
          const less = { ...best, [name]: (best[name] ?? []).toSpliced(at, size) };
          if (!o.goOn()) return { candidate: best, tried: known.size, minimal: false };
          if (await fails(less)) {
            best = less;
            changed = true;
          } else at += size;
        }
      }
    }
  }
  return { candidate: best, tried: known.size, minimal: true };
};

const sizeOf = (lists: Lists): number => Object.values(lists).reduce((sum, { length }) => sum + length, 0);
