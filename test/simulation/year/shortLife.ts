import { readFaults } from './faults.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import type { Wanted } from './world.ts';

const DAY = 86_400_000;
/** Short lives begin anywhere in the year: before Tết, at the end of a month, on a day off. */
const YEAR = 350;

/** A short and eventful life of the swarm: its seed draws when it begins and what goes wrong; every fourth has no faults. */
export const shortLife = (seed: number, dossiers = 3, days = 10): Wanted => ({
  ...{ seed, dossiers, eventful: true, staffing: readStaffing(STAFF_FILE) },
  span: {
    from: new Date(Date.UTC(2023, 0, 1) + ((seed * 37) % YEAR) * DAY).toISOString().slice(0, 10),
    days,
  },
  faults: seed % 4 === 0 ? [] : readFaults('swarm', seed),
});
