import * as z from 'zod';
import { deskOf } from '../dossier/desk.ts';
import { type Dossier, isReceived } from '../dossier/dossier.ts';
import type { Role } from '../dossier/status.ts';
import { type AlertStage, isAlertStage } from '../sla/stages.ts';
import { type AlertKind, type AlertRule, alertKinds, alertRules, earlyReminder } from './rules.ts';

/** The name of a stage, from a wire or an item. */
export const alertStageSchema = z.custom<AlertStage>(
  (value) => typeof value === 'string' && isAlertStage(value),
  'the stage of an alert',
);

/** What a stage says: `REMINDER_80` is a reminder at 80 percent, `OVERDUE_3` the third working day after. */
export interface Alert {
  readonly kind: AlertKind;
  readonly n?: number;
}

export const alertOfStage = (stage: AlertStage): Alert => {
  const [, name, n] = /^([A-Z_]+?)(?:_(\d+))?$/.exec(stage) ?? [];
  const kind = alertKinds.find((each) => each === name);
  if (!kind) throw new Error(`no alert ${stage}`);
  return { kind, ...(n !== undefined && { n: Number(n) }) };
};

/** Settings of the unit that decide on alerts. */
export interface AlertSettings {
  /** From this share of the time on a reminder is urgent. */
  readonly urgentPercent: number;
  /** Working days after the due date on which a broken promise is alerted of again, ascending. */
  readonly overdueDays: readonly number[];
}

export const ruleOf = ({ kind, n }: Alert, { urgentPercent }: AlertSettings): AlertRule =>
  kind === 'REMINDER' && n !== undefined && n < urgentPercent ? earlyReminder : alertRules[kind];

/** The role whose desk has the move; what machines and applicants have is the front desk's to watch. */
export const deskRoleOf = (dossier: Dossier): Role => {
  const desk = deskOf(dossier);
  return desk === undefined || desk === 'system' || desk === 'applicant' ? 'frontDesk' : desk;
};

/** Who answers for the desk that has the move: before acceptance and at the counter the one-stop shop, else the division. */
export const headRoleOf = (dossier: Dossier): Role =>
  !isReceived(dossier) || deskRoleOf(dossier) === 'frontDesk' ? 'headOfOneStop' : 'divisionHead';

/** The roles that an alert goes to, each once. */
export const recipientsOf = (alert: Alert, dossier: Dossier, settings: AlertSettings): readonly Role[] => {
  const higher = (): readonly Role[] =>
    settings.overdueDays.indexOf(alert.n ?? 0) === 0
      ? [headRoleOf(dossier), 'departmentLeader']
      : ['departmentLeader'];
  const roles = ruleOf(alert, settings).to.flatMap((who): readonly Role[] => {
    if (who === 'desk') return [deskRoleOf(dossier)];
    if (who === 'head') return [headRoleOf(dossier)];
    return who === 'higher' ? higher() : [who];
  });
  return [...new Set(roles)];
};
