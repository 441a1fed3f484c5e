import { formatInstant } from '../core/calendar/index.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { type Candidate, candidateOf, confirmOf, type EditionPorts, superseded } from './calendarEdition.ts';
import { type Reply, replayed } from './execute.ts';
import type { ClockPort, DossierStore } from './ports.ts';
import type { AdminRequest } from './publication.ts';

export interface PublishCalendarPorts extends EditionPorts {
  readonly store: Pick<DossierStore, 'replay'>;
  readonly clock: ClockPort;
}

export interface PublishCalendarRequest extends AdminRequest {
  readonly id: string;
  readonly version: string;
  readonly body: { readonly confirm: string };
}

/**
 * Puts a calendar draft into force for every unit that counts by it. Dossiers keep the dates they were promised until
 * the calendar is applied to them. Publishing what is in force already does nothing.
 */
export const publishCalendar =
  (ports: PublishCalendarPorts) =>
  async (request: PublishCalendarRequest): Promise<Result<Reply, Refusal>> => {
    const found = await candidateOf(ports, request);
    if (!found.ok) return found;
    const before = await ports.store.replay(request.idempotency.key);
    if (before) return replayed(before, request);
    const candidate = found.value;
    if (request.body.confirm !== confirmOf(candidate)) return refuse('CONFIRMATION_WRONG');
    const { current, inForce, data } = candidate;
    const at = candidate.stored.published?.at ?? ports.clock.now();
    const body = publishedView(candidate, at);
    if (inForce) return ok({ status: 200, body });
    const refused = superseded(candidate);
    if (refused) return { ok: false, error: refused };
    const outcome = await ports.calendars.publish(
      { data, replaced: current },
      { at, by: request.actor.subject },
      { ...request.idempotency, status: 200, body },
    );
    // Else someone published a moment ago, this version or another: the next look tells which.
    return outcome === 'published' ? ok({ status: 200, body }) : publishCalendar(ports)(request);
  };

const publishedView = ({ data, stored, calendar }: Candidate, at: number) => ({
  ...{ id: data.id, version: data.version, status: 'published', replaces: stored.replaces },
  publishedAt: formatInstant(at, calendar.offsetMinutes),
});
