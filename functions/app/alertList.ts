import { alertOfStage, ruleOf } from '../core/alerts/alert.ts';
import { officeRoles } from '../core/alerts/digest/sections.ts';
import { anchorOf } from '../core/alerts/message.ts';
import type { Calendar } from '../core/calendar/index.ts';
import { deskOf } from '../core/dossier/desk.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee } from '../core/dossier/gate.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { Unit } from '../core/procedure/index.ts';
import { ok, type Result } from '../core/result.ts';
import { covers } from '../core/rights/staff.ts';
import { rolesToday } from '../core/rights/standing.ts';
import type { AlertCursor, AlertRecord, AlertStore } from './alerts.ts';
import type { Reply } from './execute.ts';
import type { ReadStore } from './reads.ts';
import { colleagueOf } from './staff.ts';
import type { StandingPorts } from './standingNow.ts';
import { defined, localTime } from './views.ts';

export interface AlertListPorts extends StandingPorts {
  readonly alerts: Pick<AlertStore, 'ofUnit'>;
  readonly reads: Pick<ReadStore, 'heads'>;
}

export interface AlertQuery {
  readonly unit: UnitId;
  readonly state?: 'open' | 'acknowledged' | undefined;
  readonly after?: AlertCursor | undefined;
}

const PAGE = 40;
const may: readonly string[] = officeRoles;

/** One page of the alerts of the caller's unit about dossiers that the caller may know of. A filtered page may be short. */
export const listAlerts =
  (ports: AlertListPorts) =>
  async (caller: Actor, { unit: asked, state, after }: AlertQuery): Promise<Result<Reply, Refusal>> => {
    const found = await colleagueOf(ports, caller);
    if (!found.ok) return found;
    const { actor, unit } = found.value;
    if (!rolesToday(actor).some((role) => may.includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', officeRoles.join(', '));
    }
    const office = await ports.catalogue.office(unit);
    if (!office || asked !== unit) return refuse('NOT_FOUND');
    const cleared = actor.clearance === 'restricted';
    const page = await ports.alerts.ofUnit(unit, { cleared, limit: PAGE, after });
    const heads = await ports.reads.heads(page.alerts.map(({ dossierId }) => dossierId));
    const rows = page.alerts.flatMap((alert) => {
      const dossier = heads.get(alert.dossierId);
      const shown =
        dossier &&
        maySee(dossier, actor) &&
        covers(actor.procedures ?? 'all', dossier.procedure) &&
        (state ?? stateOf(alert, dossier)) === stateOf(alert, dossier);
      return shown ? [rowOf(alert, dossier, office)] : [];
    });
    const next = page.next && { next: Buffer.from(JSON.stringify(page.next)).toString('base64url') };
    return ok({ status: 200, body: { unit, alerts: rows, ...next } });
  };

/** Whoever takes note of a dossier's alerts takes note of all that were raised until then. */
const stateOf = ({ at }: AlertRecord, { acknowledgedAt }: Dossier): 'open' | 'acknowledged' =>
  acknowledgedAt !== undefined && acknowledgedAt >= at ? 'acknowledged' : 'open';

const rowOf = (
  alert: AlertRecord,
  dossier: Dossier,
  { unit, calendar }: { readonly unit: Unit; readonly calendar: Calendar },
): Record<string, unknown> => {
  const { stage, version, at, due, deliveredAt, collapsedAt } = alert;
  const named = alertOfStage(stage);
  const time = (instant: number | undefined) =>
    instant === undefined ? undefined : localTime(instant, calendar);
  return defined({
    ...{ dossierId: dossier.id, code: dossier.code, procedure: dossier.procedure, stage, version },
    severity: ruleOf(named, unit.alerts).severity,
    ...{ at: time(at), due: time(due), waitsFor: deskOf(dossier), state: stateOf(alert, dossier) },
    ...{ deliveredAt: time(deliveredAt), collapsedAt: time(collapsedAt) },
    runbook: `docs/runbook.md#${anchorOf(named.kind)}`,
  });
};
