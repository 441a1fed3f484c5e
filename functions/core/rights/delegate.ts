import type { Subject } from '../dossier/ids.ts';
import { type FieldError, type Refusal, refuse } from '../dossier/problems.ts';
import type { Actor, Role } from '../dossier/status.ts';
import { ok, type Result } from '../result.ts';
import { type Delegation, lendable, type StaffProfile, within } from './staff.ts';
import { stateOf } from './standing.ts';

/** Who may lend in the name of another person of the unit; their own roles only an administrator lends for them. */
const stewards: readonly Role[] = ['headOfOneStop', 'departmentLeader', 'administrator'];

/** Roles that only an administrator may write into a profile: a head does not raise anyone to or above a head. */
const raised: readonly Role[] = ['headOfOneStop', 'departmentLeader', 'administrator', 'portal'];

/**
 * Whether the actor may make this delegation. Lent are only rights that the lender holds: by the token for the lender's own
 * act, by the profile when another does it; what was lent to someone is not lent on. Who acts for another is not the one
 * who gains, nor hands a head's or leader's power to a third person.
 */
export const mayLend = (
  delegation: Omit<Delegation, 'id'>,
  actor: Actor,
  lender: StaffProfile | undefined,
  taker: StaffProfile | undefined,
): Result<undefined, Refusal> => {
  const own = actor.subject === delegation.from;
  if (!own && !actor.roles.some((role) => stewards.includes(role))) {
    return refuse('ROLE_NOT_ALLOWED', `the person who delegates, or ${stewards.join(', ')}`);
  }
  const fields: FieldError[] = [];
  if (delegation.to === delegation.from) fields.push({ field: '/to', detail: 'must be someone else' });
  if (delegation.first > delegation.last)
    fields.push({ field: '/last', detail: 'must not lie before `first`' });
  const fixed = delegation.roles.filter((role) => !lendable.includes(role));
  if (fixed.length > 0) fields.push({ field: '/roles', detail: `cannot be lent: ${fixed.join(', ')}` });
  if (fields.length > 0) return refuse('VALIDATION_FAILED', undefined, fields);
  if (!taker?.active) return refuse('STAFF_UNKNOWN', delegation.to, [{ field: '/to', detail: 'not active' }]);
  if (!own && !lender?.active) return refuse('STAFF_UNKNOWN', delegation.from);
  if (!own && delegation.to === actor.subject) {
    return refuse('NOT_YOURS_TO_GIVE', 'nobody lends the rights of others to oneself');
  }
  const high = own || actor.roles.includes('administrator') ? [] : stewards;
  const reserved = delegation.roles.filter((role) => high.includes(role));
  if (reserved.length > 0) {
    return refuse('NOT_YOURS_TO_GIVE', `${reserved.join(', ')}: only by that person or an administrator`);
  }
  const held = own ? actor.roles : (lender?.roles ?? []);
  const lacking = delegation.roles.filter((role) => !held.includes(role));
  if (lacking.length > 0) {
    return refuse('NOT_YOURS_TO_GIVE', `${delegation.from} does not hold ${lacking.join(', ')}`);
  }
  const scope = own ? (actor.procedures ?? 'all') : (lender?.procedures ?? 'all');
  return within(delegation.procedures, scope)
    ? ok(undefined)
    : refuse('NOT_YOURS_TO_GIVE', `${delegation.from} is not entrusted with all of these procedures`);
};

/** Whether the actor may take a delegation back: whoever could have made it, and the one who was to bear it. */
export const mayRevoke = (delegation: Delegation, actor: Actor): boolean =>
  [delegation.from, delegation.to].some((each) => each === actor.subject) ||
  actor.roles.some((role) => stewards.includes(role));

/** What a profile gives that this actor may not give; undefined = all of it may be written. */
export const beyond = (
  profile: StaffProfile,
  before: StaffProfile | undefined,
  actor: Actor,
): Refusal | undefined => {
  if (actor.roles.includes('administrator')) return undefined;
  if (before?.roles.some((role) => raised.includes(role))) {
    return { code: 'ROLE_NOT_ALLOWED', detail: 'only an administrator changes the entry of a head' };
  }
  const roles = profile.roles.filter((role) => raised.includes(role) && !before?.roles.includes(role));
  if (roles.length > 0) {
    return { code: 'NOT_YOURS_TO_GIVE', detail: `only an administrator enters ${roles.join(', ')}` };
  }
  const cleared = profile.clearance === 'restricted' && before?.clearance !== 'restricted';
  return cleared ? { code: 'NOT_YOURS_TO_GIVE', detail: 'only an administrator gives clearance' } : undefined;
};

/**
 * Roles that one active person alone holds and for whom nobody stands in on the day (each agency names at least one
 * stand-in, NĐ 61/2018 Đ12.8), by that person.
 */
export const withoutStandIn = (
  profiles: readonly StaffProfile[],
  delegations: readonly Delegation[],
  today: string,
): ReadonlyMap<Subject, readonly Role[]> => {
  const active = profiles.filter((profile) => profile.active);
  const isActive = (subject: Subject) => active.some((profile) => profile.subject === subject);
  const lone = new Map<Subject, Role[]>();
  for (const role of lendable) {
    const holders = active.filter(({ roles }) => roles.includes(role));
    const [holder] = holders;
    if (!holder || holders.length > 1) continue;
    const covered = delegations.some(
      (each) =>
        each.from === holder.subject &&
        each.roles.includes(role) &&
        isActive(each.to) &&
        stateOf(each, today) === 'valid',
    );
    if (!covered) lone.set(holder.subject, [...(lone.get(holder.subject) ?? []), role]);
  }
  return lone;
};
