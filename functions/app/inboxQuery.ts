import * as z from 'zod';
import {
  addDays,
  type Calendar,
  type Instant,
  localDateOf,
  parseInstant,
  startOfDay,
  toEpochDay,
} from '../core/calendar/index.ts';
import { type Desk, desks, placeAt } from '../core/dossier/desk.ts';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role, Scope } from '../core/dossier/status.ts';
import { codeStem } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday, scopeIn } from '../core/rights/standing.ts';
import { cursorField, stepId } from './fields.ts';

const isId = (text: string) => dossierId(text) !== undefined;
const ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(
    z
      .array(z.custom<DossierId>((value) => typeof value === 'string' && isId(value), 'a dossier id'))
      .max(10, 'at most 10 dossiers'),
  );
const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.issues.push({
    code: 'custom',
    message: 'a date-time with its offset, such as 2026-11-23T17:00:00+07:00',
    input: text,
  });
  return z.NEVER;
});
const statuses = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

/** How an inbox is asked for, as query parameters. */
export const inboxQuerySchema = z.strictObject({
  /** What the caller holds, what waits at one desk, or all of the unit. */
  scope: z.enum(['mine', 'group', 'unit']).default('group'),
  desk: z.enum(desks).optional(),
  step: stepId.optional(),
  procedure: z.string().max(40).transform(codeStem).optional(),
  status: z.coerce.number().pipe(statuses).optional(),
  due: z.enum(['overdue', 'today']).optional(),
  /** Due before this instant. */
  before: instant.optional(),
  /** Only what no officer holds. */
  free: z
    .literal('true')
    .transform(() => true)
    .optional(),
  /** `next` of the page before: the last place that was looked at. */
  cursor: cursorField.optional(),
  /** Dossiers that the caller has just changed: read consistently and merged in, since indexes lag. */
  touched: ids.optional(),
});
export type InboxQuery = z.output<typeof inboxQuerySchema>;

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
