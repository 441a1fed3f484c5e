import type { Calendar, CalendarData } from '../core/calendar/index.ts';
import { type Subject, unitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { Abolished, ProcedureData, Unit } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import type { ReplayRecord } from './ports.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';

/**
 * For so many milliseconds a container may go by catalogue data it has read before: commands may still be decided by
 * the calendar or the list of procedures that a publication has just replaced.
 */
export const CATALOGUE_FRESH = 5 * 60 * 1000;

/** Who did something to the catalogue, and when. */
export interface Signature {
  readonly at: number;
  readonly by: Subject;
}

/** A calendar version as it is kept: for good, so that every date can be counted again. */
export interface StoredCalendar {
  readonly data: CalendarData;
  /** The version that was in force when the draft was made; absent for one that was there from the start. */
  readonly replaces?: string | undefined;
  readonly published?: Signature | undefined;
}

export interface CalendarStore {
  /** The version in force. Strongly consistent, as is `edition`. */
  current(id: string): Promise<CalendarData | undefined>;
  edition(id: string, version: string): Promise<StoredCalendar | undefined>;
  draft(
    calendar: { readonly data: CalendarData; readonly replaces: string },
    drafted: Signature,
    replay: ReplayRecord,
  ): Promise<'drafted' | 'exists' | 'replayed'>;
  /** Puts a draft into force if `replaced` still is, and keeps that version under its own name. */
  publish(
    calendar: { readonly data: CalendarData; readonly replaced: CalendarData },
    published: Signature,
    replay: ReplayRecord,
  ): Promise<'published' | 'superseded' | 'replayed'>;
  /** Keeps the answer to a request whose work was many transactions; false when its key has an answer already. */
  answered(replay: ReplayRecord, at: number): Promise<boolean>;
}

export interface Known {
  readonly versions: readonly ProcedureData[];
  readonly revision: number;
  readonly abolished: readonly Abolished[];
}

export interface ProcedureStore {
  /** All versions of one procedure, how often it has been published, and what the law has ended: strongly consistent. */
  versions(code: string): Promise<Known>;
  draft(
    draft: ProcedureData,
    drafted: Signature,
    replay: ReplayRecord,
  ): Promise<'drafted' | 'exists' | 'replayed'>;
  /** Publishes a draft and closes the interval before it in one transaction, if nobody has published since `revision`. */
  publish(
    publication: {
      readonly published: ProcedureData;
      readonly closes?: { readonly version: string; readonly to: string };
      readonly revision: number;
    },
    published: Signature,
    replay: ReplayRecord,
  ): Promise<'published' | 'changed' | 'replayed'>;
}

/** A request by an administrator. */
export interface AdminRequest {
  readonly actor: Actor;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
}

export interface Office {
  readonly unit: Unit;
  readonly calendar: Calendar;
}

/** The office of an administrator; everyone else is refused. */
export const officeOf = async (ports: StandingPorts, caller: Actor): Promise<Result<Office, Refusal>> => {
  const standing = await standingNow(ports, caller);
  if (!standing.ok) return standing;
  const actor = standing.value;
  if (actor.kind !== 'staff' || !actor.roles.includes('administrator')) {
    return refuse('ROLE_NOT_ALLOWED', 'administrator');
  }
  const id = unitId(actor.unit ?? '');
  const office = id && (await ports.catalogue.office(id));
  return office ? ok(office) : refuse('NOT_FOUND');
};
