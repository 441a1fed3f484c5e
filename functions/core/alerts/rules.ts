import type { Role } from '../dossier/status.ts';

/** What kinds of alert there are; a stage of docs/deadlines.md is a kind, some with a number: `REMINDER_80`, `OVERDUE_3`. */
export const alertKinds = [
  'NEW_ONLINE',
  'REMINDER',
  'AT_RISK',
  'APOLOGY_DUE',
  'DUE',
  'BREACH',
  'SILENT_BREACH',
  'OVERDUE',
  'UNACKNOWLEDGED',
  'STEP_OVERRUN',
  'UNCLAIMED',
  'HAND_OVER_LATE',
  'DIGITISATION_STUCK',
  'CONSULTATION_LATE',
  'COMPLAINT_OPENED',
  'COMPLAINT_OVERDUE',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** How bad it is, from the least to the worst; subscriptions of the topic filter by it. */
export const severities = ['info', 'imminent', 'breach', 'silentBreach'] as const;
export type Severity = (typeof severities)[number];

/**
 * Who is told: a role; the desk that has the move; the head who answers for that desk; or one level higher than the stage
 * before (the head first, then the leader).
 */
export type Addressee = Role | 'desk' | 'head' | 'higher';

export interface AlertRule {
  readonly severity: Severity;
  /** At once, or with the digest of the next working morning. */
  readonly sent: 'atOnce' | 'digest';
  readonly to: readonly Addressee[];
}

const now = (severity: Severity, ...to: readonly Addressee[]): AlertRule => ({
  severity,
  sent: 'atOnce',
  to,
});
const later = (...to: readonly Addressee[]): AlertRule => ({ severity: 'info', sent: 'digest', to });

/** Every kind of alert, as docs/deadlines.md says. A reminder stands here as it is from `urgentPercent` on. */
export const alertRules: Readonly<Record<AlertKind, AlertRule>> = {
  NEW_ONLINE: now('info', 'headOfOneStop'),
  REMINDER: now('imminent', 'desk'),
  AT_RISK: now('imminent', 'divisionHead', 'departmentLeader'),
  APOLOGY_DUE: now('imminent', 'departmentLeader'),
  DUE: now('imminent', 'desk', 'head'),
  BREACH: now('breach', 'head', 'departmentLeader'),
  SILENT_BREACH: now('silentBreach', 'departmentLeader'),
  OVERDUE: now('breach', 'higher'),
  UNACKNOWLEDGED: now('breach', 'departmentLeader'),
  STEP_OVERRUN: later('head'),
  UNCLAIMED: later('head'),
  HAND_OVER_LATE: later('headOfOneStop'),
  DIGITISATION_STUCK: now('imminent', 'administrator'),
  CONSULTATION_LATE: now('imminent', 'headOfOneStop', 'departmentLeader'),
  COMPLAINT_OPENED: now('imminent', 'headOfOneStop', 'departmentLeader'),
  COMPLAINT_OVERDUE: now('breach', 'headOfOneStop', 'departmentLeader'),
};

/** Before it is urgent, a reminder waits for the digest. */
export const earlyReminder: AlertRule = later('desk');
