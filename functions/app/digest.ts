import { digestMessage } from '../core/alerts/digest/digest.ts';
import { type OfficeRole, officeRoles } from '../core/alerts/digest/sections.ts';
import {
  type Calendar,
  formatDate,
  type Instant,
  isWorkingDay,
  localDateOf,
  MINUTE_MS,
  startOfDay,
  toEpochDay,
} from '../core/calendar/index.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import type { AlertStore, TopicPort } from './alerts.ts';
import { type DigestReads, digestFacts } from './digestFacts.ts';
import type { LinkPort } from './notify.ts';
import type { CataloguePort, ClockPort } from './ports.ts';

/** The digest of a role of a unit on a local day (`YYYY-MM-DD`). */
export interface DigestRef {
  readonly unit: UnitId;
  readonly day: string;
  readonly recipient: OfficeRole;
}

export interface DigestStore {
  /** Roles whose digest of the day is done. */
  done(unit: UnitId, day: string): Promise<readonly OfficeRole[]>;
  /** Takes the digest in hand for a moment: only one of two at the same time may send it. */
  claim(ref: DigestRef, now: Instant): Promise<'mine' | 'done' | 'inFlight'>;
  /** Notes that it was sent, or that there was nothing to say. */
  finish(ref: DigestRef, outcome: 'sent' | 'empty', now: Instant): Promise<void>;
}

export interface DigestPorts extends DigestReads {
  readonly units: { units(): Promise<readonly UnitId[]> };
  readonly catalogue: Pick<CataloguePort, 'office'>;
  readonly alerts: Pick<AlertStore, 'ofUnit' | 'settled'>;
  readonly digests: DigestStore;
  readonly topic: TopicPort;
  readonly clock: ClockPort;
  readonly links: Pick<LinkPort, 'runbook'>;
}

/** Digests that could not be finished; the next run tries them again. */
export class DigestsUnfinished extends Error {
  override readonly name = 'DigestsUnfinished';
}

/**
 * Sends what is due of the digests of all units: one per unit, role and working day, not before the unit's `digestAt`. Which
 * days are worked is the calendar's to say. Claimed, sent, noted: a second run sends nothing, and a run that broke off is made
 * up for by the next. Answers the ids of what was sent.
 */
export const sendDigests = (ports: DigestPorts) => async (): Promise<readonly string[]> => {
  const sent: string[] = [];
  const failed: string[] = [];
  for (const unit of await ports.units.units()) {
    try {
      const outcome = await digestsOf(ports, unit);
      sent.push(...outcome.sent);
      failed.push(...outcome.inFlight);
    } catch (error) {
      failed.push(`${unit}: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
  if (failed.length > 0) throw new DigestsUnfinished(failed.join(', '));
  return sent;
};

const digestsOf = async (
  ports: DigestPorts,
  unit: UnitId,
): Promise<{ sent: readonly string[]; inFlight: readonly string[] }> => {
  const office = await ports.catalogue.office(unit);
  const now = ports.clock.now();
  const sent: string[] = [];
  const inFlight: string[] = [];
  const due = office && dueToday(office.calendar, office.unit.alerts.digestAt, now);
  if (!office || due === undefined || now < due) return { sent, inFlight };
  const day = formatDate(localDateOf(now, office.calendar));
  const done = await ports.digests.done(unit, day);
  const open = officeRoles.filter((role) => !done.includes(role));
  if (open.length === 0) return { sent, inFlight };
  const facts = await digestFacts(ports, unit, office, { now, due });
  for (const recipient of open) {
    const ref = { unit, day, recipient };
    const claim = await ports.digests.claim(ref, now);
    if (claim === 'inFlight') inFlight.push(`${unit} ${recipient}: in flight`);
    if (claim !== 'mine') continue;
    const message = digestMessage(recipient, facts, ports.links);
    if (message) {
      await ports.topic.publish(message);
      sent.push(message.id);
    }
    await ports.digests.finish(ref, message ? 'sent' : 'empty', now);
  }
  if (inFlight.length > 0) return { sent, inFlight };
  for (const { decided, dossier } of facts.untold) {
    await ports.alerts.settled({ dossierId: dossier.id, ...decided }, 'deliveredAt', now);
  }
  return { sent, inFlight };
};

/** When the digest of the local day is due; undefined on a day that is not worked. */
const dueToday = (calendar: Calendar, digestAt: string, now: Instant): Instant | undefined => {
  const day = localDateOf(now, calendar);
  const [hours = 0, minutes = 0] = digestAt.split(':').map(Number);
  const due = startOfDay(calendar, toEpochDay(day)) + (hours * 60 + minutes) * MINUTE_MS;
  return isWorkingDay(calendar, day) ? due : undefined;
};
