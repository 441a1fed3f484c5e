import type { Instant } from '../calendar/index.ts';
import type { DossierEvent } from '../dossier/events.ts';
import type { Subject } from '../dossier/ids.ts';

/** Who gave a document to the office, and when. */
export interface HandedIn {
  readonly by: Subject;
  readonly at: Instant;
}

/**
 * Who handed in each document and when, read from the log: it is the one account that cannot be changed afterwards. A file
 * that was replaced was handed in by whoever replaced it.
 */
export const handedIn = (events: readonly DossierEvent[]): ReadonlyMap<number, HandedIn> =>
  new Map(
    events.flatMap((event) =>
      documentsOf(event).map((n) => [n, { by: event.actor.subject, at: event.at }] as const),
    ),
  );

const documentsOf = (event: DossierEvent): readonly number[] => {
  switch (event.type) {
    case 'submitted':
      return Array.from({ length: event.data.documents }, (_, i) => i + 1);
    case 'documentsReplaced':
    case 'supplementDeclared':
    case 'supplied':
      return event.data.documents;
    case 'resultDeclared':
    case 'resultEntered':
      return [event.data.document];
    default:
      return [];
  }
};
