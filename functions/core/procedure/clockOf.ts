import type { ClockInput, Instant, Limit, Pause } from '../calendar/index.ts';
import { err, ok, type Result } from '../result.ts';
import type { ProcedureData } from './schema.ts';

/** What happened to a dossier that its clock depends on. */
export interface ClockFacts {
  /** When it was received complete and valid (rule C1). */
  readonly accepted: Instant;
  /** The case of the limit chosen at intake, e.g. the group of the project. */
  readonly limitCase?: string;
  /** When the notice of eligible evaluation went out, for procedures with a council (rule R12). */
  readonly councilNotice?: Instant;
  readonly pauses?: readonly Pause[];
}

/** The clock of a dossier: running by these rules, waiting for something, or none at all (rule C12). */
export type StatutoryClock =
  | { readonly kind: 'running'; readonly input: ClockInput }
  | { readonly kind: 'waiting'; readonly for: 'councilNotice' }
  | { readonly kind: 'noAppointedDate' };

export interface ClockError {
  readonly code: 'UNKNOWN_LIMIT_CASE' | 'NO_LIMIT';
  readonly detail: string;
}

/** By what rules the clock of a dossier runs under a version of its procedure. */
export function clockOf(procedure: ProcedureData, facts: ClockFacts): Result<StatutoryClock, ClockError> {
  if (procedure.noAppointedDate) return ok({ kind: 'noAppointedDate' });
  const chosen = limitOf(procedure, facts.limitCase);
  if (!chosen.ok) return chosen;
  const received = procedure.limitFrom === 'accepted' ? facts.accepted : facts.councilNotice;
  if (received === undefined) return ok({ kind: 'waiting', for: 'councilNotice' });
  const input: ClockInput = {
    received,
    ...chosen.value,
    policy: procedure.supplement.policy,
    ...(facts.pauses !== undefined && { pauses: facts.pauses }),
    ...(procedure.cutOff && { cutOff: procedure.cutOff }),
  };
  return ok({ kind: 'running', input });
}

/** The limit of a case, or the procedure's own, with the provision it rests on. */
export function limitOf(
  procedure: ProcedureData,
  limitCase?: string,
): Result<{ limit: Limit; article: string }, ClockError> {
  if (limitCase !== undefined) {
    const found = procedure.limitCases.find((each) => each.id === limitCase);
    if (found === undefined)
      return err({ code: 'UNKNOWN_LIMIT_CASE', detail: `${procedure.code} ${limitCase}` });
    return ok({ limit: found.limit, article: found.article });
  }
  if (procedure.limit === undefined) return err({ code: 'NO_LIMIT', detail: procedure.code });
  return ok({ limit: procedure.limit, article: procedure.article });
}

/** The rules of a clock inside the procedure, e.g. the days for one list of missing papers, from the event it starts at. */
export function innerClockInput(procedure: ProcedureData, id: string, from: Instant): ClockInput | undefined {
  const clock = procedure.innerClocks.find((each) => each.id === id);
  return clock && { received: from, limit: clock.limit, article: clock.article };
}
