import { fileURLToPath } from 'node:url';
import { chanceOf } from '../alertsChance.ts';
import { readFaults } from './faults.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import type { Wanted } from './world.ts';

const DAY = 86_400_000;
/** Short lives begin anywhere in the year: before Tết, at the end of a month, on a day off. */
const YEAR = 350;

/** How often a call fails in each way that is switched on: seldom, so that lives go far, or often, so that failures meet. */
const RATES = [0.01, 0.02, 0.04] as const;
const SLOW_FILE = fileURLToPath(new URL('staff.slow.jsonc', import.meta.url));

const drawn = (seed: number) => {
  const chance = chanceOf(seed, 11);
  return {
    staff: chance.yes(1 / 3) ? SLOW_FILE : STAFF_FILE, // an office in which dates are missed
    rate: chance.oneOf(RATES),
    dossiers: chance.between(1, 3),
  };
};

/** Who works there. */
export const staffFileOf = (seed: number): string => drawn(seed).staff;

/**
 * A short and eventful life of the swarm: its seed draws when it begins, with how many dossiers, and what goes wrong; every fourth
 * has no faults.
 */
export const shortLife = (seed: number, dossiers?: number, days = 10): Wanted => ({
  ...{ seed, eventful: true, rate: drawn(seed).rate, dossiers: dossiers ?? drawn(seed).dossiers },
  staffing: readStaffing(staffFileOf(seed)),
  span: {
    from: new Date(Date.UTC(2023, 0, 1) + ((seed * 37) % YEAR) * DAY).toISOString().slice(0, 10),
    days,
  },
  faults: seed % 4 === 0 ? [] : readFaults('swarm', seed),
});
