import {
  addWorkingDays,
  addWorkingMinutes,
  answerDue,
  type CalendarError,
  type ClockInput,
  closingInstant,
  compareDates,
  councilNoticeBy,
  type DueDate,
  dueDate,
  extendedDue,
  type Instant,
  isProvisional,
  type Limit,
  localDateOf,
  openingInstant,
  workingDateFrom,
  workingDaysBetween,
} from '../calendar/index.ts';
import { type Dossier, isReceived } from '../dossier/dossier.ts';
import type { Promised } from '../dossier/facts.ts';
import type {
  ApplicantMove,
  ClockState,
  Deadline,
  Outcome,
  StepState,
  SupplementStage,
} from '../dossier/parts.ts';
import type { Policy } from '../dossier/policy.ts';
import { type Refusal, refuse } from '../dossier/problems.ts';
import { clockOf, type ProcedureStep, stepMinutes } from '../procedure/index.ts';
import { ok, type Result } from '../result.ts';

/** A promise and how it was counted, or why the calendar cannot date it. */
export type DatedPromise = Result<Promised, Refusal>;

/** The answer to a filing: within the unit's working hours of its receipt (8 by NĐ 297/2025 Đ6, rule R2). */
export const intakeAnswer = (policy: Policy, submitted: Instant, version: number): DatedPromise => {
  const answer = answerDue(policy.calendar, submitted, policy.unit.intakeAnswerHours);
  return dated(policy, { kind: 'INTAKE_ANSWER', from: submitted, version }, answer);
};

/** What the date of a received dossier depends on besides the rules. */
export interface ClockFacts {
  readonly clockStart: Instant;
  readonly clock: ClockState;
}

/**
 * The appointed date of a dossier received complete and valid at `clockStart` (rules C1, R1), moved by its pauses (R3),
 * its extension (R4) and its one re-appointment (C8). Where the limit runs from a council's notice (R12), the date that
 * can be promised at acceptance counts from the last day on which it may go out.
 */
export const appointedDate = (
  policy: Policy,
  { clockStart, clock }: ClockFacts,
  version: number,
): DatedPromise => {
  const input = clockInput(policy, clockStart, clock);
  if (!input.ok) return input;
  const { calendar, procedure } = policy;
  const from = clock.pauses.at(-1)?.to ?? clockStart;
  const promise = { kind: 'APPOINTED', from, version } as const;
  const counted = dueDate(calendar, input.value);
  if (!counted.ok) return dated(policy, promise, counted);
  let due = counted.value;
  for (const [used, by] of clock.extensions.entries()) {
    const { limit, article } = input.value;
    const rule = procedure.extension;
    const extended = extendedDue(calendar, {
      ...{ due: due.due, limit, rule, used, by },
      ...(article !== undefined && { article }),
    });
    if (!extended.ok) return dated(policy, promise, extended);
    due = extended.value;
  }
  const lengthened = lengthenedInput(input.value, clock);
  if (lengthened) {
    const recounted = dueDate(calendar, lengthened);
    if (!recounted.ok) return dated(policy, promise, recounted);
    due = recounted.value;
  }
  return dated(policy, promise, ok(reappointed(policy, due, clock)));
};

/**
 * A clock that merely stops during a pause runs over the limit and its extensions as one: a pause during the extension
 * stops what is left of both. Undefined where the plain count says the same or the policy counts from the return.
 */
const lengthenedInput = (input: ClockInput, { extensions }: ClockState): ClockInput | undefined => {
  const { limit, pauses = [] } = input;
  const { amount, unit } = limit;
  if (pauses.length === 0 || extensions.length === 0) return undefined;
  const merelyStops = pauses.every((pause) => (pause.policy ?? input.policy)?.kind === 'continue');
  if (!merelyStops || extensions.some((by) => by.unit !== unit)) return undefined;
  return { ...input, limit: { unit, amount: extensions.reduce((sum, by) => sum + by.amount, amount) } };
};

/** The later of the counted date and the one that was promised with the apology, moved by the pauses since. */
const reappointed = (
  { calendar }: Policy,
  counted: DueDate,
  { reappointment, pauses }: ClockState,
): DueDate => {
  if (!reappointment) return counted;
  const waited = pauses
    .filter(({ from }) => from >= reappointment.at)
    .reduce(
      (days, { from, to }) =>
        days + workingDaysBetween(calendar, localDateOf(from, calendar), localDateOf(to, calendar)),
      0,
    );
  const day = addWorkingDays(calendar, workingDateFrom(calendar, reappointment.due), waited);
  const due = closingInstant(calendar, day);
  return due > counted.due ? { ...counted, due, provisional: isProvisional(calendar, due) } : counted;
};

