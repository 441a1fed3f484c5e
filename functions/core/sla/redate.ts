import type { Derivation, Instant } from '../calendar/index.ts';
import type { Deadline, Dossier } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import type { Refusal } from '../dossier/problems.ts';
import { reviewSteps } from '../procedure/index.ts';
import { ok, type Result } from '../result.ts';
import { recount, stepDue } from './deadlines.ts';
import { timersOf } from './timers.ts';

/** What another calendar makes of a dossier's dates. */
export interface Redating {
  readonly deadline: Deadline;
  readonly derivation?: Derivation;
  readonly step?: { readonly due: Instant; readonly previousDue: Instant };
}

/**
 * Counts a dossier's running promise and its current step by the calendar of `policy`; undefined when no date moves.
 * A promise that counts by this calendar already is left alone, a step is always compared: it does not say what it
 * was counted by.
 */
export const redating = (d: Dossier, policy: Policy): Result<Redating | undefined, Refusal> => {
  if (!d.deadline) return ok(undefined);
  const step = movedStep(d, policy);
  const behind = d.deadline.calendar !== policy.calendar.id;
  // An outlook may still be of the old calendar: a container remembers it for some minutes after a publication.
  const stale = () => timersOf(d, policy)[0]?.at !== d.outlook.next;
  if (!behind) return ok(step || stale() ? { deadline: d.deadline, ...(step && { step }) } : undefined);
  const counted = recount(policy, d, d.deadline);
  if (!counted.ok) return counted;
  const { derivation } = counted.value;
  const deadline = asOf(d.deadline, counted.value.deadline, d.deadlineVersion);
  const moves =
    deadline.due !== d.deadline.due ||
    deadline.provisional !== d.deadline.provisional ||
    timersOf({ ...d, deadline }, policy)[0]?.at !== d.outlook.next;
  return ok(moves || step ? { deadline, derivation, ...(step && { step }) } : undefined);
};

/** A date that moves is a new version, whose stages start afresh; one that stays has had those that were raised. */
const asOf = (old: Deadline, next: Deadline, latest: number): Deadline => {
  const { raised, breachedAt } = old;
  return next.due === old.due
    ? { ...next, raised, ...(breachedAt !== undefined && { breachedAt }) }
    : { ...next, version: latest + 1 };
};

const movedStep = (d: Dossier, policy: Policy): Redating['step'] => {
  // While the applicant has the next move the step waits with what is left of it: nothing of it has a date.
  const runs = d.phase === 'REVIEW' || d.phase === 'REQUEST' || d.phase === 'ARCHIVE_SUPPLEMENT';
  const step = runs ? d.step : undefined;
  const rule = step && reviewSteps(policy.procedure)[step.index];
  if (!step || !rule) return undefined;
  const due = stepDue(policy, rule, step);
  return due === step.due ? undefined : { due, previousDue: step.due };
};
