import { addWorkingMinutes, type Calendar, type Instant } from '../calendar/index.ts';
import { stepMinutes } from './procedure.ts';
import type { ProcedureStep } from './schema.ts';

export interface PlannedStep {
  readonly id: string;
  readonly from: Instant;
  readonly due: Instant;
}

/** When each step is due if every one uses its whole budget: office hours run on from one step to the next (R9). */
export function stepPlan(
  calendar: Calendar,
  start: Instant,
  steps: readonly Pick<ProcedureStep, 'id' | 'days'>[],
): PlannedStep[] {
  let from = start;
  return steps.map((step) => {
    const due = addWorkingMinutes(calendar, from, stepMinutes(step, calendar.minutesPerWorkingDay));
    const planned = { id: step.id, from, due };
    from = due;
    return planned;
  });
}
