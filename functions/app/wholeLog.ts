import type { DossierEvent } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { ReadStore } from './reads.ts';

/** Events of a page; a short one is the last. */
const PAGE = 100;

/** The whole log of a dossier in order, read page by page; empty when there is none. */
export const wholeLog = async (
  reads: Pick<ReadStore, 'events'>,
  id: DossierId,
): Promise<readonly DossierEvent[]> => {
  const events: DossierEvent[] = [];
  for (;;) {
    const page = await reads.events(id, events.length, PAGE);
    events.push(...page);
    if (page.length < PAGE) return events;
  }
};
