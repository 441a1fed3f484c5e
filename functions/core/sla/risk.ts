import { addWorkingMinutes, apologyBy, type Calendar, type Instant } from '../calendar/index.ts';
import { type Deadline, type Dossier, isReceived } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import { reviewSteps, stepMinutes } from '../procedure/index.ts';

/** From when a promise is in danger, foreseen from the budgets of the steps that are still to come (rule R5). */
export interface Risk {
  /** The budgets that remain no longer fit before the due date. */
  readonly foreseen: Instant;
  /** The same, or the current step has overrun its own budget, whichever is first. */
  readonly begins: Instant;
}

/**
 * The danger to an appointed date; undefined where no step is ahead or no such date runs. Where the current step ends too
 * late for the rest it is foreseen at once, else at the last moment from which the rest still fits.
 */
export const riskOf = (d: Dossier, policy: Policy): Risk | undefined => {
  if (d.deadline?.kind !== 'APPOINTED') return undefined;
  switch (d.phase) {
    case 'ARCHIVE':
    case 'HAND_OVER': {
      const latest = latestFor(d.deadline, policy, 0);
      return { foreseen: latest, begins: latest };
    }
    case 'REVIEW':
    case 'REQUEST':
    case 'ARCHIVE_SUPPLEMENT': {
      const { step } = d;
      const latest = latestFor(d.deadline, policy, step.index + 1);
      if (step.due <= latest) return { foreseen: latest, begins: step.due };
      const began = step.resumed?.at ?? step.since;
      return { foreseen: began, begins: began };
    }
    default:
      return undefined;
  }
};

/** The last moment from which the budgets of the review steps from `index` on still fit before the due date. */
const latestFor = ({ due }: Deadline, { calendar, procedure }: Policy, index: number): Instant => {
  const rest = reviewSteps(procedure).slice(index);
  return addWorkingMinutes(calendar, due, -rest.reduce((sum, step) => sum + stepMinutes(step), 0));
};

/** Whether a dossier is at risk of missing its appointed date at an instant. */
export const isAtRisk = (d: Dossier, policy: Policy, now: Instant): boolean => {
  const risk = riskOf(d, policy);
  return risk !== undefined && now >= risk.begins;
};

/**
 * The leader's task on a dossier at risk: by when the apology with a new date (form 04) has to be signed, the closing of the
 * last working day before the appointed date (rule C8). Undefined where none is owed or the one new date was given.
 */
export const apologyTask = (d: Dossier, calendar: Calendar): Instant | undefined =>
  d.outlook.atRisk && d.deadline?.kind === 'APPOINTED' && isReceived(d) && !d.clock.reappointment
    ? apologyBy(calendar, d.deadline.due)
    : undefined;
