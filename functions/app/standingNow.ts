import { formatDate, localDateOf } from '../core/calendar/index.ts';
import { unitId } from '../core/dossier/ids.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { lendersOf, standingOf, withoutLenders } from '../core/rights/standing.ts';
import type { CataloguePort, ClockPort } from './ports.ts';
import type { StaffReader } from './staff.ts';

export interface StandingPorts {
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly clock: ClockPort;
  readonly staff: StaffReader;
}

/**
 * The actor with what the staff directory says at this moment, by the local date of the unit. People of no known unit and
 * applicants stand as their token says.
 */
export const standingNow = async (ports: StandingPorts, actor: Actor): Promise<Result<Actor, Refusal>> => {
  const unit = actor.kind === 'staff' ? unitId(actor.unit ?? '') : undefined;
  if (!unit) return ok(actor);
  const [office, record] = await Promise.all([
    ports.catalogue.office(unit),
    ports.staff.record(unit, actor.subject),
  ]);
  if (!office) return ok(actor);
  const found = standingOf(actor, record, formatDate(localDateOf(ports.clock.now(), office.calendar)));
  if (!found.ok) return found;
  const lenders = await Promise.all(
    lendersOf(found.value).map(async (from) => ({ from, record: await ports.staff.record(unit, from) })),
  );
  const gone = lenders.filter((each) => each.record.profile?.active === false).map(({ from }) => from);
  return ok(gone.length > 0 ? withoutLenders(found.value, gone) : found.value);
};
