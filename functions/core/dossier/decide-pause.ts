import { deemedReceived, dueInstant, workingMinutesBetween } from '../calendar/index.ts';
import { reviewSteps } from '../procedure/index.ts';
import { err, ok, type Result } from '../result.ts';
import { applicantPromise, appointedDate, intakeAnswer, stepDue } from '../sla/deadlines.ts';
import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { heldByAnother } from './decide-review.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier, Running, StepState, SupplementStage } from './dossier.ts';
import type { Resumed } from './facts.ts';
import { issueForm, receiptOf } from './issue-form.ts';
import type { ClockPause } from './parts.ts';
import { type Circumstances, textRef } from './policy.ts';
import { type Refusal, refuse } from './problems.ts';

/** The review asks the front desk to ask the applicant; nobody else may (NĐ 61/2018 Đ5, rule C5). */
export const proposeRequest = (
  d: Dossier,
  { request }: CommandOf<'proposeRequest'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'REVIEW') return refuse('ILLEGAL_TRANSITION');
  // The applicant has had his time: what follows is the refusal, whose own clock nothing may pause (rule R4).
  if (d.mustRefuse) return refuse('MUST_REFUSE');
  const held = heldByAnother(d, c);
  if (held) return err(held);
  const text = textRef(d.seq + 1, JSON.stringify(request), c);
  const data = { n: d.requests + 1, kind: request.kind, request: text.ref };
  return decided({ type: 'requestProposed', data }, text.item);
};

export const declineRequest = (
  d: Dossier,
  { reason }: CommandOf<'declineRequest'>,
  c: Circumstances,
): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  return decided({ type: 'requestDeclined', data: { reason: text.ref } }, text.item);
};

/**
 * One full list with a reason per item, at most once per stage unless an approver has given a legal basis, and not
 * later than the procedure allows (rule R3). In review the statutory clock stops with it; form 02.
 */
