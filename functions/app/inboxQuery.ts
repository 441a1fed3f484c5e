import type { InboxQuery } from '../contract/inbox.ts';
import {
  addDays,
  type Calendar,
  type Instant,
  localDateOf,
  startOfDay,
  toEpochDay,
} from '../core/calendar/index.ts';
import { type Desk, desks, placeAt } from '../core/dossier/desk.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role, Scope } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday, scopeIn } from '../core/rights/standing.ts';

/** Who may look at every desk of the unit. */
export const overseers: readonly Role[] = ['headOfOneStop', 'departmentLeader', 'administrator'];

/** The desks that are looked at, and the procedures the caller is entrusted with there. */
export interface View {
  readonly desks: readonly Desk[];
  readonly scope: Scope;
  readonly mine: boolean;
}

export const viewFor = (actor: Actor, { scope, desk }: InboxQuery): Result<View, Refusal> => {
  const roles = rolesToday(actor);
  const oversees = roles.some((role) => overseers.includes(role));
  if (scope === 'mine') return ok({ desks: [], scope: 'all', mine: true });
  if (scope === 'unit') {
    if (!oversees) return refuse('ROLE_NOT_ALLOWED', `scope unit: ${overseers.join(', ')}`);
    return ok({ desks: desk ? [desk] : desks, scope: actor.procedures ?? 'all', mine: false });
  }
  const own = desk ?? roles[0];
  if (own === undefined) return refuse('ROLE_NOT_ALLOWED', 'no desk');
  const held = own === 'system' ? undefined : scopeIn(actor, own);
  if (held === undefined && !oversees) return refuse('ROLE_NOT_ALLOWED', `desk ${own}`);
  return ok({ desks: [own], scope: held ?? actor.procedures ?? 'all', mine: false });
};

export interface Span {
  /** Nothing before this place is asked for. */
  readonly from?: string | undefined;
  /** The place at which the page before ended. */
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
}

/** An inbox as it was asked for, with the caller's rights. */
export interface Wanted {
  readonly view: View;
  readonly actor: Actor;
  readonly asked: InboxQuery;
  readonly span: Span;
  readonly now: Instant;
}

/** The places that are asked for. `today` is the local day of the office, the hours that have passed included. */
export const spanOf = ({ due, before, cursor }: InboxQuery, calendar: Calendar, now: Instant): Span => {
  const today = localDateOf(now, calendar);
  const start = startOfDay(calendar, toEpochDay(today));
  const end = startOfDay(calendar, toEpochDay(addDays(today, 1)));
  const until = Math.min(
    before ?? Number.POSITIVE_INFINITY,
    due === 'overdue' ? now : due === 'today' ? end : Number.POSITIVE_INFINITY,
  );
  const from = due === 'today' ? placeAt(start) : undefined;
  return { from, after: cursor, upTo: Number.isFinite(until) ? placeAt(until) : undefined };
};
