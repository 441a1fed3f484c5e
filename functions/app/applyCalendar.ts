import { formatInstant } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { type Candidate, candidateOf, countedBy, type EditionPorts } from './calendarEdition.ts';
import { type ExecutePorts, execute, type Reply, replayed } from './execute.ts';
import { encodeCursor, type OpenCursor, openDossiers } from './openDossiers.ts';
import { type AdminRequest, CATALOGUE_FRESH } from './publication.ts';
import type { ReadStore } from './reads.ts';
import { redatings } from './redatings.ts';

export interface ApplyCalendarPorts extends EditionPorts, ExecutePorts {
  readonly reads: Pick<ReadStore, 'entries' | 'heads'>;
}

export interface ApplyCalendarRequest extends AdminRequest {
  readonly id: string;
  readonly version: string;
  readonly cursor?: OpenCursor | undefined;
}

/** Transactions one after the other, well within the time of one request. */
const PAGE = 25;

/**
 * Counts one page of the unit's open dossiers by the calendar in force: one event for each whose dates move, by the
 * administrator, in a transaction of its own. A page that breaks off is simply asked for again, and doing all of it
 * twice does nothing the second time.
 *
 * A container remembers the calendar for `CATALOGUE_FRESH`, so that for minutes after the publication a command may still
 * promise a date by the version before. Such a promise names the version it was counted by, and that name is what is
 * looked at here: applying again after `settledFrom` finds it.
 */
export const applyCalendar =
  (ports: ApplyCalendarPorts) =>
  async (request: ApplyCalendarRequest): Promise<Result<Reply, Refusal>> => {
    const found = await candidateOf(ports, request);
    if (!found.ok) return found;
    const candidate = found.value;
    if (!candidate.inForce) {
      return refuse('CALENDAR_NOT_IN_FORCE', `version ${candidate.current.version} is in force`);
    }
    const before = await ports.store.replay(request.idempotency.key);
    if (before) return replayed(before, request);
    const { dossiers, next } = await openDossiers(ports.reads)(candidate.unit.id, PAGE, request.cursor);
    const redate = redateWith(ports, request, candidate);
    const outcomes: Outcome[] = [];
    for (const dossier of dossiers) outcomes.push(await redate(dossier));
    const { published } = candidate.stored;
    const body = {
      ...{ id: request.id, version: request.version, looked: dossiers.length },
      moved: outcomes.filter((each) => each === 'moved').length,
      problems: outcomes.filter((each) => typeof each === 'object'),
      ...(published && {
        settledFrom: formatInstant(published.at + CATALOGUE_FRESH, candidate.calendar.offsetMinutes),
      }),
      ...(next && { next: encodeCursor(next) }),
    };
    const answer = { ...request.idempotency, status: 200, body };
    const first = await ports.calendars.answered(answer, ports.clock.now());
    // The same request at the same time: both did the same work, both give the first answer.
    return first ? ok({ status: 200, body }) : applyCalendar(ports)(request);
  };

type Outcome = 'same' | 'moved' | { readonly code: string; readonly problem: string };

/** Looks first at what the page says, so that a dossier whose dates stay costs nothing more; the command looks again. */
const redateWith = (ports: ApplyCalendarPorts, { actor }: AdminRequest, candidate: Candidate) => {
  const look = redatings(ports, candidate);
  const run = execute({ ...ports, catalogue: countedBy(ports.catalogue, candidate) });
  return async (d: Dossier): Promise<Outcome> => {
    const seen = await look(d);
    if (seen.ok && !seen.value) return 'same';
    const result = await run({
      id: d.id,
      actor,
      wholeOffice: true,
      command: async (dossier) => {
        const moved = await look(dossier);
        return moved.ok ? ok({ type: 'redate', days: moved.value?.days ?? [] }) : moved;
      },
    });
    if (result.ok) return 'moved';
    // It went on meanwhile, to where no promise runs, or someone else has moved it.
    if (result.error.code === 'ILLEGAL_TRANSITION') return 'same';
    return { code: d.code, problem: result.error.detail ?? result.error.code };
  };
};
