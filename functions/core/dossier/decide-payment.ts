import { applicantPromise } from '../sla/deadlines.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { issueForm, receiptOf } from './issue-form.ts';
import { minutesLeft, resume } from './pause.ts';
import { type Circumstances, textRef } from './policy.ts';
import { refuse } from './problems.ts';

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
  // What the portal reports was paid on it; at the counter the officer says how.
  const { method = c.authority?.role === 'portal' ? 'online' : 'counter' } = command;
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
    { type: 'paymentConfirmed', data: { reference, paidAt, method, resumed: resumed.value, form: fact } },
    item,
  );
};
