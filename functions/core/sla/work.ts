import {
  closingInstant,
  type Instant,
  isWorkingDay,
  localDateOf,
  nextWorkingDay,
  openingInstant,
  startOfDay,
  toEpochDay,
} from '../calendar/index.ts';
import type { Dossier, StepState } from '../dossier/dossier.ts';
import type { DigitisationRun } from '../dossier/parts.ts';
import type { Policy } from '../dossier/policy.ts';
import { hoursAfter, officeTime } from './office.ts';
import { digitisationWatch, maxDigitisationAttempts, type WorkStage } from './stages.ts';
import type { Timer } from './timers.ts';

/** The stages of the work at hand that were not told yet (docs/deadlines.md). */
export const workTimers = (d: Dossier, policy: Policy): Timer[] =>
  stagesOf(d, policy)
    .filter(({ stage }) => !d.told.includes(stage))
    .map(({ stage, at }) => ({ kind: 'work', stage, at: officeTime(policy, at) }));

interface WorkAt {
  readonly stage: WorkStage;
  readonly at: Instant;
}

const stagesOf = (d: Dossier, policy: Policy): WorkAt[] => {
  const stuckAt = d.digitisation && digitisationStuckAt(d.digitisation);
  const silent: WorkAt[] = stuckAt === undefined ? [] : [{ stage: 'DIGITISATION_STUCK', at: stuckAt }];
  switch (d.phase) {
    case 'HAND_OVER':
      return [{ stage: 'HAND_OVER_LATE', at: handOverBy(d.acceptedAt, policy) }];
    case 'REVIEW':
      return [{ stage: 'STEP_OVERRUN', at: d.step.due }, ...unclaimed(d.step, policy)];
    case 'REQUEST':
      return [{ stage: 'STEP_OVERRUN', at: d.step.due }];
    default:
      return silent;
  }
};

/** At once when the scanner, asked twice, gave no verdict; else when the last try has been silent. Undefined before that. */
const digitisationStuckAt = ({ attempt, until, unscanned }: DigitisationRun): Instant | undefined => {
  if (unscanned) return until - digitisationWatch;
  return attempt >= maxDigitisationAttempts ? until : undefined;
};

/** Work that nobody has taken, unless the step's own budget ends before that is noticed. */
const unclaimed = (step: StepState, policy: Policy): WorkAt[] => {
  if (step.assignee !== undefined) return [];
  const began = step.resumed?.at ?? step.since;
  const free = Math.max(began, step.claim?.until ?? 0, step.releasedAt ?? 0);
  const at = hoursAfter(policy, free, policy.unit.alerts.unclaimedHours);
  return at < step.due ? [{ stage: 'UNCLAIMED', at }] : [];
};

/** The same day; what is received after the cut-off, at the start of the next working day (NĐ 61/2018 Đ18.2). */
const handOverBy = (accepted: Instant, policy: Policy): Instant => {
  const { calendar, unit } = policy;
  const day = localDateOf(accepted, calendar);
  const [hours = 0, minutes = 0] = unit.handOverCutOff.split(':').map(Number);
  const cutOff = startOfDay(calendar, toEpochDay(day)) + (hours * 60 + minutes) * 60_000;
  if (isWorkingDay(calendar, day) && accepted <= cutOff) return closingInstant(calendar, day);
  const opening = openingInstant(calendar, nextWorkingDay(calendar, day));
  return hoursAfter(policy, opening, unit.alerts.handOverHours);
};
