import { expect, test } from 'vitest';
import { bieu06, type Landing } from '../../../functions/core/reports/bieu06.ts';
import type { DossierFacts } from '../../../functions/core/reports/facts.ts';
import { desk, leader, must, owner, rulesOf, type Story, system, verified } from '../dossier/support.ts';
import { asked, lapsed, resolvedAt, supplied, tell } from '../dossier/tell.ts';
import { codeOf, factsAt, filedAt, takenIn, times } from './support.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const resolved: Landing = { withdrawn: 'resolved', stopped: 'resolved' };

const seen = (story: Story): DossierFacts => must(factsAt(story, november.to));
const report = (all: readonly DossierFacts[], landing = resolved, period = november) => {
  const made = bieu06(all, period, landing);
  if (!made.ok) throw new Error(`unbalanced: ${made.error.dossiers.length}`);
  const [form, more] = made.value.tables;
  return { form: must(form), more: must(more) };
};

test('R15: online 100 + direct 20 + carried over 12 = 132 = resolved 110 [104, 6, 0] + in process 22 [21, 1]', () => {
  // Ten working days: Mon 02/11 is due Mon 16/11, Mon 16/11 is due Tue 01/12, Tue 20/10 is due Tue 03/11/2026.
  const early = seen(resolvedAt(takenIn('2026-11-02 09:00'), '2026-11-13 16:00'));
  const counter = seen(resolvedAt(takenIn('2026-11-02 09:00', 'counter'), '2026-11-13 16:00'));
  const post = seen(resolvedAt(takenIn('2026-11-02 09:00', 'post'), '2026-11-16 16:59'));
  const open = seen(takenIn('2026-11-16 09:00'));
  const before = seen(resolvedAt(takenIn('2026-10-20 09:00'), '2026-11-02 08:00'));
  const late = seen(takenIn('2026-10-20 09:00'));
  const all = [
    ...[...times(79, early), ...times(14, counter), ...times(6, post), ...times(21, open)],
    ...[...times(11, before), late],
  ];
  const { form, more } = report(all);
  expect(form.total).toMatchObject({
    ...{ received: 132, online: 100, direct: 20, carried: 12 },
    ...{ resolved: 110, early: 104, onTime: 6, late: 0 },
    ...{ open: 22, within: 21, openLate: 1 },
  });
  expect(form.rows).toEqual([{ n: 1, ...form.total, field: 'Hoạt động xây dựng' }]);
  // 104 / 110 = 94.545…, 6 / 110 = 5.4545…
  expect(more.total).toMatchObject({ earlyShare: 94.5, onTimeShare: 5.5, lateShare: 0 });
});

// Rule R6: Mon 16/11/2026 is due Tue 01/12; compared by date; picking up late is not lateness.
test.each<[string, string, string]>([
  ['2026-11-30 16:00', 'early', 'early'],
  ['2026-12-01 08:00', 'onTime', 'onTime'],
  ['2026-12-01 16:59', 'onTime', 'onTime'],
  ['2026-12-02 08:00', 'late', 'late'],
])('R6: completed %s is %s', (when, outcome, original) => {
  const story = resolvedAt(takenIn('2026-11-16 09:00'), when);
  const delivered = tell(story, '2026-12-10 09:00', { type: 'deliver', method: 'counter' }, desk);
  for (const each of [story, delivered]) {
    expect(factsAt(each)?.closing).toMatchObject({
      how: 'result',
      day: when.slice(0, 10),
      outcome,
      original,
    });
  }
});

test('R6: after an apology, on time by the new date and late by the first one', () => {
  const newDue = { year: 2026, month: 12, day: 4 };
  const moved = tell(
    takenIn('2026-11-16 09:00'),
    '2026-11-30 09:00',
    { type: 'reappoint', newDue, reason: 'r' },
    leader,
  );
  const facts = must(factsAt(resolvedAt(moved, '2026-12-04 09:00')));
  expect(facts.closing).toMatchObject({ outcome: 'onTime', original: 'late' });
  expect(facts).toMatchObject({ appointedDay: '2026-12-01', dueDay: '2026-12-04' });
  const december = report([facts], resolved, { from: '2026-12-01', to: '2026-12-31' });
  expect(december.form.total).toMatchObject({ carried: 1, onTime: 1, late: 0 });
  expect(december.more.total).toMatchObject({ lateByOriginal: 1 });
});

// Before acceptance the answer is due: within 8 working hours, so filed Mon 23/11 16:30 is due Wed 25/11 (R2).
test.each([
  ['2026-11-23 16:45', 'early'],
  ['2026-11-25 16:00', 'onTime'],
  ['2026-11-26 08:00', 'late'],
])('a refusal at intake on %s is %s against the answer that was due', (when, outcome) => {
  const filed = filedAt('2026-11-23 16:30');
  const clean = tell(filed, '2026-11-23 16:31', verified(filed.dossier.documents.filed), system);
  const facts = seen(tell(clean, when, { type: 'refuse', reason: 'r' }, desk));
  expect(facts.closing).toMatchObject({ how: 'refused', outcome });
  expect(report([facts]).form.total).toMatchObject({ received: 1, resolved: 1, [outcome]: 1, open: 0 });
  expect(report([facts]).more.total).toMatchObject({ refused: 1 });
});

