import { expect, test } from 'vitest';
import { attempt } from './attempt.ts';
import { shortLife } from './shortLife.ts';

/** Real time until a hanging run is given up; nothing is measured by it. */
const LIMIT = 200_000;

/** A share of the swarm, a test for each seed. */
export const swarm = (first: number, seeds: number): void =>
  test.each(Array.from({ length: seeds }, (_, i) => first + i))(
    'seed %i: nothing is lost or doubled',
    async (seed) => {
      const failure = await attempt(shortLife(seed));
      expect(failure && [failure.text, ...failure.log].join('\n')).toBeUndefined();
    },
    LIMIT,
  );
