import { type AlertSettings, alertOfStage, ruleOf } from '../core/alerts/alert.ts';
import { isOfficeOpen } from '../core/alerts/hours.ts';
import { alertId, alertMessage, type Links } from '../core/alerts/message.ts';
import { fateOf, type StormLimits, windowOf } from '../core/alerts/storm.ts';
import { stormMessage } from '../core/alerts/stormMessage.ts';
import { DAY_MS } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { Policy } from '../core/dossier/policy.ts';
import type { AlertRecord, AlertRef, AlertStore, TopicPort } from './alerts.ts';
import type { CataloguePort, ClockPort, DossierStore } from './ports.ts';
import { executionName, type SpineStore } from './spine.ts';

export interface NotifyPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly spines: Pick<SpineStore, 'spineHead'>;
  readonly catalogue: Pick<CataloguePort, 'policy'>;
  readonly alerts: Pick<AlertStore, 'alert' | 'settled' | 'ranked'>;
  readonly topic: TopicPort;
  readonly clock: ClockPort;
  readonly links: LinkPort;
}

/** Addresses for people. */
export interface LinkPort extends Pick<Links, 'runbook'> {
  /** Where an operator sees an execution of the dossier's state machine. */
  execution(name: string): string;
}

/** `digest`: it waits for the next digest; `settled`: it was told before. */
export type Notified = 'sent' | 'collapsed' | 'digest' | 'settled';

/**
 * Delivers the alert that an event decided: by itself, or, where it is not urgent, the office is closed, or too many come at
 * once, by the next digest. At least once: it is noted after the message, and the id is the same every time.
 */
export const notify =
  (ports: NotifyPorts) =>
  async (ref: AlertRef): Promise<Notified> => {
    const [head, alert] = await Promise.all([ports.store.head(ref.dossierId), ports.alerts.alert(ref)]);
    if (!head || !alert) throw new Error(`no alert ${alertId(ref.dossierId, ref)}`);
    if (alert.deliveredAt !== undefined || alert.collapsedAt !== undefined) return 'settled';
    const policy = await ports.catalogue.policy(head.unit, head.procedure, head.version);
    const { unit, calendar } = policy;
    const rule = ruleOf(alertOfStage(alert.stage), settingsOf(policy));
    if (rule.sent === 'digest') return 'digest';
    if (!unit.alerts.outsideWorkingHours && !isOfficeOpen(calendar, alert.at)) return 'digest';
    return send(ports, head, alert, policy);
  };

/** What decides on alerts in a dossier's unit, by its procedure where that has its own. */
export const settingsOf = ({ unit, procedure }: Policy): AlertSettings => ({
  urgentPercent: unit.alerts.urgentPercent,
  overdueDays: procedure.alerts?.overdueDays ?? unit.alerts.overdueDays,
});

const send = async (
  ports: NotifyPorts,
  head: Dossier,
  alert: AlertRecord,
  policy: Policy,
): Promise<Notified> => {
  const { collapseOver: over, collapseMinutes: minutes } = policy.unit.alerts;
  const limits: StormLimits = { over, minutes };
  const window = windowOf(alert.at, limits);
  const now = ports.clock.now();
  const rank = await ports.alerts.ranked(head.unit, window, alert, {
    ...{ most: over + 1, expiresAt: now + 2 * DAY_MS },
  });
  const fate = fateOf(rank, limits);
  if (fate === 'single') {
    const spine = await ports.spines.spineHead(head.id);
    const execution = ports.links.execution(executionName(head.code, spine?.spineRun ?? 1));
    const office = { calendar: policy.calendar, settings: settingsOf(policy) };
    await ports.topic.publish(alertMessage(alert, head, office, { ...ports.links, execution }, now));
  }
  if (fate === 'herald') {
    await ports.topic.publish(stormMessage(head.unit, window, limits, policy.calendar, ports.links));
  }
  await ports.alerts.settled(alert, fate === 'single' ? 'deliveredAt' : 'collapsedAt', now);
  return fate === 'single' ? 'sent' : 'collapsed';
};
