import type { IntakeEvent } from './events-intake.ts';
import type { PauseEvent } from './events-pause.ts';
import type { ReturnEvent } from './events-return.ts';
import type { ReviewEvent } from './events-review.ts';
import type { SystemEvent } from './events-system.ts';
import type { DossierId, Subject } from './ids.ts';
import type { Outlook } from './parts.ts';

export type {
  ArchivedDocument,
  CalendarChange,
  DocumentFinding,
  FormFact,
  Resumed,
  TextRef,
} from './facts.ts';

export type EventBody = IntakeEvent | ReviewEvent | PauseEvent | ReturnEvent | SystemEvent;
export type EventType = EventBody['type'];
export type EventOf<T extends EventType> = Extract<EventBody, { readonly type: T }>;

/** Who did it; `delegation` names the delegation by which the person had the right. */
export interface EventActor {
  readonly kind: 'applicant' | 'staff' | 'system';
  readonly subject: Subject;
  readonly delegation?: string;
}

/** One line of the append-only log of a dossier: who did what when, chained by hash. */
export type DossierEvent = EventBody & {
  readonly dossierId: DossierId;
  readonly seq: number;
  readonly at: number;
  readonly actor: EventActor;
  readonly outlook: Outlook;
  readonly prevHash: string;
  readonly hash: string;
};

/** Events that are the system's own book-keeping: they never make a person's ETag stale. */
const bookkeeping: readonly EventType[] = [
  'documentsVerified',
  'documentsArchived',
  'digitisationRestarted',
  'alertsDecided',
  'complaintOverdue',
  'alertAcknowledged',
  'spineRestarted',
];

/** True when a person who saw the dossier before would want to look again. */
export const isForPeople = (type: EventType): boolean => !bookkeeping.includes(type);
