import { workingMinutesBetween } from '../calendar/index.ts';
import { reviewSteps, stepMinutes } from '../procedure/index.ts';
import { ok, type Result } from '../result.ts';
import { appointedDate, stepDue } from '../sla/deadlines.ts';
import type { Running, StepState } from './dossier.ts';
import type { Resumed } from './facts.ts';
import type { ClockPause, Worked } from './parts.ts';
import type { Circumstances } from './policy.ts';
import type { Refusal } from './problems.ts';

/** Whole working minutes that are left of a step's budget: nobody asks on the minute. */
export const minutesLeft = (step: StepState, { at, policy }: Circumstances): number =>
  at >= step.due ? 0 : Math.floor(workingMinutesBetween(policy.calendar, at, step.due));

/**
 * What this run of a step has taken by now. Time in which the applicant was waited for is nobody's (R3): before a pause
 * it took what was used of the budget, after it whatever passes.
 */
export const workedIn = ({ index, since, due, resumed }: StepState, c: Circumstances): Worked => {
  const { calendar, procedure } = c.policy;
  const rule = reviewSteps(procedure)[index];
  const budget = rule ? stepMinutes(rule) : Math.round(workingMinutesBetween(calendar, since, due));
  const before = resumed ? Math.max(0, budget - resumed.minutes) : 0;
  const minutes = before + workingMinutesBetween(calendar, resumed?.at ?? since, c.at);
  return { minutes: Math.round(minutes), budget };
};

/** The clock with one more pause, and the current step with what was left of its budget. */
export const resume = (
  d: Running & { readonly step: StepState },
  pause: ClockPause,
  c: Circumstances,
): Result<Resumed, Refusal> => {
  const clock = { ...d.clock, pauses: [...d.clock.pauses, pause] };
  const promise = appointedDate(c.policy, { clockStart: d.clockStart, clock }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const rule = reviewSteps(c.policy.procedure)[d.step.index];
  const minutes = d.step.resumed?.minutes ?? 0;
  const at = pause.to;
  const step = { ...d.step, resumed: { at, minutes } };
  return ok({
    ...promise.value,
    pause,
    step: { ...step, due: rule ? stepDue(c.policy, rule, step) : step.due },
  });
};
