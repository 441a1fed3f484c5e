import {
  addWorkingMinutes,
  answerDue,
  compareDates,
  councilNoticeBy,
  type Derivation,
  dueDate,
  type Instant,
  localDateOf,
  openingInstant,
  workingMinutesBetween,
} from '../calendar/index.ts';
import type { Deadline, Outcome } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import type { Refusal } from '../dossier/problems.ts';
import { refuse } from '../dossier/problems.ts';
import { clockOf, type ProcedureStep, stepMinutes } from '../procedure/index.ts';
import { ok, type Result } from '../result.ts';

/** A promise and how it was counted. */
export interface DatedPromise {
  readonly deadline: Deadline;
  readonly derivation: Derivation;
}

/** The answer to a filing: within the unit's working hours of its receipt (8 by NĐ 297/2025 Đ6, rule R2). */
export const intakeAnswer = (
  policy: Policy,
  submitted: Instant,
  version: number,
): Result<DatedPromise, Refusal> => {
  const answer = answerDue(policy.calendar, submitted, policy.unit.intakeAnswerHours);
  return answer.ok
    ? ok(promise(policy, 'INTAKE_ANSWER', submitted, version, answer.value))
    : refuse('DUE_DATE_UNKNOWN', answer.error.detail);
};

/**
 * The appointed date of a dossier received complete and valid at `clockStart` (rules C1, R1). Where the limit runs from a
 * council's notice (R12), the date that can be promised at acceptance counts from the last day on which it may go out.
 */
export const appointedDate = (
  policy: Policy,
  clockStart: Instant,
  version: number,
  limitCase?: string,
): Result<DatedPromise, Refusal> => {
  const { calendar, procedure } = policy;
  if (limitCase === undefined && procedure.limitCases.length > 0) {
    const cases = procedure.limitCases.map(({ id, when }) => `${id} (${when.vi})`);
    return refuse('LIMIT_CASE_MISSING', undefined, [
      { field: '/limitCase', detail: `one of ${cases.join('; ')}` },
    ]);
  }
  const clock = clockOf(procedure, {
    accepted: clockStart,
    ...(limitCase !== undefined && { limitCase }),
    ...(procedure.limitFrom === 'councilNotice' && { councilNotice: latestNotice(policy, clockStart) }),
  });
  if (!clock.ok) {
    return clock.error.code === 'UNKNOWN_LIMIT_CASE'
      ? refuse('LIMIT_CASE_MISSING', clock.error.detail, [{ field: '/limitCase', detail: 'no such case' }])
      : refuse('DUE_DATE_UNKNOWN', clock.error.detail);
  }
  if (clock.value.kind !== 'running') return refuse('DUE_DATE_UNKNOWN', clock.value.kind);
  const due = dueDate(calendar, clock.value.input);
  return due.ok
    ? ok(promise(policy, 'APPOINTED', clockStart, version, due.value, limitCase))
    : refuse('DUE_DATE_UNKNOWN', due.error.detail);
};

/** The last working day on which the council's notice may go out for a dossier that was valid at `clockStart`. */
const latestNotice = ({ calendar }: Policy, clockStart: Instant): Instant =>
  openingInstant(calendar, councilNoticeBy(calendar, localDateOf(clockStart, calendar)));

/** The same promise counted anew, by the rules and the calendar of `policy`; whether it moved is for the caller to see. */
export const recount = (
  policy: Policy,
  { kind, from, version, limitCase }: Deadline,
): Result<DatedPromise, Refusal> => {
  switch (kind) {
    case 'INTAKE_ANSWER':
      return intakeAnswer(policy, from, version);
    case 'APPOINTED':
      return appointedDate(policy, from, version, limitCase);
  }
};

/** End of a step's own budget, in working time from the moment the step began. */
export const stepDue = ({ calendar }: Policy, step: ProcedureStep, since: Instant): Instant =>
  addWorkingMinutes(calendar, since, stepMinutes(step));

const promise = (
  { calendar, unit }: Policy,
  kind: Deadline['kind'],
  from: Instant,
  version: number,
  dated: { due: Instant; provisional: boolean; derivation: Derivation },
  limitCase?: string,
): DatedPromise => {
  const minutes = Math.floor((workingMinutesBetween(calendar, from, dated.due) * unit.reminderPercent) / 100);
  const remind = addWorkingMinutes(calendar, from, minutes);
  return {
    deadline: {
      version,
      kind,
      from,
      due: dated.due,
      remind,
      calendar: calendar.id,
      ...(limitCase !== undefined && { limitCase }),
      provisional: dated.provisional,
      raised: [],
    },
    derivation: dated.derivation,
  };
};

/** Early, on time or late by local date of completion against the local date of the appointment (rule R6). */
export const outcomeOf = ({ calendar }: Policy, completed: Instant, due: Instant): Outcome => {
  const order = compareDates(localDateOf(completed, calendar), localDateOf(due, calendar));
  return order < 0 ? 'early' : order === 0 ? 'onTime' : 'late';
};
