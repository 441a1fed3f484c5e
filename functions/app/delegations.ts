import { addDays, formatDate, parseDate } from '../core/calendar/index.ts';
import type { Subject } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { mayLend, mayRevoke } from '../core/rights/delegate.ts';
import type { Delegation } from '../core/rights/staff.ts';
import { stateOf } from '../core/rights/standing.ts';
import { type Reply, replayed } from './execute.ts';
import type { RandomPort } from './ports.ts';
import { colleagueOf, type StaffPorts, type StaffRequest } from './staff.ts';
import { defined } from './views.ts';

type Answer = Promise<Result<Reply, Refusal>>;

/** Rights lent by the person of the path: by that person, or by a head in the person's name. */
export const delegate =
  (ports: StaffPorts & { readonly random: Pick<RandomPort, 'token'> }) =>
  async (request: StaffRequest<Omit<Delegation, 'id' | 'from' | 'revokedAt'>>): Answer => {
    const { subject: from, body, idempotency } = request;
    const found = await colleagueOf(ports, request.actor);
    if (!found.ok) return found;
    const { unit, actor, today } = found.value;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const [lender, taker] = await Promise.all([
      ports.staff.record(unit, from),
      ports.staff.record(unit, body.to),
    ]);
    const lent = { ...body, from };
    const allowed = mayLend(lent, actor, lender.profile, taker.profile);
    if (!allowed.ok) return allowed;
    if (lent.last < today) {
      return refuse('VALIDATION_FAILED', undefined, [{ field: '/last', detail: `today is ${today}` }]);
    }
    const delegation: Delegation = { id: `${lent.last}-${ports.random.token(8)}`, ...lent };
    const answer = viewOf(delegation, today);
    const replay = { ...idempotency, status: 201, body: answer };
    const write = { by: actor.subject, at: ports.clock.now(), replay };
    const outcome = await ports.staff.putDelegation(unit, delegation, write);
    return outcome === 'done' ? ok({ status: 201, body: answer }) : delegate(ports)(request);
  };

/** A delegation ends at once. Doing it again changes nothing. */
export const revokeDelegation =
  (ports: StaffPorts) =>
  async (request: StaffRequest<Record<string, never>> & { readonly id: string }): Answer => {
    const { subject, id, idempotency } = request;
    const found = await colleagueOf(ports, request.actor);
    if (!found.ok) return found;
    const { unit, actor, today } = found.value;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const delegation = await ports.staff.delegation(unit, id);
    if (delegation?.from !== subject || !mayRevoke(delegation, actor)) return refuse('NOT_FOUND');
    const at = ports.clock.now();
    const revoked = { ...delegation, revokedAt: delegation.revokedAt ?? at };
    const answer = viewOf(revoked, today);
    const replay = { ...idempotency, status: 200, body: answer };
    const outcome = await ports.staff.putDelegation(unit, revoked, { by: actor.subject, at, replay });
    return outcome === 'done' ? ok({ status: 200, body: answer }) : revokeDelegation(ports)(request);
  };

/** Days after its last one for which a delegation is still shown and explains why it no longer counts. */
export const REMEMBERED_DAYS = 366;
const PAGE = 100;

/** What a person has lent and been lent, those that end first coming first; for the person and for heads. */
export const listDelegations =
  (ports: StaffPorts) =>
  async (caller: Actor, subject: Subject, after: string | undefined): Answer => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { unit, actor, today } = found.value;
    const heads = ['headOfOneStop', 'departmentLeader', 'administrator'] as const;
    if (actor.subject !== subject && !actor.roles.some((role) => heads.some((head) => head === role))) {
      return refuse('ROLE_NOT_ALLOWED', `${subject}, ${heads.join(', ')}`);
    }
    const all = await ports.staff.delegations(unit, since(today));
    const own = all.filter(
      (each) => (each.from === subject || each.to === subject) && (after === undefined || each.id > after),
    );
    const page = own.slice(0, PAGE);
    const next = own.length > PAGE ? { next: page.at(-1)?.id } : {};
    return ok({ status: 200, body: { items: page.map((each) => viewOf(each, today)), ...next } });
  };

/** The first day of which delegations are remembered on `today`. */
export const since = (today: string): string => {
  const date = parseDate(today);
  return date ? formatDate(addDays(date, -REMEMBERED_DAYS)) : today;
};

const viewOf = (delegation: Delegation, today: string): Record<string, unknown> => {
  const { revokedAt: _, ...rest } = delegation;
  return defined({ ...rest, state: stateOf(delegation, today) });
};
