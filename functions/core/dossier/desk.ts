import type { Instant } from '../calendar/index.ts';
import type { Dossier } from './dossier.ts';
import type { DossierId, Subject } from './ids.ts';
import { type Role, roles } from './status.ts';

/** Who has the next move: a role, the applicant, or the machines. Undefined once the dossier is closed. */
export type Desk = Role | 'system';

/** Every desk there is. */
export const desks: readonly Desk[] = [...roles, 'system'];

/** The one place in which an open dossier is found. */
export const deskOf = (dossier: Dossier): Desk | undefined => {
  switch (dossier.phase) {
    case 'VERIFY':
    case 'ARCHIVE':
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT':
    case 'VERIFY_RESULT':
    case 'ARCHIVE_RESULT':
      return 'system';
    case 'REPLACEMENT':
    case 'SUPPLEMENT':
    case 'PAYMENT':
      return 'applicant';
    case 'ACCEPTANCE':
    case 'HAND_OVER':
    case 'REQUEST':
    case 'DELIVERY':
      return 'frontDesk';
    case 'REVIEW':
      return dossier.step.role;
    case 'RESULT':
      return 'clerk';
    case 'CLOSED':
      return undefined;
  }
};

/** Sorts after every real deadline: a dossier without a running promise comes last in an inbox. */
const NEVER = 9_999_999_999_999;

/**
 * The place of a dossier in every inbox: by the end of its promise, then by id. Instants have 13 digits until the year
 * 2286, so that the order of the texts is the order in time.
 */
export const placeOf = (dossier: Dossier): string => placeAt(dossier.deadline?.due ?? NEVER, dossier.id);

/** The first place of an instant, before every dossier that is due then. */
export const placeAt = (due: Instant, id: DossierId | '' = ''): string =>
  `${String(due).padStart(13, '0')}#${id}`;

/** The officer who has the step: by assignment, else by the last claim, which may have ended. */
export const holderOf = (dossier: Dossier): Subject | undefined =>
  dossier.phase === 'REVIEW' ? (dossier.step.assignee ?? dossier.step.claim?.by) : undefined;

/** When the holder's hold ends by itself; undefined = never, or there is none. */
export const heldUntil = (dossier: Dossier): Instant | undefined =>
  dossier.phase === 'REVIEW' && dossier.step.assignee === undefined ? dossier.step.claim?.until : undefined;

/** The officer who has the step at an instant. */
export const holderAt = (dossier: Dossier, at: Instant): Subject | undefined =>
  (heldUntil(dossier) ?? Number.POSITIVE_INFINITY) > at ? holderOf(dossier) : undefined;
