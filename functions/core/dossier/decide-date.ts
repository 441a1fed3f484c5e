import { closingInstant, formatDate, isWorkingDay, reappointment, toEpochDay } from '../calendar/index.ts';
import { appointedDate } from '../sla/deadlines.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import { type Dossier, isReceived } from './dossier.ts';
import { issueForm } from './issue-form.ts';
import { type Circumstances, textRef } from './policy.ts';
import { refuse } from './problems.ts';

const wrong = (field: string, detail: string): Decided =>
  refuse('VALIDATION_FAILED', undefined, [{ field, detail }]);

/**
 * Xin lỗi và hẹn lại: form 04 with reason and new date, at most as often as the procedure allows. A notice later than
 * the law wants never blocks: it is still owed, and its lateness is on record (rules C8, R5).
 */
export const reappoint = (
  d: Dossier,
  { newDue, reason }: CommandOf<'reappoint'>,
  c: Circumstances,
): Decided => {
  const { calendar, procedure } = c.policy;
  if (!isReceived(d) || d.deadline?.kind !== 'APPOINTED') return refuse('NO_APPOINTED_DATE');
  if (toEpochDay(newDue) > calendar.lastDay) return wrong('/newDue', 'lies beyond the calendar');
  if (!isWorkingDay(calendar, newDue)) return wrong('/newDue', `${formatDate(newDue)} is no working day`);
  const due = closingInstant(calendar, newDue);
  if (due <= c.at) return wrong('/newDue', 'must lie in the future');
  const rule = procedure.reappointment;
  const used = d.clock.reappointment ? 1 : 0;
  const allowed = reappointment(calendar, { due: d.deadline.due, newDue: due, at: c.at, rule, used });
  if (!allowed.ok) {
    return allowed.error.code === 'REAPPOINTMENT_USED'
      ? refuse('REAPPOINTMENT_USED', `${allowed.error.detail} (${rule.article})`)
      : wrong('/newDue', allowed.error.detail);
  }
  const { noticeInTime } = allowed.value;
  const clock = { ...d.clock, reappointment: { due, at: c.at, noticeInTime } };
  const promise = appointedDate(c.policy, { clockStart: d.clockStart, clock }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const text = textRef(d.seq + 1, reason, c);
  const fields = {
    receivedAt: d.clockStart,
    due: d.deadline.due,
    newDue: due,
    reason: text.ref,
    signer: c.actor.subject,
  };
  const { fact, item } = issueForm(d, c, '04', fields);
  const data = { previousDue: d.deadline.due, noticeInTime, reason: text.ref, form: fact, ...promise.value };
  return decided({ type: 'reappointed', data }, text.item, item);
};

/** Gia hạn: the limit itself is lengthened where the procedure's law allows it, by letter with a reason (rule R4). */
export const extend = (d: Dossier, { by, reason }: CommandOf<'extend'>, c: Circumstances): Decided => {
  if (!isReceived(d) || d.deadline?.kind !== 'APPOINTED') return refuse('NO_APPOINTED_DATE');
  const { extension } = c.policy.procedure;
  if (d.clock.extensions.length >= extension.times) {
    return refuse(
      'EXTENSION_USED',
      `${d.clock.extensions.length} of ${extension.times} (${extension.article})`,
    );
  }
  const clock = { ...d.clock, extensions: [...d.clock.extensions, by] };
  const promise = appointedDate(c.policy, { clockStart: d.clockStart, clock }, d.deadlineVersion + 1);
  if (!promise.ok) return wrong('/by', promise.error.detail ?? promise.error.code);
  const text = textRef(d.seq + 1, reason, c);
  const data = { previousDue: d.deadline.due, by, reason: text.ref, ...promise.value };
  return decided({ type: 'extended', data }, text.item);
};
