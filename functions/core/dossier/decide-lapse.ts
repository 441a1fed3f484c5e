import type { Instant } from '../calendar/index.ts';
import { ok, type Result } from '../result.ts';
import { applicantLimit, refusalPromise } from '../sla/deadlines.ts';
import { refuseIntake, voided } from './decide-end.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier, StepState, SupplementState } from './dossier.ts';
import type { Resumed } from './facts.ts';
import { issueForm } from './issue-form.ts';
import { endOutcome } from './office-due.ts';
import { resume } from './pause.ts';
import { type Circumstances, type SideItem, textRef } from './policy.ts';
import { type Refusal, refuse } from './problems.ts';

const silent = {
  REPLACEMENT: 'Quá thời hạn thay tệp không đạt yêu cầu mà người nộp hồ sơ không thay.',
  SUPPLEMENT: 'Quá thời hạn bổ sung, hoàn thiện hồ sơ mà người nộp hồ sơ không bổ sung.',
  PAYMENT: 'Quá thời hạn thực hiện nghĩa vụ tài chính mà người nộp hồ sơ không thực hiện.',
} as const;

/**
 * The applicant's time has passed in silence (rules C6, R4): the dossier is stopped with form 05; where the law asks for a
 * refusal, the review goes on to a reasoned refusal, which is a result.
 */
export const lapse = (d: Dossier, c: Circumstances): Decided => {
  const over = d.deadline && c.at >= d.deadline.due;
  if ((d.phase !== 'SUPPLEMENT' && d.phase !== 'PAYMENT') || !d.deadline || !over) {
    return refuse('ILLEGAL_TRANSITION', 'the applicant still has time');
  }
  const of = d.phase;
  const text = textRef(d.seq + 1, silent[of], c);
  const { lapse: rule } = c.policy.procedure;
  if (d.phase === 'SUPPLEMENT' && rule.outcome === 'refuse' && 'step' in d) {
    const resumed = refusalAfter(d, d.deadline.due, c);
    if (!resumed.ok) return resumed;
    const data = { of, reason: text.ref, outcome: 'mustRefuse', resumed: resumed.value } as const;
    // A number drawn before the dossier was sent back cannot grant any more.
    const granted = d.register?.kind === 'granted' ? voided(d, 'lapsed') : [];
    return decided({ type: 'lapsed', data }, text.item, ...granted, ...neverSupplied(d.supplement));
  }
  const stage = 'step' in d ? 'review' : 'intake';
  const { article: legalBasis } = applicantLimit(c.policy, of, stage);
  const { fact, item } = issueForm(d, c, '05', { ground: 'applicant', reason: text.ref, legalBasis });
  const timeliness = endOutcome(d, c.at, c.policy);
  const data = { of, reason: text.ref, outcome: 'stopped', form: fact, timeliness } as const;
  return decided({ type: 'lapsed', data }, text.item, item, ...voided(d, 'lapsed'));
};

/**
 * Files that had to be replaced before anything was received, and never were: the dossier is not accepted (status 3, form
 * 03), for nothing complete was ever filed. It may be filed again.
 */
export const lapseReplacement = (d: Dossier, c: Circumstances): Decided =>
  d.phase === 'REPLACEMENT' && d.deadline && c.at >= d.deadline.due
    ? refuseIntake(d, { type: 'refuse', reason: silent.REPLACEMENT }, c)
    : refuse('ILLEGAL_TRANSITION', 'the applicant still has time');

/** Files that were declared and never handed in are nobody's business any more. */
const neverSupplied = ({ declared, suppliedAt }: SupplementState): SideItem[] =>
  suppliedAt === undefined ? declared.map((n) => ({ kind: 'DROPPED_DOCUMENT', n })) : [];

/** The pause ends when the applicant's time ended; the refusal has a clock of its own, where the law gives one. */
const refusalAfter = (
  d: Extract<Dossier, { phase: 'SUPPLEMENT' | 'VERIFY_SUPPLEMENT'; step: StepState }>,
  expired: Instant,
  c: Circumstances,
): Result<Resumed, Refusal> => {
  const resumed = resume(d, { from: d.supplement.askedAt, to: expired, reason: 'SUPPLEMENT' }, c);
  const refusal = refusalPromise(c.policy, expired, d.deadlineVersion + 1);
  if (!resumed.ok || !refusal) return resumed;
  return refusal.ok ? ok({ ...resumed.value, ...refusal.value }) : refusal;
};
