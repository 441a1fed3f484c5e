import type { Instant } from '../calendar/index.ts';
import { appointedDate, intakeAnswer, outcomeOf } from '../sla/deadlines.ts';
import { type Dossier, isReceived, type Running } from './dossier.ts';
import { type ClockPause, isApplicantMove, type Outcome } from './parts.ts';
import type { Policy } from './policy.ts';

/**
 * By when the office has promised to be done, as it stands at an instant before the dossier is resolved: the appointed date,
 * the answer at intake, or the refusal after a lapse. While the applicant has the next move no promise of the office runs;
 * then it is the date that there would be if the applicant had moved at this very instant (INT: the law is silent on how
 * punctual an ending in a pause is).
 */
export const officeDue = (d: Dossier, at: Instant, policy: Policy): Instant => {
  const { deadline, deadlineVersion } = d;
  if (deadline && !isApplicantMove(deadline.kind)) return deadline.due;
  if (!isReceived(d)) {
    const answer = intakeAnswer(policy, at, deadlineVersion);
    return answer.ok ? answer.value.deadline.due : at;
  }
  const pause = pauseUntil(d, at);
  const clock = pause ? { ...d.clock, pauses: [...d.clock.pauses, pause] } : d.clock;
  const counted = appointedDate(policy, { clockStart: d.clockStart, clock }, deadlineVersion);
  return counted.ok ? counted.value.deadline.due : d.appointed;
};

const pauseUntil = (d: Running, at: Instant): ClockPause | undefined => {
  if ('supplement' in d && d.supplement) {
    const { askedAt, suppliedAt } = d.supplement;
    return { from: askedAt, to: suppliedAt ?? at, reason: 'SUPPLEMENT' };
  }
  return d.phase === 'PAYMENT' ? { from: d.payment.askedAt, to: at, reason: 'PAYMENT' } : undefined;
};

/** Early, on time or late for a dossier that ends at an instant without a result (rule R6, by local dates). */
export const endOutcome = (d: Dossier, at: Instant, policy: Policy): Outcome =>
  outcomeOf(policy, at, officeDue(d, at, policy));
