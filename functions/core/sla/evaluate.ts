import type { Instant } from '../calendar/index.ts';
import type { Deadline, Dossier } from '../dossier/dossier.ts';
import { maxDigitisationAttempts, type Stage, stages } from './stages.ts';

/** What the passing of time asks for: one alert, a new try of a digitisation run that went silent, or nothing. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'alert';
      readonly stage: Stage;
      readonly raised: readonly Stage[];
      readonly deadlineVersion: number;
    }
  | { readonly kind: 'restartDigitisation' };

/** The stages of a deadline that time has reached. */
export const passedStages = (deadline: Pick<Deadline, 'remind' | 'due'>, now: Instant): readonly Stage[] => {
  const instants: Readonly<Record<Stage, Instant>> = { REMINDER: deadline.remind, BREACH: deadline.due };
  return stages.filter((stage) => now >= instants[stage]);
};

/**
 * The one judge of deadlines: idempotent, woken by the await state's timeout, by the sweep and by operators.
 * A dossier that is already late when first seen raises the breach alone, not the reminder before it.
 */
export const evaluateSla = (dossier: Dossier, now: Instant): Verdict => {
  const { deadline, digitisation } = dossier;
  if (deadline) {
    const passed = passedStages(deadline, now);
    const stage = passed.findLast((each) => !deadline.raised.includes(each));
    if (stage && stage === passed.at(-1)) {
      return { kind: 'alert', stage, raised: passed, deadlineVersion: deadline.version };
    }
  }
  const silent = digitisation && digitisation.attempt < maxDigitisationAttempts && now >= digitisation.until;
  return { kind: silent ? 'restartDigitisation' : 'nothing' };
};
