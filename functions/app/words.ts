import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { TextStore } from './ports.ts';

/** Names of the free texts that an event refers to, wherever in its data they stand. */
export const textItems = (data: unknown): string[] => {
  if (typeof data !== 'object' || data === null) return [];
  if ('digest' in data && 'item' in data && typeof data.item === 'string')
    return data.item.startsWith('TEXT#') ? [data.item] : [];
  return Object.values(data).flatMap(textItems);
};

/** What people wrote, under the names by which the event refers to it; words that were erased are absent. */
export const wordsOf = async (
  texts: TextStore,
  id: DossierId,
  { data }: DossierEvent,
): Promise<Readonly<Record<string, string>>> => {
  const read = await Promise.all(
    textItems(data).map(async (item) => ({ item, text: await texts.text(id, item) })),
  );
  return Object.fromEntries(read.flatMap(({ item, text }) => (text === undefined ? [] : [[item, text]])));
};

/**
 * Staff of the unit read every word of the file they handle; an agency reads the question put to it. The applicant is told
 * in notices, and does not see what officers write to each other.
 */
export const mayReadWords = (dossier: Dossier, actor: Actor, event: DossierEvent): boolean =>
  actor.kind === 'staff' &&
  (actor.unit === dossier.unit || (event.type === 'consulted' && event.data.agency === actor.unit));