export const requestSupplement = (
  d: Dossier,
  command: CommandOf<'requestSupplement'>,
  c: Circumstances,
): Decided => {
  const { contact } = command;
  const stage = d.phase === 'ACCEPTANCE' ? 'intake' : 'review';
  const wrong = (detail: string) => refuse('VALIDATION_FAILED', undefined, [{ field: '/items', detail }]);
  if (stage === 'review' && command.items) {
    return wrong('the list of the review is passed on whole; decline it to have it changed');
  }
  if (stage === 'review' && !command.proposed)
    return refuse('ILLEGAL_TRANSITION', 'the review asked for a payment');
  const items = stage === 'review' ? command.proposed : command.items;
  if (!items || items.length === 0) return wrong('name what is to be completed, each with its reason');
  const refused = mayAsk(d, stage, c);
  if (refused) return err(refused);
  const promise = applicantPromise(c.policy, 'SUPPLEMENT', { at: c.at, stage }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const n = d.supplements.intake + d.supplements.review + 1;
  const fields = {
    stage,
    items,
    due: promise.value.deadline.due,
    guide: c.actor.subject,
    ...(contact && { contact }),
  };
  const { fact, item } = issueForm(d, c, '02', fields, n);
  const components = [...new Set(items.flatMap(({ component }) => component ?? []))];
  const stepMinutes = d.phase === 'REQUEST' ? minutesLeft(d.step, c) : undefined;
  return decided(
    {
      type: 'supplementRequested',
      data: {
        n,
        stage,
        components,
        form: fact,
        ...promise.value,
        ...(stepMinutes !== undefined && { stepMinutes }),
      },
    },
    item,
  );
};

const mayAsk = (d: Dossier, stage: SupplementStage, c: Circumstances): Refusal | undefined => {
  if (d.supplements.allowed) return undefined;
  const { perStage, within, article } = c.policy.procedure.supplement;
  if (d.supplements[stage] >= perStage) {
    return { code: 'SUPPLEMENT_USED', detail: `${d.supplements[stage]} of ${perStage} (${article})` };
  }
  if (stage === 'intake' || !within || !('clockStart' in d)) return undefined;
  const latest = dueInstant(c.policy.calendar, { received: d.clockStart, limit: within });
  return latest.ok && c.at > latest.value
    ? { code: 'SUPPLEMENT_TOO_LATE', detail: `${within.amount} ${within.unit} (${article})` }
    : undefined;
};

const minutesLeft = (step: StepState, { at, policy }: Circumstances): number =>
  at >= step.due ? 0 : workingMinutesBetween(policy.calendar, at, step.due);

/** The applicant says which files come; saying it again replaces what was said. */
export const declareSupplement = (d: Dossier, { files }: CommandOf<'declareSupplement'>): Decided => {
  if (d.phase !== 'SUPPLEMENT') return refuse('ILLEGAL_TRANSITION');
  if (d.supplement.suppliedAt !== undefined) {
    return refuse('ILLEGAL_TRANSITION', `handed in already; replace documents ${d.documents.bad.join(', ')}`);
  }
  const documents = files.map((_, i) => d.documents.total + 1 + i);
  const dropped = d.supplement.declared.filter((n) => !documents.includes(n));
  return decided(
    { type: 'supplementDeclared', data: { documents } },
    ...files.map((file, i) => ({ kind: 'DOCUMENT', n: d.documents.total + 1 + i, ...file }) as const),
    ...dropped.map((n) => ({ kind: 'DROPPED_DOCUMENT', n }) as const),
  );
};

/** The supplement is handed in: the pause ends now, whenever its files are verified. */
export const supply = (d: Dossier, c: Circumstances): Decided => {
  if (d.phase !== 'SUPPLEMENT') return refuse('ILLEGAL_TRANSITION');
  const { declared, stage } = d.supplement;
  if (declared.length === 0) return refuse('SUPPLEMENT_EMPTY');
  const data = { documents: declared, watchUntil: c.at + digitisationWatch };
  if (stage === 'review') return decided({ type: 'supplied', data });
  const answer = intakeAnswer(c.policy, c.at, d.deadlineVersion + 1);
  return answer.ok ? decided({ type: 'supplied', data: { ...data, answer: answer.value } }) : answer;
};

/** A financial duty: the clock stops until the payment is confirmed. */
export const requirePayment = (
  d: Dossier,
  command: CommandOf<'requirePayment'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'REQUEST' || !command.proposed) {
    return refuse('ILLEGAL_TRANSITION', 'the review has not asked for a payment');
  }
  const { amount, reason } = command.proposed;
  const promise = applicantPromise(c.policy, 'PAYMENT', { at: c.at, stage: 'review' }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const text = textRef(d.seq + 1, reason, c);
  const data = {
    n: d.request.n,
    amount,
    reason: text.ref,
    stepMinutes: minutesLeft(d.step, c),
    ...promise.value,
  };
  return decided({ type: 'paymentRequired', data }, text.item);
};

/** Paid: the clock runs on from the moment of the payment; form 01 is issued again with the new date. */
export const confirmPayment = (
  d: Dossier,
  command: CommandOf<'confirmPayment'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'PAYMENT') return refuse('ILLEGAL_TRANSITION');
  const { reference, paidAt = c.at } = command;
  if (paidAt > c.at || paidAt < d.payment.askedAt) {
    return refuse('VALIDATION_FAILED', undefined, [
      { field: '/paidAt', detail: 'between the request for the payment and now' },
    ]);
  }
  const resumed = resume(d, { from: d.payment.askedAt, to: paidAt, reason: 'PAYMENT' }, c);
  if (!resumed.ok) return resumed;
  const { limitCase } = d.clock;
  const receipt = receiptOf(d, c, resumed.value, { receivedAt: d.clockStart, limitCase });
  const { fact, item } = issueForm(
    d,
    c,
    '01',
    { ...receipt, second: true },
    1 + d.clock.pauses.filter((each) => each.reason === 'PAYMENT').length + 1,
  );
  return decided(
    { type: 'paymentConfirmed', data: { reference, paidAt, resumed: resumed.value, form: fact } },
    item,
  );
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
  const at = deemedReceived(c.policy.calendar, pause.to, undefined);
  const step = { ...d.step, resumed: { at, minutes } };
  return ok({
    ...promise.value,
    pause,
    step: { ...step, due: rule ? stepDue(c.policy, rule, step) : step.due },
  });
};
