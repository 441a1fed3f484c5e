import type { Command } from './commands.ts';
import { type Dossier, isReceived } from './dossier.ts';
import type { Refusal } from './problems.ts';
import { type Actor, type Role, statusNames } from './status.ts';
import { type Transition, transitions } from './transitions.ts';

/**
 * Rights first, then the legal prior phases. Undefined = may go on.
 * Whether the actor may see the dossier at all has been settled before (see `maySee`).
 */
export const gate = (dossier: Dossier, command: Command, actor: Actor): Refusal | undefined => {
  const row: Transition = transitions[command.type];
  const legal = row.from.includes(dossier.phase);
  // Outside of its phases a step has no role: an officer of the unit is told about the state, not about rights.
  const noStep = !legal && row.by.includes('stepRole') && isStaffOf(dossier, actor);
  if (!noStep && !row.by.some((who) => matches(who, dossier, actor))) {
    const by = row.by.map((who) => (who === 'stepRole' ? currentRole(dossier) : who));
    return { code: 'ROLE_NOT_ALLOWED', detail: `${command.type}: ${by.join(', ')}` };
  }
  if (legal) return undefined;
  if (command.type === 'accept' && (dossier.phase === 'VERIFY' || dossier.phase === 'REPLACEMENT')) {
    const { total, clean, bad } = dossier.documents;
    return { code: 'DOCUMENTS_NOT_CLEAN', detail: `${clean}/${total}`, fields: bad.map(badDocument) };
  }
  if (command.type === 'withdraw' && (dossier.status === 9 || dossier.status === 10)) {
    return { code: 'RESULT_ALREADY_ISSUED' };
  }
  return {
    code: 'ILLEGAL_TRANSITION',
    detail: `${command.type}: status ${dossier.status} ${statusNames[dossier.status].vi} (${dossier.phase}); possible in ${row.from.join(', ')}`,
  };
};

const badDocument = (n: number) => ({ field: `/documents/${n}`, detail: 'replace this file / thay tệp này' });

const matches = (who: Transition['by'][number], dossier: Dossier, actor: Actor): boolean => {
  switch (who) {
    case 'owner':
      return actor.kind === 'applicant' && actor.subject === dossier.subject;
    case 'system':
      return actor.kind === 'system';
    case 'consulted':
      return isConsulted(dossier, actor);
    case 'stepRole':
      return isStaffOf(dossier, actor) && actor.roles.includes(currentRole(dossier));
    default:
      return isStaffOf(dossier, actor) && actor.roles.includes(who);
  }
};

const isStaffOf = (dossier: Dossier, actor: Actor): boolean =>
  actor.kind === 'staff' && actor.unit === dossier.unit;

/** An agency whose opinion on this dossier was asked sees it, and nothing else of the unit. */
const isConsulted = (dossier: Dossier, actor: Actor): boolean =>
  actor.kind === 'staff' &&
  actor.roles.includes('consultedAgency') &&
  isReceived(dossier) &&
  dossier.consultations.some(({ agency }) => agency === actor.unit);

/** The role that has the next move in review; the clerk once the result is awaited. */
const currentRole = (dossier: Dossier): Role => (dossier.phase === 'REVIEW' ? dossier.step.role : 'clerk');

/** Who may know that the dossier exists: its owner, the staff of its unit, the portal that filed it. Others get 404. */
export const maySee = (dossier: Dossier, actor: Actor): boolean => {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'applicant') return actor.subject === dossier.subject;
  return actor.unit === dossier.unit || isConsulted(dossier, actor);
};
