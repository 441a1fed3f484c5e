import { type Calendar, formatDate, localDateOf } from '../calendar/index.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent } from '../dossier/events.ts';

/** What is counted, each once in the life of a dossier. */
export const measures = [
  'received',
  'accepted',
  'early',
  'onTime',
  'late',
  'delivered',
  'withdrawn',
  'refused',
  'stopped',
] as const;

export type Measure = (typeof measures)[number];

/** One increment: the local day it belongs to and the cell `measure|procedure|channel`. */
export interface Increment {
  readonly day: string;
  readonly cell: string;
}

/** The counters that `event` moves, a pure function so that a recount from the log must differ by nothing (I5). */
export const incrementsOf = (
  event: DossierEvent,
  after: Dossier,
  calendar: Calendar,
): readonly Increment[] => {
  const counted = measureOf(event);
  if (!counted) return [];
  const cell = `${counted.measure}|${after.procedure}|${after.channel}`;
  return [{ day: formatDate(localDateOf(counted.at, calendar)), cell }];
};

const measureOf = (event: DossierEvent): { measure: Measure; at: number } | undefined => {
  switch (event.type) {
    case 'submitted':
      return { measure: 'received', at: event.at };
    case 'accepted':
      return { measure: 'accepted', at: event.at };
    case 'documentsVerified':
      return event.data.completed && { measure: event.data.completed.outcome, at: event.data.completed.at };
    case 'delivered':
      return { measure: 'delivered', at: event.at };
    case 'lapsed':
      return event.data.outcome === 'stopped' ? { measure: 'stopped', at: event.at } : undefined;
    case 'withdrawn':
    case 'refused':
    case 'stopped':
      return { measure: event.type, at: event.at };
    default:
      return undefined;
  }
};
