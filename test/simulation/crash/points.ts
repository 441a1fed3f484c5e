import { Lives, type Scenario, type Wrong } from './lives.ts';
import type { Way } from './places.ts';

/** What came of it. */
export interface Found {
  readonly points: number;
  /** How many calls each life has. */
  readonly calls: Readonly<Record<string, number>>;
  readonly wrong: readonly Wrong[];
}

/**
 * Plays each life once to count its calls, then again and again, each time with another call, stream batch, stream record, event or
 * schedule failing in one of its ways, until none is left that has not failed. Every dossier must come to its end and every
 * invariant hold. `every` takes each so-many-th place only; `offset` is where it begins.
 */
export const crashPoints = async (
  o: {
    readonly seed: number;
    readonly scenarios: readonly Scenario[];
    readonly ways: readonly Way[];
    readonly every: number;
    readonly offset: number;
  },
  progress: (line: string) => void,
): Promise<Found> => {
  const calls: Record<string, number> = {};
  const wrong: Wrong[] = [];
  let points = 0;
  let lives: Lives | undefined;
  const end = async (): Promise<void> => {
    wrong.push(...((await lives?.close()) ?? []));
    lives = undefined;
  };
  const live: Lives['live'] = async (scenario, place) => {
    lives ??= await Lives.open(o.seed);
    const lived = await lives.live(scenario, place);
    if (lives.isOver()) await end();
    return lived;
  };
  for (const scenario of o.scenarios) {
    calls[scenario] = (await live(scenario)).calls;
    for (const way of o.ways)
      for (let k = 1 + (o.offset % o.every); ; k += o.every) {
        const { struck } = await live(scenario, { way, k });
        if (struck === undefined) break; // the life has fewer of them
        points++;
        if (points % 50 === 0)
          progress(`${scenario}: ${way} at ${k}; ${points} points, ${wrong.length} wrong`);
      }
  }
  await end();
  return { points, calls, wrong };
};
