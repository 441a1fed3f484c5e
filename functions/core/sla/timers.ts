import type { Instant } from '../calendar/index.ts';
import { type Dossier, openConsultations } from '../dossier/dossier.ts';
import { isApplicantMove, type Outlook } from '../dossier/parts.ts';
import type { Policy } from '../dossier/policy.ts';
import { promiseStages } from './promise.ts';
import { isAtRisk } from './risk.ts';
import { maxDigitisationAttempts, type Stage, type WorkStage } from './stages.ts';
import { workTimers } from './work.ts';

/** What is armed: at an instant, time asks for something, and what that is. */
export type Timer =
  /** A stage of the running promise, once per version. */
  | { readonly kind: 'promise'; readonly stage: Stage; readonly at: Instant; readonly version: number }
  /** A stage of the work at hand, once per standing in the step. */
  | { readonly kind: 'work'; readonly stage: WorkStage; readonly at: Instant }
  /** The applicant's time for a file, a supplement or a payment ends. */
  | { readonly kind: 'lapse'; readonly at: Instant; readonly version: number }
  | { readonly kind: 'consultation'; readonly at: Instant; readonly n: number }
  | { readonly kind: 'complaint'; readonly at: Instant; readonly n: number }
  /** A digitisation run that has gone silent is started again. */
  | { readonly kind: 'digitisation'; readonly at: Instant };

/**
 * Everything that is armed for a dossier, nearest first (docs/deadlines.md): a pure function of the dossier and the rules
 * it is under, so that it can be listed at any time and counted again years later. What was decided is not armed any more.
 */
export const timersOf = (d: Dossier, policy: Policy): readonly Timer[] =>
  [...others(d), ...promised(d, policy), ...workTimers(d, policy)].toSorted((a, b) => a.at - b.at);

/** What time has in store for a dossier as it is after an event at `now`. */
export const outlookOf = (d: Dossier, policy: Policy, now: Instant): Outlook => {
  const next = timersOf(d, policy)[0]?.at;
  return { ...(next !== undefined && { next }), ...(isAtRisk(d, policy, now) && { atRisk: true }) };
};

/**
 * While the applicant has the next move the office is alerted of nothing: there is the lapse alone. Nor while the result,
 * which counts from its entry, is being verified.
 */
const promised = (d: Dossier, policy: Policy): Timer[] => {
  const { deadline } = d;
  if (!deadline) return [];
  const { version, due, raised } = deadline;
  if (isApplicantMove(d.phase)) return [{ kind: 'lapse', at: due, version }];
  if (d.phase === 'VERIFY_RESULT') return [];
  return promiseStages(d, deadline, policy)
    .filter(({ stage }) => !raised.includes(stage))
    .map((each) => ({ kind: 'promise', version, ...each }));
};

/** What is no alert, or one that another clock has decided: at its own moment, office hours or not. */
const others = (d: Dossier): Timer[] => {
  const { digitisation, complaint } = d;
  const agencies = d.phase === 'CLOSED' ? [] : openConsultations(d);
  const waits = complaint && complaint.answeredAt === undefined && !complaint.overdue;
  const retries = digitisation && digitisation.attempt < maxDigitisationAttempts;
  return [
    ...agencies.map(({ n, due: at }) => ({ kind: 'consultation', at, n }) as const),
    ...(waits ? [{ kind: 'complaint', at: complaint.due, n: complaint.n } as const] : []),
    ...(retries ? [{ kind: 'digitisation', at: digitisation.until } as const] : []),
  ];
};
