import { formatInstant } from '../calendar/index.ts';
import { statusNames } from '../dossier/status.ts';
import { type Handler, promiseOf, timesOf } from '../notices/handling.ts';
import { alertOf, formOf, type Move } from '../notices/kind.ts';
import type { Unit } from '../procedure/index.ts';
import { wireCodes } from './codes.ts';

/** CloudEvents types; partner systems listen to the first alone. */
export const eventTypes = {
  /** The national status changed. */
  status: 'vn.mot-cua.dossier.status-changed',
  /** Something the applicant is told, under the same status: refused files, a moved date. */
  progress: 'vn.mot-cua.dossier.progressed',
  /** A reminder or breach of a deadline, a late opinion, a complaint: for the office. */
  alert: 'vn.mot-cua.dossier.alert-decided',
  /** A notice is to be sent once more. */
  redrive: 'vn.mot-cua.notice.redrive',
} as const;

/** A CloudEvent 1.0 in structured JSON. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** `<dossier id>#<seq>`: the same at every delivery, so that a consumer can drop a repetition. */
  readonly id: string;
  readonly source: string;
  readonly type: (typeof eventTypes)[keyof typeof eventTypes];
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Extension `sequence`: text whose order is the order of the dossier's events. */
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Six digits, so that the order of the texts is that of the numbers. */
export const sequenceText = (seq: number): string => String(seq).padStart(6, '0');

export const eventId = (dossierId: string, seq: number): string => `${dossierId}#${seq}`;

export interface Office {
  readonly unit: Pick<Unit, 'agencyCode' | 'name'>;
  /** Minutes ahead of UTC of the office's clock. */
  readonly offsetMinutes: number;
}

/**
 * What leaves for partner systems about one event: the fields of NĐ 224/2026 Đ15, in local time with its offset. Nothing
 * of the applicant is in it. `previousSequence` names the event published before, so that a consumer notices a gap.
 */
export const statusEvent = (
  move: Move & { readonly previousSequence: number | undefined },
  handler: Handler,
  { unit, offsetMinutes }: Office,
): CloudEvent => {
  const { before, after, event, previousSequence } = move;
  const { id, code, status, channel } = after;
  const time = (at: number): string => formatInstant(at, offsetMinutes);
  const promise = promiseOf(move);
  const { received, completed, returned } = timesOf(after);
  const changed = before?.status !== status;
  const form = formOf(event);
  const alert = alertOf(event);
  return {
    specversion: '1.0',
    id: eventId(id, event.seq),
    source: `/units/${after.unit}`,
    type: alert ? eventTypes.alert : changed ? eventTypes.status : eventTypes.progress,
    subject: code,
    time: time(event.at),
    datacontenttype: 'application/json',
    sequence: sequenceText(event.seq),
    data: {
      ...{ dossierId: id, code, procedure: after.procedure, procedureVersion: after.version, channel },
      sequence: event.seq,
      ...(previousSequence !== undefined && { previousSequence }),
      event: event.type,
      ...(form && { form: { n: form.n, form: form.form, number: form.number } }),
      agency: { id: after.unit, code: unit.agencyCode, name: unit.name.vi },
      handledBy: handler,
      ...(before && { previousStatus: before.status, previousStatusName: statusNames[before.status].vi }),
      ...{ status, statusName: statusNames[status].vi },
      codes: wireCodes({ status, previous: before?.status, channel }),
      submittedAt: time(after.submittedAt),
      ...(received !== undefined && { receivedAt: time(received) }),
      handledAt: time(event.at),
      ...(promise && {
        due: { kind: promise.kind, at: time(promise.due), provisional: promise.provisional },
      }),
      ...(completed !== undefined && { completedAt: time(completed) }),
      ...(returned !== undefined && { returnedAt: time(returned) }),
      ...(alert && { alert }),
    },
  };
};

/** Asks for one notice to be sent once more. Times of this event are UTC: no office reads it. */
export const redriveEvent = (
  notice: { readonly dossierId: string; readonly seq: number; readonly channel: string },
  at: number,
): CloudEvent => ({
  specversion: '1.0',
  id: `${eventId(notice.dossierId, notice.seq)}#${notice.channel}`,
  source: '/notices',
  type: eventTypes.redrive,
  subject: notice.dossierId,
  time: formatInstant(at, 0),
  datacontenttype: 'application/json',
  sequence: sequenceText(notice.seq),
  data: { dossierId: notice.dossierId, sequence: notice.seq, by: notice.channel },
});
