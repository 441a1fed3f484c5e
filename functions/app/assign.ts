import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Subject } from '../core/dossier/ids.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { standingFor } from '../core/rights/standing.ts';
import type { StandingPorts } from './standingNow.ts';

/** Gives a step to an officer; with a reason it may be taken from another one. Looks the officer up in the directory. */
export const assignTo =
  (ports: StandingPorts, to: Subject, reason: string | undefined) =>
  async ({ unit }: Dossier): Promise<Result<Command, Refusal>> => {
    const [office, record] = await Promise.all([ports.catalogue.office(unit), ports.staff.record(unit, to)]);
    const today = office && formatDate(localDateOf(ports.clock.now(), office.calendar));
    const assignee =
      today === undefined ? undefined : standingFor(record.profile, record.delegations, unit, today);
    return ok(
      reason === undefined ? { type: 'assign', to, assignee } : { type: 'reassign', to, assignee, reason },
    );
  };