const clockInput = (
  policy: Policy,
  clockStart: Instant,
  { limitCase, pauses }: ClockState,
): Result<ClockInput, Refusal> => {
  const { procedure } = policy;
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
    pauses: pauses.map(({ from, to, reason }) => ({
      ...{ from, to, reason },
      ...(reason === 'PAYMENT' && { policy: policy.unit.payment.policy }),
    })),
  });
  if (!clock.ok) {
    return clock.error.code === 'UNKNOWN_LIMIT_CASE'
      ? refuse('LIMIT_CASE_MISSING', clock.error.detail, [{ field: '/limitCase', detail: 'no such case' }])
      : refuse('DUE_DATE_UNKNOWN', clock.error.detail);
  }
  return clock.value.kind === 'running'
    ? ok(clock.value.input)
    : refuse('DUE_DATE_UNKNOWN', clock.value.kind);
};

/** The last working day on which the council's notice may go out for a dossier that was valid at `clockStart`. */
const latestNotice = ({ calendar }: Policy, clockStart: Instant): Instant =>
  openingInstant(calendar, councilNoticeBy(calendar, localDateOf(clockStart, calendar)));

/**
 * How long the applicant may be silent after a request, and by which article: in review the procedure's own limit, at
 * intake and for a payment the unit's (rules C6, R4). A file that must be replaced is waited for as long as a supplement at
 * intake (INT: the law knows no such request).
 */
export const applicantLimit = (
  { unit, procedure }: Policy,
  kind: ApplicantMove,
  stage: SupplementStage,
): { readonly limit: Limit; readonly article: string } => {
  const days = (amount: number) => ({ amount, unit: 'workingDay' }) as const;
  if (kind === 'PAYMENT') return { limit: days(unit.payment.lapseDays), article: unit.payment.article };
  return stage === 'review'
    ? procedure.lapse
    : { limit: days(unit.lapseDays), article: 'NĐ 297/2025/NĐ-CP Đ6.4a' };
};

/** The applicant's own move, promised to nobody but watched: its date after a request at an instant. */
export const applicantPromise = (
  policy: Policy,
  kind: ApplicantMove,
  asked: { readonly at: Instant; readonly stage: SupplementStage },
  version: number,
): DatedPromise => {
  const { limit, article } = applicantLimit(policy, kind, asked.stage);
  const counted = dueDate(policy.calendar, { received: asked.at, limit, article });
  return dated(policy, { kind, from: asked.at, version }, counted);
};

/** The refusal that follows a lapse: the procedure's own clock for it, if it has one (R4: within 1 working day). */
export const refusalPromise = (
  policy: Policy,
  expired: Instant,
  version: number,
): DatedPromise | undefined => {
  const clock = policy.procedure.innerClocks.find(({ from }) => from === 'supplementExpired');
  if (!clock) return undefined;
  const due = dueDate(policy.calendar, { received: expired, limit: clock.limit, article: clock.article });
  return dated(policy, { kind: 'REFUSAL', from: expired, version }, due);
};

/** The running promise counted anew by the rules and the calendar of `policy`; whether it moved is for the caller to see. */
export const recount = (policy: Policy, d: Dossier, { kind, from, version }: Deadline): DatedPromise => {
  switch (kind) {
    case 'INTAKE_ANSWER':
      return intakeAnswer(policy, from, version);
    case 'APPOINTED':
      return isReceived(d) ? appointedDate(policy, d, version) : refuse('DUE_DATE_UNKNOWN', kind);
    case 'REPLACEMENT':
    case 'SUPPLEMENT':
    case 'PAYMENT':
      return applicantPromise(
        policy,
        kind,
        { at: from, stage: isReceived(d) ? 'review' : 'intake' },
        version,
      );
    case 'REFUSAL':
      return refusalPromise(policy, from, version) ?? refuse('DUE_DATE_UNKNOWN', kind);
  }
};

/** End of a step's own budget, in working time from the moment the step began or ran on after a pause. */
export const stepDue = (
  { calendar }: Policy,
  step: ProcedureStep,
  { since, resumed }: Pick<StepState, 'since' | 'resumed'>,
): Instant =>
  resumed
    ? addWorkingMinutes(calendar, resumed.at, resumed.minutes)
    : addWorkingMinutes(calendar, since, stepMinutes(step));

/** A promise as it is counted, or why it cannot be. */
const dated = (
  { calendar }: Policy,
  { kind, from, version }: Pick<Deadline, 'kind' | 'from' | 'version'>,
  counted: Result<DueDate, CalendarError>,
): DatedPromise => {
  if (!counted.ok) return refuse('DUE_DATE_UNKNOWN', counted.error.detail);
  const { due, provisional, derivation } = counted.value;
  const deadline = { version, kind, from, due, calendar: calendar.id, provisional, raised: [] };
  return ok({ deadline, derivation });
};

/** Early, on time or late by local date of completion against the local date of the appointment (rule R6). */
export const outcomeOf = ({ calendar }: Policy, completed: Instant, due: Instant): Outcome => {
  const order = compareDates(localDateOf(completed, calendar), localDateOf(due, calendar));
  return order < 0 ? 'early' : order === 0 ? 'onTime' : 'late';
};
