import type { Calendar } from '../calendar/index.ts';
import type { DossierEvent } from '../dossier/events.ts';
import { type Day, dayOf } from './days.ts';

/**
 * The log as far as it speaks of `day` and before. A result counts from its entry, which its file's verification confirms
 * later: where that happens after midnight, the log is read on up to the confirmation.
 */
export const eventsAsOf = (
  events: readonly DossierEvent[],
  day: Day,
  calendar: Calendar,
): readonly DossierEvent[] => {
  const last = events.findLastIndex((event) => dayOf(effectiveAt(event), calendar) <= day);
  return events.slice(0, last + 1);
};

const effectiveAt = (event: DossierEvent): number =>
  event.type === 'documentsVerified' ? (event.data.completed?.at ?? event.at) : event.at;
