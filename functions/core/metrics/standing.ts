import type { Instant } from '../calendar/index.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { officeDue } from '../dossier/office-due.ts';
import type { Policy } from '../dossier/policy.ts';
import { outcomeOf } from '../sla/deadlines.ts';
import { isPaused } from './counters.ts';

/** When a dossier left the process: its result was entered, or it ended without one. Undefined while it is in process. */
export const resolvedAt = (d: Dossier): Instant | undefined => {
  switch (d.status) {
    case 9:
    case 10:
      return d.completedAt;
    case 7:
      return d.withdrawnAt;
    case 3:
      return d.refusedAt;
    case 8:
      return d.stoppedAt;
    default:
      return undefined;
  }
};

/** How a dossier in process stands at an instant. */
export interface Standing {
  /** The applicant was asked for something, and the clock stands still. */
  readonly paused: boolean;
  /** The local day of the instant lies after that of the office's promise (rule R6, by dates). */
  readonly over: boolean;
}

export const standingOf = (d: Dossier, at: Instant, policy: Policy): Standing => ({
  paused: isPaused(d),
  over: outcomeOf(policy, at, officeDue(d, at, policy)) === 'late',
});
