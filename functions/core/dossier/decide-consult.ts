import { addWorkingDays, closingInstant, dueDate, localDateOf } from '../calendar/index.ts';
import type { CommandOf } from './commands.ts';
import { heldByAnother } from './decide-review.ts';
import { type Decided, decided } from './decision.ts';
import { type Dossier, isReceived } from './dossier.ts';
import { type Circumstances, textRef } from './policy.ts';
import { refuse } from './problems.ts';

/** More opinions than any procedure asks for: the head stays small. */
const MOST = 20;

/** Lấy ý kiến: an opinion asked of another agency, several at once, each with its own deadline (rules C7, R18). */
export const consult = (d: Dossier, command: CommandOf<'consult'>, c: Circumstances): Decided => {
  if (d.phase !== 'REVIEW') return refuse('ILLEGAL_TRANSITION');
  const held = heldByAnother(d, c);
  if (held) return { ok: false, error: held };
  const { agency, question, days } = command;
  const { agencies } = c.policy.unit;
  if (!agencies.some(({ id }) => id === agency)) {
    const known = agencies.map(({ id }) => id).join(', ');
    return refuse('CONSULTATION_NOT_POSSIBLE', `${agency} is none of the agencies: ${known}`);
  }
  if (d.consultations.length >= MOST) return refuse('CONSULTATION_NOT_POSSIBLE', `at most ${MOST}`);
  if (d.consultations.some((each) => each.agency === agency && each.state === 'open')) {
    return refuse('CONSULTATION_NOT_POSSIBLE', `${agency} has been asked and has not answered`);
  }
  const [rule] = c.policy.procedure.consultations;
  if (rule && days !== undefined) {
    return refuse('VALIDATION_FAILED', undefined, [
      {
        field: '/days',
        detail: `set by the procedure: ${rule.limit.amount} ${rule.limit.unit} (${rule.article})`,
      },
    ]);
  }
  const limit = rule?.limit ?? { amount: days ?? c.policy.unit.consultationDays, unit: 'workingDay' };
  const due = dueDate(c.policy.calendar, { received: c.at, limit });
  if (!due.ok) return refuse('DUE_DATE_UNKNOWN', due.error.detail);
  const text = textRef(d.seq + 1, question, c);
  return decided(
    {
      type: 'consulted',
      data: {
        ...{ n: d.consultations.length + 1, agency, askedAt: c.at, due: due.value.due },
        ...{ silence: rule?.silence ?? 'reported', state: 'open', question: text.ref },
      },
    },
    text.item,
  );
};

/** The agency answers, or the front desk enters its letter. Silence that the law took for agreement stands. */
export const answerConsultation = (
  d: Dossier,
  { n, opinion, text: said }: CommandOf<'answerConsultation'>,
  c: Circumstances,
): Decided => {
  const asked = isReceived(d) ? d.consultations.find((each) => each.n === n) : undefined;
  if (!asked) return refuse('NOT_FOUND', `consultation ${n}`);
  const own = c.actor.unit === d.unit || c.actor.unit === asked.agency;
  if (!own) return refuse('NOT_FOUND', `consultation ${n}`);
  if (asked.state !== 'open' && asked.state !== 'late') {
    return refuse('CONSULTATION_CLOSED', `consultation ${n}: ${asked.state}`);
  }
  // The law takes the silence for agreement when the time is over, not when our timer gets to writing it down.
  if (asked.silence === 'agreed' && c.at > asked.due) {
    return refuse('CONSULTATION_CLOSED', `consultation ${n}: agreed by silence`);
  }
  const text = textRef(d.seq + 1, said, c);
  const data = { n, opinion, late: c.at > asked.due, text: text.ref };
  return decided({ type: 'consultationAnswered', data }, text.item);
};

/** No answer in time: agreement where the procedure says so, written into the record; else on record as late. */
export const lapseConsultation = (d: Dossier, n: number, c: Circumstances): Decided => {
  const asked = isReceived(d) ? d.consultations.find((each) => each.n === n) : undefined;
  if (asked?.state !== 'open' || c.at < asked.due) return refuse('ILLEGAL_TRANSITION', 'nothing has lapsed');
  if (asked.silence === 'agreed') {
    return decided({ type: 'consultationLapsed', data: { n, outcome: 'agreedBySilence' } });
  }
  // The one-stop shop is told (rule R18).
  const alert = { kind: 'ALERT', stage: 'CONSULTATION_LATE', version: n, at: c.at, due: asked.due } as const;
  return decided({ type: 'consultationLapsed', data: { n, outcome: 'late' } }, alert);
};

/** Days of a complaint are working days after the day of its opening; it is due when the last one closes. */
export const complaintDue = ({ policy, at }: Circumstances): number => {
  const { calendar, unit } = policy;
  return closingInstant(calendar, addWorkingDays(calendar, localDateOf(at, calendar), unit.complaintDays));
};
