import type { Limit } from '../calendar/index.ts';
import { compareDates, type LocalDate, parseDate } from '../calendar/localDate.ts';
import { err, ok, type Result } from '../result.ts';
import type { ProcedureData, ProcedureStep } from './schema.ts';

/** A version that can be filed: published, with a limit. Drafts never become one. */
export type Procedure = ProcedureData & { readonly status: 'published'; readonly limit: Limit };

export type IntakeErrorCode =
  | 'UNKNOWN_PROCEDURE'
  | 'NOT_IN_FORCE'
  | 'PROCEDURE_CLOSED'
  | 'DRAFT'
  | 'NO_LIMIT';

export interface IntakeError {
  readonly code: IntakeErrorCode;
  readonly detail: string;
}

/**
 * The 8-character stem of a procedure code: `1.009645.H05` and `1.001122.000.00.00.H48` lose their suffix. Anything else
 * that is longer is no code at all and stays as it is, so that a slip of the finger is unknown rather than another procedure.
 */
export function codeStem(code: string): string {
  return /^([\dL]\.\d{6})(?:(?:\.\d{2,3})*\.[A-Z]\d{2})?$/.exec(code.trim())?.[1] ?? code.trim();
}

/** Whether the version receives filings on the date; the last day is included. */
export function isEffective(version: Pick<ProcedureData, 'effective'>, at: LocalDate): boolean {
  const from = parseDate(version.effective.from);
  const to = version.effective.to === undefined ? undefined : parseDate(version.effective.to);
  return from !== undefined && compareDates(from, at) <= 0 && (to === undefined || compareDates(at, to) <= 0);
}

/** The version of a procedure in force on a date, or why nothing can be filed under this code. */
export function versionInForce(
  versions: readonly ProcedureData[],
  code: string,
  at: LocalDate,
): Result<Procedure, IntakeError> {
  const own = versions.filter((version) => version.code === codeStem(code));
  const latest = own.at(-1);
  if (latest === undefined) return err({ code: 'UNKNOWN_PROCEDURE', detail: code });
  const inForce = own.filter((version) => isEffective(version, at));
  const published = inForce.find((version) => version.status === 'published');
  if (published !== undefined) {
    if (isFileable(published)) return ok(published);
    return err({ code: 'NO_LIMIT', detail: `${code} has no appointed date` });
  }
  const draft = inForce[0];
  if (draft !== undefined) return err({ code: 'DRAFT', detail: draft.draftReason ?? 'not published' });
  const closed = own.find((version) => hasEnded(version, at));
  if (closed !== undefined)
    return err({ code: 'PROCEDURE_CLOSED', detail: closed.closedReason?.vi ?? closed.name.vi });
  return err({ code: 'NOT_IN_FORCE', detail: `from ${latest.effective.from}` });
}

/** Narrows to a version that can be filed. */
export function isFileable(version: ProcedureData): version is Procedure {
  return version.status === 'published' && version.limit !== undefined;
}

/** The steps between hand-over and result, in order. */
export function reviewSteps(procedure: Pick<ProcedureData, 'steps'>): readonly ProcedureStep[] {
  return procedure.steps.filter((step) => step.phase === 'review');
}

/** A step's budget in working minutes (1 day = 8 working hours). */
export function stepMinutes(step: Pick<ProcedureStep, 'days'>, minutesPerWorkingDay = 480): number {
  return Math.round(step.days * minutesPerWorkingDay);
}

function hasEnded(version: ProcedureData, at: LocalDate): boolean {
  const to = version.effective.to === undefined ? undefined : parseDate(version.effective.to);
  return to !== undefined && compareDates(to, at) < 0;
}
