import { fileURLToPath } from 'node:url';
import { readFaults } from './faults.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import type { Wanted } from './world.ts';

const DAY = 86_400_000;
/** Short lives begin anywhere in the year: before Tết, at the end of a month, on a day off. */
const YEAR = 350;

/** How often a call fails in each way that is switched on: seldom, so that lives go far, or often, so that failures meet. */
const RATES = [0.01, 0.02, 0.04] as const;
const SLOW_FILE = fileURLToPath(new URL('staff.slow.jsonc', import.meta.url));

/** Every third seed has an office in which dates are missed. */
export const staffFileOf = (seed: number): string => (seed % 3 === 0 ? SLOW_FILE : STAFF_FILE);

/** A short and eventful life of the swarm: its seed draws when it begins and what goes wrong; every fourth has no faults. */
export const shortLife = (seed: number, dossiers = 3, days = 10): Wanted => ({
  ...{ seed, dossiers, eventful: true, staffing: readStaffing(staffFileOf(seed)) },
  span: {
    from: new Date(Date.UTC(2023, 0, 1) + ((seed * 37) % YEAR) * DAY).toISOString().slice(0, 10),
    days,
  },
  faults: seed % 4 === 0 ? [] : readFaults('swarm', seed),
  rate: RATES[(seed >> 1) % RATES.length],
});
