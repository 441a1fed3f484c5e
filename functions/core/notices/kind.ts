import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent, EventBody, EventType, FormFact } from '../dossier/events.ts';
import type { Phase, Status } from '../dossier/status.ts';
import type { AlertStage } from '../sla/stages.ts';

/** What an applicant can be told. Each kind is one template per language. */
export const noticeKinds = [
  'submitted',
  'filesRefused',
  'supplementRequested',
  'supplied',
  'resumed',
  'lapsed',
  'accepted',
  'refused',
  'inProcess',
  'paymentRequired',
  'paymentConfirmed',
  'reappointed',
  'extended',
  'redated',
  'stopped',
  'withdrawn',
  'resultReady',
  'delivered',
  'statusChanged',
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** Where a dossier stands, as far as it decides on a notice. */
export interface Standing {
  readonly status: Status;
  readonly phase: Phase;
  readonly deadline?: { readonly due: number };
}

/** One event of a dossier with the dossier before and after it. */
export interface Move {
  readonly before: Dossier | undefined;
  readonly after: Dossier;
  readonly event: DossierEvent;
}

type Rule = (before: Standing | undefined, after: Standing) => NoticeKind | undefined;
/** A promised date moved, and not its reminders alone; before acceptance the applicant was given none. */
const date =
  (kind: NoticeKind): Rule =>
  (before, { status, deadline }) =>
    status === 1 || (deadline && before?.deadline?.due === deadline.due) ? undefined : kind;

/** Events that are told for what they are, whatever they do to the status. */
const byEvent: Readonly<Partial<Record<EventType, Rule>>> = {
  submitted: () => 'submitted',
  documentsVerified: (_, { phase }) =>
    phase === 'REPLACEMENT' || phase === 'SUPPLEMENT' ? 'filesRefused' : undefined,
  supplied: () => 'supplied',
  paymentConfirmed: () => 'paymentConfirmed',
  lapsed: (_, { status }) => (status === 8 ? undefined : 'lapsed'),
  reappointed: date('reappointed'),
  extended: date('extended'),
  redated: date('redated'),
};

const intoReview: Readonly<Partial<Record<Status, NoticeKind>>> = {
  ...{ 2: 'inProcess', 5: 'resumed', 6: 'paymentConfirmed' },
};

/** What it means to come into a status; what was waited for before tells two ways into the same one apart. */
const byStatus: Readonly<Record<Status, (before: Status | undefined) => NoticeKind>> = {
  1: (before) => (before === 5 ? 'supplied' : 'statusChanged'),
  2: () => 'accepted',
  3: () => 'refused',
  4: (before) => (before && intoReview[before]) ?? 'statusChanged',
  5: () => 'supplementRequested',
  6: () => 'paymentRequired',
  7: () => 'withdrawn',
  8: () => 'stopped',
  9: () => 'resultReady',
  10: () => 'delivered',
};

/**
 * What the applicant is told of an event; undefined = nothing. Every change of the national status is told, also by an
 * event that is not known here (NĐ 224/2026 Đ15); so are refused files and moved dates, which leave the status as it is.
 */
export const noticeOf = (
  before: Standing | undefined,
  after: Standing,
  type: EventType,
): NoticeKind | undefined =>
  byEvent[type]?.(before, after) ??
  (before?.status === after.status ? undefined : byStatus[after.status](before?.status));

/** The form that an event issued. */
export const formOf = (event: EventBody): FormFact | undefined => {
  if (event.type === 'documentsVerified') return event.data.completed?.form;
  return 'form' in event.data ? event.data.form : undefined;
};

/** What the office is alerted of by an event; the stage and its version name the alert once and for all. */
export const alertOf = (
  event: EventBody,
): { readonly stage: AlertStage; readonly version: number } | undefined => {
  switch (event.type) {
    case 'alertsDecided':
      return { stage: event.data.alert, version: event.data.version };
    case 'complaintOverdue':
      return { stage: 'COMPLAINT_OVERDUE', version: event.data.n };
    case 'rated':
      return event.data.complaint && { stage: 'COMPLAINT_OPENED', version: event.data.complaint.n };
    case 'consultationLapsed':
      return event.data.outcome === 'late'
        ? { stage: 'CONSULTATION_LATE', version: event.data.n }
        : undefined;
    default:
      return undefined;
  }
};

/**
 * Whether an event leaves: for the applicant, for partner systems, as an alert for the office, to have its form printed, or
 * because a result that has left is wrong.
 */
export const isPublished = (before: Standing | undefined, after: Standing, event: EventBody): boolean =>
  alertOf(event) !== undefined ||
  noticeOf(before, after, event.type) !== undefined ||
  formOf(event) !== undefined ||
  event.type === 'resultCorrected';
