import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import { type Dossier, isReceived } from './dossier.ts';
import { issueForm } from './issue-form.ts';
import { endOutcome } from './office-due.ts';
import type { VoidReason } from './parts.ts';
import { type Circumstances, type SideItem, textRef } from './policy.ts';
import { refuse } from './problems.ts';

/** Không tiếp nhận: outside competence or not a case; the reason is compulsory, form 03 is issued (NĐ 61/2018 Đ17). */
export const refuseIntake = (d: Dossier, { reason }: CommandOf<'refuse'>, c: Circumstances): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  const { fact, item } = issueForm(d, c, '03', { reason: text.ref });
  const outcome = endOutcome(d, c.at, c.policy);
  return decided({ type: 'refused', data: { reason: text.ref, form: fact, outcome } }, text.item, item);
};

/** Dừng xử lý: the applicant's lapse, fraud or a change of the law; reason and legal basis, form 05 (TT 03/2025 Đ7). */
export const stop = (d: Dossier, { reason, legalBasis }: CommandOf<'stop'>, c: Circumstances): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  const { fact, item } = issueForm(d, c, '05', { ground: 'agency', reason: text.ref, legalBasis });
  const outcome = endOutcome(d, c.at, c.policy);
  const data = { reason: text.ref, legalBasis, form: fact, outcome };
  return decided({ type: 'stopped', data }, text.item, item, ...voided(d, 'stopped'));
};

/** Rút hồ sơ: the applicant's own wish, while no result has been issued; form 05 (TT 03/2025 Đ7). */
export const withdraw = (d: Dossier, { reason }: CommandOf<'withdraw'>, c: Circumstances): Decided => {
  if (isNotForDesk(d, c)) return refuse('OWNER_ACTS');
  const text = textRef(d.seq + 1, reason, c);
  const { fact, item } = issueForm(d, c, '05', { ground: 'applicant', reason: text.ref });
  const data = { reason: text.ref, form: fact, outcome: endOutcome(d, c.at, c.policy) };
  return decided({ type: 'withdrawn', data }, text.item, item, ...voided(d, 'withdrawn'));
};

/** The desk writes down the wish of people at the counter; who filed online speaks for himself. */
export const isNotForDesk = ({ channel, filedBy }: Dossier, { authority }: Circumstances): boolean =>
  authority?.role === 'frontDesk' && channel === 'online' && filedBy !== 'officer-assisted';

/** A number that was drawn for a result which never came is marked void: the register keeps no gap. */
export const voided = (d: Dossier, why: VoidReason): SideItem[] =>
  isReceived(d) && d.register ? [{ kind: 'VOID_REGISTER', entry: d.register, why }] : [];
