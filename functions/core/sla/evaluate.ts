import type { Instant } from '../calendar/index.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import { rankOf } from './promise.ts';
import type { Stage, WorkStage } from './stages.ts';
import { type Timer, timersOf } from './timers.ts';

/** What the passing of time asks for: one alert, a new try of a digitisation run that went silent, or nothing. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | Alert
  | { readonly kind: 'restartDigitisation' }
  /** The applicant has let the time for a supplement or a payment pass, or that for another file. */
  | { readonly kind: 'lapse' }
  | { readonly kind: 'lapseReplacement' }
  | { readonly kind: 'lapseConsultation'; readonly n: number }
  | { readonly kind: 'noteComplaintOverdue' };

export type Alert =
  | {
      readonly kind: 'alert';
      readonly of: 'promise';
      readonly stage: Stage;
      readonly version: number;
      /** The date that the alert is about. */
      readonly due: Instant;
      /** The stages that count as raised by it: all that have come. */
      readonly raised: readonly Stage[];
    }
  | { readonly kind: 'alert'; readonly of: 'work'; readonly stage: WorkStage; readonly due: Instant };

/**
 * The one judge of deadlines: idempotent, woken by the await state's timeout, by the sweep and by operators. What changes
 * the dossier goes first, for it may make an alert needless.
 */
export const evaluateSla = (d: Dossier, policy: Policy, now: Instant): Verdict => {
  const come = timersOf(d, policy).filter(({ at }) => at <= now);
  const act = come.map((timer) => actOf(timer, d)).find((verdict) => verdict !== undefined);
  return act ?? alertAmong(come, d) ?? { kind: 'nothing' };
};

/** The alert that time asks for, if any. */
export const dueAlert = (d: Dossier, policy: Policy, now: Instant): Alert | undefined =>
  alertAmong(
    timersOf(d, policy).filter(({ at }) => at <= now),
    d,
  );

const actOf = (timer: Timer, { phase }: Dossier): Verdict | undefined => {
  switch (timer.kind) {
    case 'consultation':
      return { kind: 'lapseConsultation', n: timer.n };
    case 'complaint':
      return { kind: 'noteComplaintOverdue' };
    case 'lapse':
      return { kind: phase === 'REPLACEMENT' ? 'lapseReplacement' : 'lapse' };
    case 'digitisation':
      return { kind: 'restartDigitisation' };
    case 'promise':
    case 'work':
      return undefined;
  }
};

/** Of the stages of the promise that have come, the highest alone: late when first seen is one alert, not all of them. */
const alertAmong = (come: readonly Timer[], { deadline }: Dossier): Alert | undefined => {
  const stages = come.flatMap((timer) => (timer.kind === 'promise' ? [timer.stage] : []));
  const stage = stages.toSorted((a, b) => rankOf(a) - rankOf(b)).at(-1);
  if (stage && deadline) {
    const { version, raised, due } = deadline;
    return { kind: 'alert', of: 'promise', stage, version, due, raised: [...raised, ...stages] };
  }
  const work = come.find((timer) => timer.kind === 'work');
  return work && { kind: 'alert', of: 'work', stage: work.stage, due: work.at };
};