test('while the applicant is waited for, no day counts against the office, before and after the end', () => {
  const rules = rulesOf('1.012900');
  // Fifteen working days from Mon 02/11/2026: Mon 23/11. Asked on Tue 03/11, silent for 15 working days: Wed 25/11.
  const waiting = asked(takenIn('2026-11-02 09:00', 'online', rules), '2026-11-03 09:00', 'supplement');
  const open = report([must(factsAt(waiting, '2026-11-24'))], resolved, {
    from: '2026-11-01',
    to: '2026-11-24',
  });
  expect(open.form.total).toMatchObject({ open: 1, within: 1, openLate: 0 });
  expect(open.more.total).toMatchObject({ suspended: 1 });
  const over = seen(lapsed(waiting, '2026-11-25 17:00'));
  expect(over.closing).toMatchObject({ how: 'stopped', day: '2026-11-25', outcome: 'early' });
  // What was late already when the applicant was asked stays late.
  const late = asked(takenIn('2026-10-20 09:00'), '2026-10-22 09:00', 'payment');
  expect(report([seen(late)]).form.total).toMatchObject({ carried: 1, within: 1 });
});

test('R6: in process is within time on the whole of the due day', () => {
  const story = takenIn('2026-11-16 09:00');
  const openOn = (to: string) =>
    report([must(factsAt(story, to))], resolved, { from: '2026-11-01', to }).form.total;
  expect(openOn('2026-12-01')).toMatchObject({ within: 1, openLate: 0 });
  expect(openOn('2026-12-02')).toMatchObject({ within: 0, openLate: 1 });
});

test('withdrawn and stopped land in one place, which the office decides', () => {
  const withdrawn = seen(
    tell(takenIn('2026-11-02 09:00'), '2026-11-05 09:00', { type: 'withdraw', reason: 'r' }, owner),
  );
  const stopped = seen(
    tell(
      takenIn('2026-11-02 09:00'),
      '2026-11-17 09:00',
      { type: 'stop', reason: 'r', legalBasis: 'b' },
      leader,
    ),
  );
  const open = seen(takenIn('2026-11-16 09:00'));
  const inside = report([withdrawn, stopped, open]);
  expect(inside.form.total).toMatchObject({ received: 3, resolved: 2, early: 1, late: 1, open: 1 });
  expect(inside.more.total).toMatchObject({ withdrawn: 1, stopped: 1, apart: 0 });
  const outside = report([withdrawn, stopped, open], { withdrawn: 'apart', stopped: 'apart' });
  expect(outside.form.total).toMatchObject({ received: 1, resolved: 0, open: 1 });
  expect(outside.more.total).toMatchObject({ withdrawn: 0, stopped: 0, apart: 2 });
  const mixed = report([withdrawn, stopped], { withdrawn: 'apart', stopped: 'resolved' });
  expect(mixed.form.total).toMatchObject({ received: 1, resolved: 1, late: 1 });
});

test('a period knows nothing of what happened after it', () => {
  const story = resolvedAt(
    supplied(asked(takenIn('2026-10-26 09:00'), '2026-10-28 09:00', 'supplement'), '2026-10-29 09:00'),
    '2026-11-05 09:00',
  );
  const october = { from: '2026-10-01', to: '2026-10-31' };
  expect(
    report([must(factsAt(story, '2026-10-28'))], resolved, { from: '2026-10-01', to: '2026-10-28' }).more
      .total,
  ).toMatchObject({ suspended: 1 });
  expect(report([must(factsAt(story, october.to))], resolved, october).form.total).toMatchObject({
    online: 1,
    open: 1,
    within: 1,
  });
  expect(report([seen(story)]).form.total).toMatchObject({ carried: 1, resolved: 1, open: 0 });
});

test('a result entered before midnight and verified after it counts on the day of its entry', () => {
  const ready = takenIn('2026-11-16 09:00');
  const entered = resolvedAt(ready, '2026-11-30 23:50');
  const verifiedLater = {
    ...entered,
    events: entered.events.map((event) =>
      event.type === 'documentsVerified' && event.data.completed
        ? { ...event, at: event.at + 3_600_000 }
        : event,
    ),
  };
  expect(seen(verifiedLater).closing).toMatchObject({ day: '2026-11-30', outcome: 'early' });
});

test('dossiers on one side of the identity only are named, and there is no report', () => {
  const good = seen(takenIn('2026-11-16 09:00'));
  // Damage: closed on a day before it was filed.
  const damaged = { ...seen(resolvedAt(takenIn('2026-11-02 09:00'), '2026-11-13 16:00')), code: codeOf(7) };
  const closing = { ...must(damaged.closing), day: '2026-10-31' };
  const made = bieu06([good, { ...damaged, closing }], november, resolved);
  expect(made).toMatchObject({
    ok: false,
    error: { received: 2, accountedFor: 1, dossiers: [{ code: codeOf(7) }] },
  });
});
