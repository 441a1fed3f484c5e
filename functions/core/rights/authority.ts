import { holderOf } from '../dossier/desk.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Subject } from '../dossier/ids.ts';
import { type Refusal, refuse } from '../dossier/problems.ts';
import type { Actor, Lent, Role } from '../dossier/status.ts';
import { ok, type Result } from '../result.ts';
import { covers } from './staff.ts';

/** The right by which something is done: in which role, and whose if it is lent. */
export interface Authority {
  readonly role: Role | 'owner' | 'system';
  readonly delegation?: string;
  readonly onBehalfOf?: Subject;
}

interface Loan {
  readonly lent: Lent;
  readonly role: Role;
}

/** Staff of the dossier's own unit. */
export const isStaffOf = (dossier: Dossier, actor: Actor): boolean =>
  actor.kind === 'staff' && actor.unit === dossier.unit;

/**
 * The right of a member of the unit's staff to act in one of these roles on this dossier: an own role within the person's
 * procedures, or one that is lent. A loan by the officer who holds the step goes first: whoever stands in for the holder
 * acts for the holder. So does, with `lentFirst`, any loan: what is resolved on the spot is done by delegation. A loan that
 * does not count today is named with the reason, since the person relied on it.
 */
export const rightOf = (
  wanted: readonly Role[],
  dossier: Dossier,
  actor: Actor,
  lentFirst = false,
): Result<Authority, Refusal> => {
  if (!isStaffOf(dossier, actor)) return refuse('ROLE_NOT_ALLOWED');
  const loans = (actor.lent ?? []).flatMap((lent): readonly Loan[] => {
    const role = lent.roles.find((each) => wanted.includes(each));
    return role ? [{ lent, role }] : [];
  });
  const good = loans.filter(({ lent }) => flawOf(lent, dossier) === undefined);
  const holder = holderOf(dossier);
  const forHolder = holder === actor.subject ? undefined : good.find(({ lent }) => lent.from === holder);
  const preferred = forHolder ?? (lentFirst ? good[0] : undefined);
  if (preferred) return ok(borrowed(preferred));
  const own = actor.roles.find((role) => wanted.includes(role));
  const inScope = covers(actor.procedures ?? 'all', dossier.procedure);
  if (own && inScope) return ok({ role: own });
  const [first] = good;
  if (first) return ok(borrowed(first));
  const [bad] = loans;
  if (bad) return refuse('DELEGATION_INVALID', `${bad.lent.id}: ${flawOf(bad.lent, dossier)}`);
  return own ? refuse('PROCEDURE_OUT_OF_SCOPE', dossier.procedure) : refuse('ROLE_NOT_ALLOWED');
};

const borrowed = ({ lent: { id, from }, role }: Loan): Authority => ({
  role,
  delegation: id,
  onBehalfOf: from,
});

/** Why a loan does not count for this dossier today; undefined when it does. */
const flawOf = ({ state, procedures }: Lent, dossier: Dossier): string | undefined => {
  switch (state) {
    case 'expired':
      return 'expired / đã hết hạn';
    case 'revoked':
      return 'revoked / đã bị thu hồi';
    case 'ended':
      return 'the lender is no longer in service / người ủy quyền không còn hoạt động';
    case 'notYet':
      return 'not in force yet / chưa có hiệu lực';
    case 'valid':
      return covers(procedures, dossier.procedure)
        ? undefined
        : `does not cover procedure ${dossier.procedure} / không bao gồm thủ tục này`;
  }
};
