import { rightOf } from '../rights/authority.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import { holderAt, holderOf } from './desk.ts';
import type { Dossier } from './dossier.ts';
import { maySee, stepRoleOf } from './gate.ts';
import { type Circumstances, textRef } from './policy.ts';
import { type Refusal, refuse } from './problems.ts';

/**
 * A head gives the step to an officer. Taking it from another officer is `reassign` and needs a reason; the officer must be
 * known and active, hold the step's role or have it lent, for this procedure, and be cleared for the dossier.
 */
export const assignStep = (
  d: Dossier,
  command: CommandOf<'assign' | 'reassign'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'REVIEW') return refuse('ILLEGAL_TRANSITION');
  const { to } = command;
  if (d.step.assignee === to) return refuse('ALREADY_ASSIGNED', to);
  const holder = holderAt(d, c.at);
  if (command.type === 'assign' && holder !== undefined && holder !== to) {
    return refuse('ASSIGNED_TO_ANOTHER', 'reassign it, with a reason / phân công lại và nêu lý do');
  }
  const flaw = unfit(d, command);
  if (flaw) return { ok: false, error: flaw };
  const previous = holderOf(d);
  const given = { to, by: c.actor.subject, ...(previous !== undefined && previous !== to && { previous }) };
  if (command.type === 'assign') return decided({ type: 'assigned', data: given });
  const text = textRef(d.seq + 1, command.reason, c);
  return decided({ type: 'assigned', data: { ...given, reason: text.ref } }, text.item);
};

const unfit = (d: Dossier, { to, assignee }: CommandOf<'assign' | 'reassign'>): Refusal | undefined => {
  const because = (detail: string): Refusal => ({
    code: 'ASSIGNEE_UNFIT',
    detail,
    fields: [{ field: '/to', detail }],
  });
  if (!assignee) return because(`${to} is not active staff of the unit`);
  if (!maySee(d, assignee)) return because(`${to} may not see this dossier`);
  const right = rightOf([stepRoleOf(d)], d, assignee);
  if (right.ok) return undefined;
  return because(`${to}: ${right.error.code} ${right.error.detail ?? stepRoleOf(d)}`);
};
