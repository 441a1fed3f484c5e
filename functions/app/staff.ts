import { formatDate, localDateOf } from '../core/calendar/index.ts';
import { type Subject, type UnitId, unitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { beyond, withoutStandIn } from '../core/rights/delegate.ts';
import type { Delegation, StaffProfile, StaffRecord } from '../core/rights/staff.ts';
import { type Reply, replayed } from './execute.ts';
import type { DossierStore, ReplayRecord } from './ports.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { defined } from './views.ts';

export interface StaffReader {
  /** What the directory knows of one person: the profile and every loan to the person. Strongly consistent. */
  record(unit: UnitId, subject: Subject): Promise<StaffRecord>;
}

export interface StaffStore extends StaffReader {
  /** The directory of a unit, by subject. */
  profiles(unit: UnitId): Promise<readonly StaffProfile[]>;
  /** Delegations of a unit whose last day is this local day (`YYYY-MM-DD`) or a later one. */
  delegations(unit: UnitId, from: string): Promise<readonly Delegation[]>;
  delegation(unit: UnitId, id: string): Promise<Delegation | undefined>;
  putProfile(unit: UnitId, profile: StaffProfile, write: StaffWrite): Promise<'done' | 'replayed'>;
  /** Puts a delegation, new or revoked. */
  putDelegation(unit: UnitId, delegation: Delegation, write: StaffWrite): Promise<'done' | 'replayed'>;
}

/** Who wrote it when, and the answer that a repeated request gets. */
export interface StaffWrite {
  readonly by: Subject;
  readonly at: number;
  readonly replay: ReplayRecord;
}

export interface StaffPorts extends StandingPorts {
  readonly staff: StaffStore;
  readonly store: Pick<DossierStore, 'replay'>;
}

export interface StaffRequest<Body> {
  readonly actor: Actor;
  readonly subject: Subject;
  readonly body: Body;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
}

type Answer = Promise<Result<Reply, Refusal>>;

/** A member of a unit's staff, with the unit's own date. */
export interface Colleague {
  readonly actor: Actor;
  readonly unit: UnitId;
  readonly today: string;
}

/** The caller as a member of a unit of the catalogue; everyone else is refused. */
export const colleagueOf = async (
  ports: StandingPorts,
  caller: Actor,
): Promise<Result<Colleague, Refusal>> => {
  const unit = caller.kind === 'staff' ? unitId(caller.unit ?? '') : undefined;
  if (!unit) return refuse('ROLE_NOT_ALLOWED', 'this is for staff');
  const [office, standing] = await Promise.all([ports.catalogue.office(unit), standingNow(ports, caller)]);
  if (!standing.ok) return standing;
  if (!office) return refuse('NOT_FOUND');
  const today = formatDate(localDateOf(ports.clock.now(), office.calendar));
  return ok({ actor: standing.value, unit, today });
};

/** The same, for holders of one of these roles by their own right: the directory is no work that is lent. */
export const keeperOf = async (
  ports: StandingPorts,
  caller: Actor,
  roles: readonly Role[] = ['headOfOneStop', 'administrator'],
): Promise<Result<Colleague, Refusal>> => {
  const found = await colleagueOf(ports, caller);
  if (!found.ok || found.value.actor.roles.some((role) => roles.includes(role))) return found;
  return refuse('ROLE_NOT_ALLOWED', roles.join(', '));
};

/** Writes the whole entry of a person. The answer is kept for repeats, so that it names nobody. */
export const putStaff =
  (ports: StaffPorts) =>
  async (request: StaffRequest<Omit<StaffProfile, 'subject'>>): Answer => {
    const { subject, body, idempotency } = request;
    const keeper = await keeperOf(ports, request.actor);
    if (!keeper.ok) return keeper;
    const { unit, actor } = keeper.value;
    const before = await ports.store.replay(idempotency.key);
    if (before) return replayed(before, request);
    const profile = { subject, ...body };
    const { profile: old } = await ports.staff.record(unit, subject);
    const refused = beyond(profile, old, actor);
    if (refused) return { ok: false, error: refused };
    const { roles, procedures, clearance, active, capacity } = profile;
    const answer = defined({ subject, unit, roles, procedures, clearance, active, capacity });
    const replay = { ...idempotency, status: 200, body: answer };
    const write = { by: actor.subject, at: ports.clock.now(), replay };
    const outcome = await ports.staff.putProfile(unit, profile, write);
    return outcome === 'done' ? ok({ status: 200, body: answer }) : putStaff(ports)(request);
  };

const PAGE = 50;

/** The directory, page by page; each entry says for which roles the person is the only one and nobody stands in. */
export const listStaff =
  (ports: StaffPorts) =>
  async (caller: Actor, after: string | undefined): Answer => {
    const keeper = await keeperOf(ports, caller);
    if (!keeper.ok) return keeper;
    const { unit, today } = keeper.value;
    const [profiles, delegations] = await Promise.all([
      ports.staff.profiles(unit),
      ports.staff.delegations(unit, today),
    ]);
    const lone = withoutStandIn(profiles, delegations, today);
    const rest = profiles.filter(({ subject }) => after === undefined || subject > after);
    const page = rest.slice(0, PAGE);
    const items = page.map((profile) =>
      defined({ ...profile, withoutStandIn: lone.get(profile.subject) ?? [] }),
    );
    const next = rest.length > PAGE ? { next: page.at(-1)?.subject } : {};
    return ok({ status: 200, body: { unit, items, ...next } });
  };
