import type { CalendarData } from '../core/calendar/index.ts';
import { successorProblems } from '../core/calendar/successor.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { type Reply, replayed } from './execute.ts';
import type { CataloguePort, ClockPort, DossierStore } from './ports.ts';
import { type AdminRequest, type CalendarStore, officeOf } from './publication.ts';
import type { StandingPorts } from './standingNow.ts';

export interface FileCalendarPorts extends StandingPorts {
  readonly catalogue: CataloguePort;
  readonly calendars: Pick<CalendarStore, 'current' | 'draft'>;
  readonly store: Pick<DossierStore, 'replay'>;
  readonly clock: ClockPort;
}

/** A whole calendar version is kept as a draft: nothing counts by it until it is published. */
export const fileCalendar =
  (ports: FileCalendarPorts) =>
  async (request: AdminRequest & { readonly body: CalendarData }): Promise<Result<Reply, Refusal>> => {
    const { actor, idempotency, body: data } = request;
    const office = await officeOf(ports, actor);
    if (!office.ok) return office;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const { calendar: id } = office.value.unit;
    if (data.id !== id) {
      return refuse('CALENDAR_INVALID', undefined, [{ field: '/id', detail: `the unit counts by ${id}` }]);
    }
    const current = await ports.calendars.current(id);
    if (!current) return refuse('NOT_FOUND');
    if (current.version === data.version) return exists(data);
    const fields = successorProblems(data, current);
    if (fields.length > 0) return refuse('CALENDAR_INVALID', undefined, fields);
    const body = { id, version: data.version, status: 'draft', replaces: current.version };
    const outcome = await ports.calendars.draft(
      { data, replaces: current.version },
      { at: ports.clock.now(), by: actor.subject },
      { ...idempotency, status: 201, body },
    );
    if (outcome === 'drafted') return ok({ status: 201, body });
    return outcome === 'exists' ? exists(data) : fileCalendar(ports)(request);
  };

const exists = ({ id, version }: CalendarData) =>
  refuse('VERSION_EXISTS', `${id} ${version}; file the change under another version`);
