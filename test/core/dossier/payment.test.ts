import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../functions/core/dossier/policy.ts';
import { evaluateSla } from '../../../functions/core/sla/evaluate.ts';
import { at, local } from '../calendar/support.ts';
import { desk, follow, judge, policy, procedure, rulesWith, type Story, staff } from './support.ts';
import {
  answer,
  appraisedSince,
  asked,
  dueOf,
  forms,
  lapsed,
  lastEvent,
  passOn,
  propose,
  tell,
} from './tell.ts';

/** Ten working days from Mon 16/11/2026: due Tue 01/12. Asked to pay on Wed 18/11. */
const waitingBy = (rules: Policy = policy) =>
  asked(appraisedSince('2026-11-16 09:00', rules), '2026-11-18 09:00', 'payment');
const waiting = waitingBy();
const confirm = (paid?: string) =>
  ({ type: 'confirmPayment', reference: 'BL-1', ...(paid !== undefined && { paidAt: at(paid) }) }) as const;
const paidBy = (story: Story, paid: string, confirmed = paid) => tell(story, confirmed, confirm(paid), desk);

describe('4 → 6 → 4: the clock waits for the payment by the unit’s policy', () => {
  test('status 6; the applicant has 15 working days', () => {
    expect([waiting.dossier.status, waiting.dossier.phase]).toEqual([6, 'PAYMENT']);
    expect(dueOf(waiting)).toBe('2026-12-10 17:00');
  });

  test('it runs on from the payment, not from its confirmation three days later', () => {
    const paid = paidBy(waiting, '2026-11-20 09:00', '2026-11-23 09:00');
    expect([paid.dossier.status, dueOf(paid)]).toEqual([4, '2026-12-03 17:00']);
    expect(paid.dossier).toMatchObject({
      clock: { pauses: [{ from: at('2026-11-18 09:00'), to: at('2026-11-20 09:00'), reason: 'PAYMENT' }] },
    });
    // APPRAISE: two of six days were used by 18/11 09:00; four from Fri 20/11 09:00, 24/11 is a holiday.
    expect(paid.dossier.phase === 'REVIEW' && local(paid.dossier.step.due)).toBe('2026-11-27 09:00');
  });

  test('said without a time it was paid now', () => {
    expect(dueOf(tell(waiting, '2026-11-23 09:00', confirm(), desk))).toBe('2026-12-04 17:00');
  });

  test('the pause of a payment has its own policy, whatever supplements do', () => {
    const reset = { ...procedure.supplement, policy: { kind: 'reset' } } as const;
    const bySupplement = waitingBy(rulesWith({ supplement: reset }));
    expect(dueOf(paidBy(bySupplement, '2026-11-20 09:00'))).toBe('2026-12-03 17:00');
    const payment = { ...policy.unit.payment, policy: { kind: 'reset' } } as const;
    const byUnit = waitingBy({ ...policy, unit: { ...policy.unit, payment } });
    expect(dueOf(paidBy(byUnit, '2026-11-20 09:00'))).toBe('2026-12-07 17:00');
  });

  test('form 01 is issued again with the new date, under another number each time', () => {
    const paid = paidBy(waiting, '2026-11-20 09:00');
    const twice = paidBy(asked(paid, '2026-11-23 09:00', 'payment'), '2026-11-23 10:00');
    expect(forms(twice, '01').map(({ number, appointed }) => [number, local(Number(appointed))])).toEqual([
      ['000.00.NN.H05-261102-0001/TN', '2026-12-01 17:00'],
      ['000.00.NN.H05-261102-0001/TN-2', '2026-12-03 17:00'],
      ['000.00.NN.H05-261102-0001/TN-3', '2026-12-03 17:00'],
    ]);
  });

  test.each([
    ['before it was asked for', '2026-11-18 08:59'],
    ['in the future', '2026-11-20 09:01'],
  ])('paid %s is refused', (_name, paid) => {
    expect(judge(waiting, confirm(paid), desk, at('2026-11-20 09:00'))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/paidAt' }] },
    });
  });

  test('the treasury’s message comes by the portal', () => {
    expect(answer(waiting, '2026-11-20 09:00', confirm(), staff('portal', ['portal']))).toBe(
      'paymentConfirmed',
    );
  });
});

test('silence: stopped with form 05 by the article on payments, after the 15th working day', () => {
  expect(evaluateSla(waiting.dossier, waiting.rules, at('2026-12-10 17:00'))).toEqual({ kind: 'lapse' });
  const over = lapsed(waiting, '2026-12-10 17:00');
  expect(over.dossier).toMatchObject({ status: 8, phase: 'CLOSED' });
  expect(lastEvent(over).data).toMatchObject({ of: 'PAYMENT', outcome: 'stopped' });
  expect(forms(over, '05')).toMatchObject([{ legalBasis: policy.unit.payment.article }]);
});

test.each([
  ['supplement', '2026-11-20 09:00'],
  ['payment', '2026-11-20 09:00'],
] as const)(
  'a %s asked for between two minutes leaves whole minutes of the step, as the log wants them',
  (kind, when) => {
    const between = at(when) + 12_345;
    const proposed = propose(appraisedSince('2026-11-16 09:00'), when, kind);
    const { dossier } = follow(proposed, passOn[kind], desk, between);
    // Six days from Mon 16/11 09:00 are 2880 minutes, of which 1920 are used on Fri 20/11 09:00, and some seconds.
    expect(dossier).toMatchObject({ step: { resumed: { minutes: 959 } } });
  },
);
