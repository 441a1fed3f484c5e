import type { Instant } from '../core/calendar/index.ts';
import { holderAt } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { problems, type Refusal } from '../core/dossier/problems.ts';
import { defined } from './views.ts';

/**
 * A conflict that says where the dossier stands now, so that whoever was slower can decide what to do without another call.
 * Only for a caller who may see the dossier. The applicant, too, may know who handles it (NĐ 224/2026 Đ15).
 */
export const withCurrent = (
  refusal: Refusal,
  dossier: Dossier,
  at: Instant,
): { readonly ok: false; readonly error: Refusal } => {
  const { status } = problems[refusal.code];
  if (status !== 409 && status !== 412) return { ok: false, error: refusal };
  const { phase, rev } = dossier;
  const step = dossier.phase === 'REVIEW' ? dossier.step.id : undefined;
  const holder = holderAt(dossier, at);
  return {
    ok: false,
    error: { ...refusal, current: defined({ status: dossier.status, phase, step, holder, rev }) },
  };
};
