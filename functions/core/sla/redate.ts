import type { Derivation, Instant } from '../calendar/index.ts';
import type { Deadline, Dossier } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import type { Refusal } from '../dossier/problems.ts';
import { reviewSteps } from '../procedure/index.ts';
import { ok, type Result } from '../result.ts';
import { recount, stepDue } from './deadlines.ts';
import { passedStages } from './evaluate.ts';

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
export const redating = (d: Dossier, policy: Policy, now: Instant): Result<Redating | undefined, Refusal> => {
  if (!d.deadline) return ok(undefined);
  const step = movedStep(d, policy);
  const behind = d.deadline.calendar !== policy.calendar.id;
  if (!behind) return ok(step && { deadline: d.deadline, step });
  const counted = recount(policy, d, d.deadline);
  if (!counted.ok) return counted;
  const { derivation } = counted.value;
  const deadline = asOf(d.deadline, counted.value.deadline, d.deadlineVersion, now);
  const moves = (['due', 'remind', 'provisional'] as const).some(
    (key) => deadline[key] !== d.deadline?.[key],
  );
  return ok(moves || step ? { deadline, derivation, ...(step && { step }) } : undefined);
};

/**
 * A date that moves is a new version, whose reminders start afresh; one that stays has had those that were raised.
 * Stages that lie in the past under the new dates count as raised: nobody is alerted for the past.
 */
const asOf = (old: Deadline, next: Deadline, latest: number, now: Instant): Deadline => {
  // What the applicant lets pass is no alert but a lapse, which is still to be decided.
  const waits = next.kind === 'SUPPLEMENT' || next.kind === 'PAYMENT';
  const passed = passedStages(next, now).filter((stage) => !waits || stage !== 'BREACH');
  return next.due === old.due
    ? { ...next, raised: [...old.raised, ...passed.filter((stage) => !old.raised.includes(stage))] }
    : { ...next, version: latest + 1, raised: passed };
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
