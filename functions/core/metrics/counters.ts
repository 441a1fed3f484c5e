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
  'onSpot',
] as const;

export type Measure = (typeof measures)[number];

/** One increment: the local day it belongs to and the cell `measure|procedure|channel`. */
export interface Increment {
  readonly day: string;
  readonly cell: string;
}

/** The counters that `event` moves, a pure function so that a recount from the log must differ by nothing (I5). */
export const incrementsOf = (event: DossierEvent, after: Dossier, calendar: Calendar): readonly Increment[] =>
  counted(event).map(({ measure, at }) => ({
    day: formatDate(localDateOf(at, calendar)),
    cell: `${measure}|${after.procedure}|${after.channel}`,
  }));

interface Counted {
  readonly measure: Measure;
  readonly at: number;
}

const counted = (event: DossierEvent): readonly Counted[] => {
  const { at } = event;
  switch (event.type) {
    case 'submitted':
      return [{ measure: 'received', at }];
    case 'documentsVerified': {
      const { completed } = event.data;
      return completed ? [{ measure: completed.outcome, at: completed.at }] : [];
    }
    case 'delivered': {
      const level = event.data.onSpotLevel;
      const onSpot = level === '4' || level === '5';
      return [{ measure: 'delivered', at }, ...(onSpot ? [{ measure: 'onSpot', at } as const] : [])];
    }
    case 'lapsed':
      return event.data.outcome === 'stopped' ? [{ measure: 'stopped', at }] : [];
    case 'accepted':
    case 'withdrawn':
    case 'refused':
    case 'stopped':
      return [{ measure: event.type, at }];
    default:
      return [];
  }
};
