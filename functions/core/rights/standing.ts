import type { Subject } from '../dossier/ids.ts';
import { type Refusal, refuse } from '../dossier/problems.ts';
import type { Actor, Lent, Role, Scope } from '../dossier/status.ts';
import { ok, type Result } from '../result.ts';
import type { Delegation, StaffProfile, StaffRecord } from './staff.ts';

/** What a delegation is worth on a local day (`YYYY-MM-DD`) of the unit. */
export const stateOf = (delegation: Delegation, today: string): Lent['state'] => {
  if (delegation.revokedAt !== undefined) return 'revoked';
  if (today < delegation.first) return 'notYet';
  return today > delegation.last ? 'expired' : 'valid';
};

/**
 * The actor with what the staff directory knows on a local day. The token's roles are the base; an inactive profile takes
 * all rights away, lent ones too.
 */
export const standingOf = (actor: Actor, record: StaffRecord, today: string): Result<Actor, Refusal> => {
  const { profile } = record;
  if (profile && !profile.active) return refuse('STAFF_INACTIVE');
  const known = profile && {
    ...{ procedures: profile.procedures, clearance: profile.clearance },
    name: actor.name ?? profile.name,
  };
  return ok({ ...actor, ...known, lent: record.delegations.map((each) => lentBy(each, today)) });
};

/** A person of the directory as the one who would act: the roles of the profile; undefined when not active. */
export const standingFor = (
  profile: StaffProfile | undefined,
  delegations: readonly Delegation[],
  unit: string,
  today: string,
): Actor | undefined => {
  if (!profile?.active) return undefined;
  const { subject, roles } = profile;
  const standing = standingOf({ kind: 'staff', subject, roles, unit }, { profile, delegations }, today);
  return standing.ok ? standing.value : undefined;
};

const lentBy = (delegation: Delegation, today: string): Lent => {
  const { id, from, roles, procedures } = delegation;
  return { id, from, roles, procedures, state: stateOf(delegation, today) };
};

/** Those whose valid loans the actor would act by. */
export const lendersOf = (actor: Actor): readonly Subject[] => [
  ...new Set(validLoans(actor).map(({ from }) => from)),
];

/** The actor without what people lend who are no longer in service: a loan never outlives its lender's own right. */
export const withoutLenders = (actor: Actor, gone: readonly Subject[]): Actor => ({
  ...actor,
  lent: (actor.lent ?? []).map((each) =>
    each.state === 'valid' && gone.includes(each.from) ? { ...each, state: 'ended' } : each,
  ),
});

/** The roles that a person may act in today, own ones first. */
export const rolesToday = (actor: Actor): readonly Role[] => [
  ...new Set([...actor.roles, ...validLoans(actor).flatMap(({ roles }) => roles)]),
];

/** The procedures that a person may act on in a role; undefined when not in that role at all. */
export const scopeIn = (actor: Actor, role: Role): Scope | undefined => {
  const own = actor.roles.includes(role) ? [actor.procedures ?? 'all'] : [];
  const lent = validLoans(actor).flatMap(({ roles, procedures }) =>
    roles.includes(role) ? [procedures] : [],
  );
  const scopes: readonly Scope[] = [...own, ...lent];
  if (scopes.length === 0) return undefined;
  return scopes.includes('all') ? 'all' : [...new Set(scopes.flat())];
};

const validLoans = (actor: Actor): readonly Lent[] =>
  (actor.lent ?? []).filter(({ state }) => state === 'valid');
