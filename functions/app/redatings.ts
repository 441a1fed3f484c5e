import { type DayChange, differingDays } from '../core/calendar/difference.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { type Redating, redating } from '../core/sla/redate.ts';
import { type Candidate, countedBy, type EditionPorts, formerCalendars } from './calendarEdition.ts';
import type { ClockPort } from './ports.ts';

/** What a calendar version makes of a dossier's dates, and the days that make it so. */
export type Moved = Redating & { readonly days: readonly DayChange[] };

/** Looks at dossiers under a calendar version; undefined for one whose dates stay. */
export const redatings = (ports: EditionPorts & { readonly clock: ClockPort }, candidate: Candidate) => {
  const catalogue = countedBy(ports.catalogue, candidate);
  const former = formerCalendars(ports, candidate);
  return async (d: Dossier): Promise<Result<Moved | undefined, Refusal>> => {
    if (!d.deadline) return ok(undefined);
    const policy = await catalogue.policy(d.unit, d.procedure, d.version);
    const found = redating(d, policy);
    if (!found.ok || !found.value) return found.ok ? ok(undefined) : found;
    const before = await former(d.deadline.calendar);
    const until = Math.max(d.deadline.due, found.value.deadline.due);
    const days = before ? differingDays(before, candidate, d.deadline.from, until) : [];
    return ok({ ...found.value, days });
  };
};
