import type { LocalDate } from '../core/calendar/index.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { codeStem, type Procedure, versionInForce } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import type { CataloguePort } from './ports.ts';

/** The version of a procedure that receives filings on a local date, or the refusal that says why none does. */
export const procedureInForce = async (
  catalogue: Pick<CataloguePort, 'versions'>,
  code: string,
  day: LocalDate,
): Promise<Result<Procedure, Refusal>> => {
  const found = versionInForce(await catalogue.versions(codeStem(code)), code, day);
  if (found.ok) return ok(found.value);
  const unknown = found.error.code === 'UNKNOWN_PROCEDURE';
  return refuse(unknown ? 'UNKNOWN_PROCEDURE' : 'PROCEDURE_NOT_IN_FORCE', found.error.detail, [
    { field: '/procedure', detail: found.error.code },
  ]);
};
