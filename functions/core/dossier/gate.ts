import { ok, type Result } from '../result.ts';
import { type Authority, isStaffOf, rightOf } from '../rights/authority.ts';
import { rolesToday } from '../rights/standing.ts';
import type { Command } from './commands.ts';
import { type Dossier, isReceived } from './dossier.ts';
import type { Consultation } from './parts.ts';
import { type Refusal, refuse } from './problems.ts';
import { type Actor, type Role, statusNames } from './status.ts';
import { type CommandType, type Transition, transitions } from './transitions.ts';

/**
 * Rights first, then the legal prior phases; answers the right by which the command may be done.
 * Whether the actor may see the dossier at all has been settled before (see `maySee`).
 */
export const gate = (dossier: Dossier, command: Command, actor: Actor): Result<Authority, Refusal> => {
  const row: Transition = transitions[command.type];
  const legal = row.from.includes(dossier.phase);
  const authority = authorityFor(row, dossier, command, actor);
  if (authority.ok && isOwn(dossier, actor)) return refuse('OWN_DOSSIER');
  // Whoever was too late to complete a step is told where the dossier stands, not about rights.
  if (!authority.ok && command.type === 'completeStep' && isStaffOf(dossier, actor)) {
    const here = dossier.phase === 'REVIEW' ? dossier.step.id : undefined;
    if (here !== undefined && here !== command.step) {
      return refuse('WRONG_STEP', `${command.step}; the dossier stands in ${here}`);
    }
  }
  // Outside of its phases a step has no role: an officer of the unit is told about the state, not about rights.
  const noStep = !legal && row.by.includes('stepRole') && isStaffOf(dossier, actor);
  if (legal || (!authority.ok && !noStep)) return authority;
  if (command.type === 'accept' && (dossier.phase === 'VERIFY' || dossier.phase === 'REPLACEMENT')) {
    const { total, clean, bad } = dossier.documents;
    return refuse('DOCUMENTS_NOT_CLEAN', `${clean}/${total}`, bad.map(badDocument));
  }
  if (command.type === 'withdraw' && (dossier.status === 9 || dossier.status === 10)) {
    return refuse('RESULT_ALREADY_ISSUED');
  }
  return refuse(
    'ILLEGAL_TRANSITION',
    `${command.type}: status ${dossier.status} ${statusNames[dossier.status].vi} (${dossier.phase}); possible in ${row.from.join(', ')}`,
  );
};

/** The right by which the actor could give a command of this type, whatever phase the dossier stands in. */
export const rightTo = (type: CommandType, dossier: Dossier, actor: Actor): Result<Authority, Refusal> => {
  const authority = authorityFor(transitions[type], dossier, { type }, actor);
  return authority.ok && isOwn(dossier, actor) ? refuse('OWN_DOSSIER') : authority;
};

/** Nobody handles a dossier of one's own at the office. */
const isOwn = (dossier: Dossier, actor: Actor): boolean =>
  actor.kind === 'staff' && actor.subject === dossier.subject;

const badDocument = (n: number) => ({ field: `/documents/${n}`, detail: 'replace this file / thay tệp này' });

const authorityFor = (
  row: Transition,
  dossier: Dossier,
  command: { readonly type: CommandType; readonly place?: 'oneStop' },
  actor: Actor,
): Result<Authority, Refusal> => {
  if (actor.kind === 'system' && row.by.includes('system')) return ok({ role: 'system' });
  if (actor.kind === 'applicant' && row.by.includes('owner') && actor.subject === dossier.subject) {
    return ok({ role: 'owner' });
  }
  if (row.by.includes('consulted') && wasAsked(dossier, actor)) return ok({ role: 'consultedAgency' });
  const wanted = row.by.map((who) => (who === 'stepRole' ? stepRoleOf(dossier) : who));
  const onSpot = command.place === 'oneStop';
  const right = rightOf(wanted.filter(isRole), dossier, actor, onSpot);
  if (right.ok || right.error.code !== 'ROLE_NOT_ALLOWED') return right;
  return refuse('ROLE_NOT_ALLOWED', `${command.type}: ${wanted.join(', ')}`);
};

const isRole = (who: Exclude<Transition['by'][number], 'stepRole'>): who is Role =>
  who !== 'owner' && who !== 'system' && who !== 'consulted';

/** What the actor's agency was asked about this dossier; nothing that the actor is not cleared for. */
const asked = (dossier: Dossier, actor: Actor): readonly Consultation[] =>
  actor.kind === 'staff' &&
  actor.roles.includes('consultedAgency') &&
  isReceived(dossier) &&
  (!dossier.restricted || actor.clearance === 'restricted')
    ? dossier.consultations.filter(({ agency }) => agency === actor.unit)
    : [];

/** Whether the actor's agency was asked about this dossier at any time. */
export const wasAsked = (dossier: Dossier, actor: Actor): boolean => asked(dossier, actor).length > 0;

/** An agency sees the dossier for as long as its opinion is awaited, late or not; afterwards no longer. */
export const isAwaited = (dossier: Dossier, actor: Actor): boolean =>
  dossier.phase !== 'CLOSED' &&
  asked(dossier, actor).some(({ state }) => state === 'open' || state === 'late');

/** The role of the current step, which waits while the applicant has the next move; the clerk once the result is awaited. */
export const stepRoleOf = (dossier: Dossier): Role => ('step' in dossier ? dossier.step.role : 'clerk');

/**
 * Who may know that the dossier exists: its owner and the staff of its unit who work on dossiers; a restricted one only
 * those who are cleared. Whoever only views reports sees numbers. An agency that is consulted sees the whole dossier
 * until it has answered or the dossier is closed. Others get 404.
 */
export const maySee = (dossier: Dossier, actor: Actor): boolean => {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'applicant') return actor.subject === dossier.subject;
  if (dossier.restricted && actor.clearance !== 'restricted') return false;
  if (isAwaited(dossier, actor)) return true;
  if (!isStaffOf(dossier, actor)) return false;
  const current = dossier.phase === 'REVIEW' ? dossier.step.role : undefined;
  return rolesToday(actor).some(
    (role) => role === current || (role !== 'reportViewer' && role !== 'consultedAgency'),
  );
};
