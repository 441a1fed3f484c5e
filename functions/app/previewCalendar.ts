import { canonical } from '../core/canonical.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { digest } from './append.ts';
import { type Candidate, candidateOf, confirmOf, type EditionPorts, superseded } from './calendarEdition.ts';
import type { Reply } from './execute.ts';
import { encodeCursor, type OpenCursor, openDossiers } from './openDossiers.ts';
import type { ClockPort } from './ports.ts';
import type { ReadStore } from './reads.ts';
import { type Moved, redatings } from './redatings.ts';
import { localTime } from './views.ts';

export interface PreviewPorts extends EditionPorts {
  readonly reads: Pick<ReadStore, 'entries' | 'heads'>;
  readonly clock: ClockPort;
}

const PAGE = 50;

/**
 * Which dates of the unit's open dossiers a calendar version would move, page by page; nothing is written. `content` says
 * what the draft holds, `confirm` is what its publication must name.
 */
export const previewCalendar =
  (ports: PreviewPorts) =>
  async (request: {
    readonly actor: Actor;
    readonly id: string;
    readonly version: string;
    readonly cursor?: OpenCursor | undefined;
  }): Promise<Result<Reply, Refusal>> => {
    const found = await candidateOf(ports, request);
    if (!found.ok) return found;
    const candidate = found.value;
    const refused = superseded(candidate);
    if (refused) return { ok: false, error: refused };
    const { dossiers, next } = await openDossiers(ports.reads)(candidate.unit.id, PAGE, request.cursor);
    const look = redatings(ports, candidate);
    const moves: Record<string, unknown>[] = [];
    for (const dossier of dossiers) {
      const moved = await look(dossier);
      const of = { dossier: dossier.id, code: dossier.code, procedure: dossier.procedure };
      if (!moved.ok) moves.push({ ...of, problem: moved.error.detail ?? moved.error.code });
      else if (moved.value) moves.push({ ...of, ...datesOf(dossier, moved.value, candidate) });
    }
    const body = {
      ...{ id: request.id, version: request.version },
      status: candidate.inForce ? 'published' : 'draft',
      replaces: candidate.stored.replaces,
      content: digest(canonical(candidate.data)),
      confirm: confirmOf(candidate),
      looked: dossiers.length,
      moves,
      ...(next && { next: encodeCursor(next) }),
    };
    return ok({ status: 200, body });
  };

/** Old and new dates as local times; the step only when it moves. */
const datesOf = ({ deadline: old }: Dossier, { deadline, step, days }: Moved, { calendar }: Candidate) => {
  const pair = (a: number, b: number) => ({ old: localTime(a, calendar), new: localTime(b, calendar) });
  return (
    old && {
      kind: deadline.kind,
      calendar: old.calendar,
      due: pair(old.due, deadline.due),
      provisional: { old: old.provisional, new: deadline.provisional },
      ...(step && { step: pair(step.previousDue, step.due) }),
      days,
    }
  );
};
