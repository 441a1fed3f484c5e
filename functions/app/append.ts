import { createHash } from 'node:crypto';
import { apply } from '../core/dossier/apply.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent, EventBody } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Actor } from '../core/dossier/status.ts';

/** SHA-256 of a text, lower-case hex. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One text per value, whatever the order of keys: the ground of every hash and fingerprint. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
};

/** The hash that chains an event to the one before it. */
export const hashOf = (event: Omit<DossierEvent, 'hash'>): string => {
  const { dossierId, seq, at, actor, type, data, prevHash } = event;
  return digest(canonical({ dossierId, seq, at, actor, type, data, prevHash }));
};

/** The next event of a dossier and the dossier after it; `delegation` is the one by which the actor had the right. */
export const append = (
  id: DossierId,
  before: Dossier | undefined,
  body: EventBody,
  actor: Actor,
  at: number,
  delegation?: string,
): { event: DossierEvent; after: Dossier } => {
  const base = {
    ...body,
    dossierId: id,
    seq: (before?.seq ?? 0) + 1,
    at,
    actor: { kind: actor.kind, subject: actor.subject, ...(delegation !== undefined && { delegation }) },
    prevHash: before?.lastHash ?? '',
  };
  const event: DossierEvent = { ...base, hash: hashOf({ ...base }) };
  return { event, after: apply(before, event) };
};
