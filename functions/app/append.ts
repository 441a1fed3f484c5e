import { createHash } from 'node:crypto';
import { canonical } from '../core/canonical.ts';
import { apply } from '../core/dossier/apply.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent, EventBody } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Policy } from '../core/dossier/policy.ts';
import type { Actor } from '../core/dossier/status.ts';
import { outlookOf } from '../core/sla/timers.ts';

/** SHA-256 of a text, lower-case hex. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash that chains an event to the one before it. */
export const hashOf = (event: Omit<DossierEvent, 'hash'>): string => {
  const { dossierId, seq, at, actor, type, data, outlook, prevHash } = event;
  return digest(canonical({ dossierId, seq, at, actor, type, data, outlook, prevHash }));
};

/** What an event is written with besides what has happened. */
export interface Appending {
  readonly id: DossierId;
  readonly actor: Actor;
  readonly at: number;
  readonly policy: Policy;
  /** The delegation by which the actor had the right. */
  readonly delegation?: string | undefined;
}

/** The next event of a dossier and the dossier after it. */
export const append = (
  before: Dossier | undefined,
  body: EventBody,
  { id, actor, at, policy, delegation }: Appending,
): { event: DossierEvent; after: Dossier } => {
  const bare = {
    ...body,
    dossierId: id,
    seq: (before?.seq ?? 0) + 1,
    at,
    actor: { kind: actor.kind, subject: actor.subject, ...(delegation !== undefined && { delegation }) },
    prevHash: before?.lastHash ?? '',
  };
  const outlook = outlookOf(apply(before, { ...bare, outlook: {}, hash: '' }), policy, at);
  const event: DossierEvent = { ...bare, outlook, hash: hashOf({ ...bare, outlook }) };
  return { event, after: apply(before, event) };
};
