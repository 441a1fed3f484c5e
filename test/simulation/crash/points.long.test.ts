import { expect, test } from 'vitest';
import { allWays } from './places.ts';
import { crashPoints } from './points.ts';

/** A share of `npm run simulate:crashes`; CRASH_OFFSET names another one. */
const EVERY = 300;
const offset = Number(process.env.CRASH_OFFSET ?? 7);
/** Real time until a hanging run is given up; nothing is measured by it. */
const LIMIT = 400_000;

test(
  `a dossier comes to its end whichever call fails, before or after its effect (--every ${EVERY} --offset ${offset})`,
  async () => {
    const scenarios = ['supplement'] as const;
    const { points, calls, wrong } = await crashPoints(
      { seed: 1, scenarios, ways: allWays, every: EVERY, offset },
      () => {},
    );
    expect(wrong).toEqual([]);
    expect(points).toBeGreaterThanOrEqual(3);
    expect(calls.supplement).toBeGreaterThan(200);
  },
  LIMIT,
);
