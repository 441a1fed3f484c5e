import type { Dossier } from './dossier.ts';
import type { Role } from './status.ts';

/** Who has the next move: a role, the applicant, or the machines. Undefined once the dossier is closed. */
export type Desk = Role | 'system';

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
