import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { issueForm } from './issueForm.ts';
import { type Circumstances, textRef } from './policy.ts';

/** Không tiếp nhận: outside competence or not a case; the reason is compulsory, form 03 is issued (NĐ 61/2018 Đ17). */
export const refuseIntake = (d: Dossier, { reason }: CommandOf<'refuse'>, c: Circumstances): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  const { fact, item } = issueForm(d, c, {
    form: '03',
    number: `${d.code}/PTC`,
    template: '03@1',
    reason: text.ref,
  });
  return decided({ type: 'refused', data: { reason: text.ref, form: fact } }, text.item, item);
};

/** Dừng xử lý: the applicant's lapse, fraud or a change of the law; reason and legal basis, form 05 (TT 03/2025 Đ7). */
export const stop = (d: Dossier, { reason, legalBasis }: CommandOf<'stop'>, c: Circumstances): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  const fields = {
    form: '05',
    number: `${d.code}/TB`,
    template: '05@0-provisional',
    ground: 'agency',
    reason: text.ref,
    legalBasis,
  } as const;
  const { fact, item } = issueForm(d, c, fields);
  return decided({ type: 'stopped', data: { reason: text.ref, legalBasis, form: fact } }, text.item, item);
};
