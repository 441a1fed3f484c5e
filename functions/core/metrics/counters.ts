import { type Calendar, formatDate, type Instant, localDateOf } from '../calendar/index.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent, EventOf } from '../dossier/events.ts';
import type { Outcome, Worked } from '../dossier/parts.ts';
import { type Measure, ratingCell, shareOf, stepCell } from './measures.ts';

/** What one event counts. */
export interface Increments {
  /** The local day it belongs to, `YYYY-MM-DD`. */
  readonly day: string;
  /** The instant that decides the day: a result counts when it was entered, not when its file was found clean. */
  readonly at: Instant;
  /** By how much each measure goes up. */
  readonly by: Readonly<Record<string, number>>;
}

/**
 * What `event` counts, or undefined. A pure function, so that a recount from the log must differ by nothing (I5): what depends
 * on hours or promises was measured when it happened and stands in the event; a calendar that is published later changes
 * no number. Of the calendar only the local date is asked.
 */
export const incrementsOf = (
  event: DossierEvent,
  before: Dossier | undefined,
  after: Dossier,
  calendar: Calendar,
): Increments | undefined => {
  const by = { ...ownOf(event), ...pauseMoved(before, after), ...archivedIn(event, before) };
  if (Object.keys(by).length === 0) return undefined;
  const at = (event.type === 'documentsVerified' && event.data.completed?.at) || event.at;
  return { day: formatDate(localDateOf(at, calendar)), at, by };
};

type By = Partial<Record<Measure, number>> & Record<string, number>;

const ownOf = (event: DossierEvent): By => {
  switch (event.type) {
    case 'submitted': {
      const gaps = event.data.gaps?.length ?? 0;
      // Dossiers with at least one re-used component (QĐ 766/QĐ-TTg item 4.3).
      // A gap in the State's own data (DB_GAP) is counted apart: it is nobody's fault at the counter (rule R14).
      return {
        received: 1,
        ...(event.data.reused && { reused: 1 }),
        ...(gaps > 0 && { databaseGaps: gaps }),
      };
    }
    case 'accepted':
      return { accepted: 1 };
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return { [event.type]: 1, ...leaves(event.data.outcome) };
    case 'lapsed':
      return event.data.outcome === 'stopped' ? { stopped: 1, ...leaves(event.data.timeliness) } : {};
    case 'documentsVerified': {
      const { completed } = event.data;
      return completed ? { [completed.outcome]: 1, ...leaves(completed.outcome) } : {};
    }
    case 'supplementRequested':
      return { supplementsAsked: 1 };
    case 'paymentRequired':
      return { paymentsAsked: 1 };
    case 'paymentConfirmed':
      return { paymentsConfirmed: 1, ...(event.data.method === 'online' && { paidOnline: 1 }) };
    case 'reappointed':
    case 'extended':
      return { [event.type]: 1 };
    case 'stepCompleted':
      return stepOver(event.data.step, event.data.worked);
    case 'sentBack':
      return { sentBack: 1, ...(event.data.worked && stepOver(event.data.step, event.data.worked)) };
    case 'delivered': {
      const level = event.data.onSpotLevel;
      return { delivered: 1, ...(level === '4' || level === '5' ? { onSpot: 1 } : {}) };
    }
    case 'resultCorrected':
      return { corrected: 1 };
    case 'rated':
      return rated(event.data);
    case 'complaintAnswered':
      return { complaintsAnswered: 1 };
    default:
      return {};
  }
};

const leaves = (outcome: Outcome): By =>
  ({
    early: { resolvedEarly: 1 },
    onTime: { resolvedOnTime: 1 },
    late: { resolvedLate: 1 },
  })[outcome];

/** A run of a step has ended: forwards or, sent back, backwards. */
const stepOver = (step: string, worked: Worked): By => ({
  [stepCell(step, 'runs')]: 1,
  ...(worked.minutes > 0 && { [stepCell(step, 'minutes')]: worked.minutes }),
  ...(worked.minutes > worked.budget && { [stepCell(step, 'over')]: 1 }),
  [stepCell(step, shareOf(worked))]: 1,
});

const rated = (data: EventOf<'rated'>['data']): By => {
  const { occasion, attitude, waiting, facilities, onAppointedDate, apologyReceived, complaint } = data;
  const cell = (what: Parameters<typeof ratingCell>[1]) => ratingCell(occasion, what);
  return {
    [cell('answers')]: 1,
    ...{ [cell('attitude')]: attitude, [cell('waiting')]: waiting, [cell('facilities')]: facilities },
    ...(onAppointedDate !== undefined && { [cell('dateAnswers')]: 1 }),
    ...(onAppointedDate && { [cell('onDate')]: 1 }),
    ...(apologyReceived !== undefined && { [cell('apologyAnswers')]: 1 }),
    ...(apologyReceived && { [cell('apology')]: 1 }),
    ...(complaint && { complaints: 1 }),
  };
};

/** Whether the clock of a received dossier stands still, since the applicant was asked for something. */
export const isPaused = (d: Dossier): boolean => (d.status === 5 || d.status === 6) && 'step' in d;

const pauseMoved = (before: Dossier | undefined, after: Dossier): By => {
  const [was, is] = [before !== undefined && isPaused(before), isPaused(after)];
  if (was === is) return {};
  return is ? { pausesBegun: 1 } : { pausesEnded: 1 };
};

/** Files that went to the archive; all of a filing: it is digitised; the result: there is an electronic one. */
const archivedIn = (event: DossierEvent, before: Dossier | undefined): By =>
  event.type === 'documentsArchived'
    ? {
        ...(event.data.documents.length > 0 && { filesArchived: event.data.documents.length }),
        ...(before?.phase === 'ARCHIVE' && { digitised: 1 }),
        ...(before?.phase === 'ARCHIVE_RESULT' && { resultsArchived: 1 }),
      }
    : {};
