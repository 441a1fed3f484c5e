import { type Instant, workingMinutesBetween } from '../calendar/index.ts';
import type { Subject } from '../dossier/ids.ts';
import type { Outcome, StepState } from '../dossier/parts.ts';
import type { Role } from '../dossier/status.ts';
import { dayOf } from './days.ts';
import type { FactSources, StepFact } from './facts.ts';

/** A stay at a step that is still going on. */
export interface Open {
  readonly id: string;
  readonly role: Role;
  readonly since: Instant;
  readonly due?: Instant;
  readonly budget?: number;
  /** Working minutes before the last pause, and since when they run on; absent while they stand still. */
  readonly worked: number;
  readonly running?: Instant;
  readonly holder?: { readonly who: Subject; readonly after: number };
}

/** The stays so far. */
export interface Stays {
  readonly done: readonly StepFact[];
  readonly open?: Open;
}

/** The applicant has the next move: the minutes stand still, and nobody holds the step. */
export const pause = ({ done, open }: Stays, sources: FactSources, at: Instant): Stays => {
  if (!open) return { done };
  const { running: _, holder: __, ...rest } = open;
  return { done, open: { ...rest, worked: worked(open, sources, at) } };
};

/** They run on from the effective end of the pause. */
export const resume = (
  { done, open }: Stays,
  { pause: { to }, step }: { readonly pause: { readonly to: Instant }; readonly step: StepState },
): Stays => ({ done, ...(open && { open: { ...open, running: to, due: step.due } }) });

export const hold = (stays: Stays, sources: FactSources, who: Subject, at: Instant): Stays => {
  const { done, open } = stays;
  if (!open || open.holder?.who === who) return stays;
  return { done, open: { ...open, holder: { who, after: worked(open, sources, at) } } };
};

export const letGo = ({ done, open }: Stays): Stays => {
  if (!open) return { done };
  const { holder: _, ...rest } = open;
  return { done, open: rest };
};

/** The stay has ended; how it stands against its budget is said unless the dossier itself ended. */
export const close = (
  { done, open }: Stays,
  sources: FactSources,
  at: Instant,
  ended: NonNullable<StepFact['ended']>,
  who?: Subject,
): Stays => {
  if (!open) return { done };
  const outcome = ended === 'closed' ? undefined : outcomeOf(open, sources, at);
  const fact = factOf(open, sources, at, who ?? open.holder?.who);
  const to = dayOf(at, sources.policy.calendar);
  return { done: [...done, { ...fact, to, ended, ...(outcome && { outcome }) }] };
};

/** The stay as it is now. */
export const openNow = (open: Open, sources: FactSources): StepFact => {
  const isLate = open.running !== undefined && open.due !== undefined && sources.at > open.due;
  return { ...factOf(open, sources, sources.at, open.holder?.who), ...(isLate && { outcome: 'late' }) };
};

/** A step is late once its own working time is over; before that, early and on time are a matter of days (R6, R9). */
const outcomeOf = (open: Open, sources: FactSources, at: Instant): Outcome | undefined => {
  const { budget, due } = open;
  if (budget === undefined) return undefined;
  if (due === undefined) return worked(open, sources, at) > budget ? 'late' : 'onTime';
  if (at > due) return 'late';
  return dayOf(at, sources.policy.calendar) < dayOf(due, sources.policy.calendar) ? 'early' : 'onTime';
};

const factOf = (open: Open, sources: FactSources, at: Instant, who: Subject | undefined): StepFact => {
  const { id, role, since, budget, holder } = open;
  const minutes = worked(open, sources, at);
  return {
    ...{ id, role, from: dayOf(since, sources.policy.calendar), minutes },
    held: holder !== undefined && holder.who === who ? minutes - holder.after : 0,
    ...(who !== undefined && { who }),
    ...(budget !== undefined && { budget }),
  };
};

const worked = (
  { worked: before, running }: Open,
  { policy: { calendar } }: FactSources,
  at: Instant,
): number =>
  running === undefined ? before : before + Math.max(0, workingMinutesBetween(calendar, running, at));
