import type { AlertSettings } from '../../../functions/core/alerts/alert.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { AlertStage } from '../../../functions/core/sla/stages.ts';
import { must, until } from '../dossier/support.ts';

export const settings: AlertSettings = { urgentPercent: 80, overdueDays: [3, 5, 10, 20] };

/** Every stage that docs/deadlines.md names, one of each kind and both sorts of reminder. */
export const everyStage: readonly AlertStage[] = [
  ...(['NEW_ONLINE', 'REMINDER_50', 'REMINDER_80', 'AT_RISK', 'APOLOGY_DUE', 'DUE', 'BREACH'] as const),
  ...(['SILENT_BREACH', 'OVERDUE_3', 'OVERDUE_5', 'OVERDUE_10', 'UNACKNOWLEDGED'] as const),
  ...(['STEP_OVERRUN', 'UNCLAIMED', 'HAND_OVER_LATE', 'DIGITISATION_STUCK'] as const),
  ...(['CONSULTATION_LATE', 'COMPLAINT_OPENED', 'COMPLAINT_OVERDUE'] as const),
];

/** Dossiers at the desks that have the move. */
export const atIntake: Dossier = until((d) => d.phase === 'ACCEPTANCE').dossier;
export const toHandOver: Dossier = until((d) => d.phase === 'HAND_OVER').dossier;
export const appraised: Dossier = until((d) => d.phase === 'REVIEW' && d.step.id === 'APPRAISE').dossier;
export const approved: Dossier = until((d) => d.phase === 'REVIEW' && d.step.id === 'APPROVE').dossier;

/** The same with another date, risk or hold. */
export const withDue = (dossier: Dossier, due: number): Dossier => ({
  ...dossier,
  deadline: { ...must(dossier.deadline), due },
});

export const restrictedOf = (dossier: Dossier): Dossier => ({ ...dossier, restricted: true });
