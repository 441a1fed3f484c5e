import type { DayChange } from '../calendar/difference.ts';
import type { Derivation, Instant } from '../calendar/index.ts';
import type { Stage } from '../sla/stages.ts';
import type { Channel, Deadline, FiledBy, Outcome, StepState, Verdict } from './dossier.ts';
import type { DossierCode, DossierId, Subject, UnitId } from './ids.ts';

/** Free text that people wrote, kept outside the hashed log: a salted digest and where the text stands. */
export interface TextRef {
  readonly digest: string;
  readonly item: string;
}

/** What digitisation found out about one document; the name of the file is not part of it. */
export interface DocumentFinding {
  readonly n: number;
  readonly verdict: Verdict;
  readonly versionId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly reasons: readonly string[];
}

export interface ArchivedDocument {
  readonly n: number;
  readonly key: string;
  readonly versionId: string;
  readonly sha256: string;
}

/** A form as a fact: its number and the digest of what it says; the sheet itself is rendered later. */
export interface FormFact {
  readonly n: number;
  readonly form: '01' | '02' | '03' | '04' | '05' | '06' | '07';
  readonly number: string;
  readonly template: string;
  readonly digest: string;
}

/** Why dates were counted anew: one calendar version took the place of another. */
export interface CalendarChange {
  readonly calendar: string;
  readonly replaces: string;
  /** The days between start and due date that differ. */
  readonly days: readonly DayChange[];
}

export type EventBody =
  | {
      readonly type: 'submitted';
      readonly data: {
        readonly id: DossierId;
        readonly unit: UnitId;
        readonly code: DossierCode;
        readonly procedure: string;
        readonly version: string;
        readonly channel: Channel;
        readonly filedBy: FiledBy;
        readonly subject: Subject;
        readonly applicant: TextRef;
        readonly restricted?: true;
        readonly documents: number;
        readonly deadline: Deadline;
        readonly derivation: Derivation;
        readonly watchUntil: Instant;
      };
    }
  | {
      readonly type: 'documentsVerified';
      readonly data: {
        readonly documents: readonly DocumentFinding[];
        readonly completed?: { readonly at: Instant; readonly outcome: Outcome; readonly original: Outcome };
        readonly watchUntil?: Instant;
      };
    }
  | {
      readonly type: 'documentsReplaced';
      readonly data: {
        readonly documents: readonly number[];
        readonly deadline: Deadline;
        readonly derivation: Derivation;
        readonly watchUntil: Instant;
      };
    }
  | {
      readonly type: 'accepted';
      readonly data: {
        readonly clockStart: Instant;
        readonly deadline: Deadline;
        readonly derivation: Derivation;
        readonly form: FormFact;
        readonly watchUntil: Instant;
      };
    }
  | { readonly type: 'documentsArchived'; readonly data: { readonly documents: readonly ArchivedDocument[] } }
  | {
      readonly type: 'digitisationRestarted';
      readonly data: { readonly attempt: number; readonly watchUntil: Instant };
    }
  | { readonly type: 'handedOver'; readonly data: { readonly step: StepState } }
  | { readonly type: 'claimed'; readonly data: { readonly by: Subject; readonly until: Instant } }
  | { readonly type: 'released'; readonly data: Record<string, never> }
  | {
      readonly type: 'assigned';
      readonly data: {
        readonly to: Subject;
        readonly by: Subject;
        readonly previous?: Subject;
        readonly reason?: TextRef;
      };
    }
  | {
      readonly type: 'stepCompleted';
      readonly data: { readonly step: string; readonly result: Outcome; readonly next?: StepState };
    }
  | {
      readonly type: 'sentBack';
      readonly data: { readonly step: string; readonly reason: TextRef; readonly next: StepState };
    }
  | { readonly type: 'resultDeclared'; readonly data: { readonly document: number } }
  | {
      readonly type: 'resultEntered';
      readonly data: {
        readonly document: number;
        readonly number: string;
        readonly notation: string;
        readonly signer: string;
        readonly watchUntil: Instant;
      };
    }
  | { readonly type: 'delivered'; readonly data: { readonly method: Channel } }
  | { readonly type: 'withdrawn'; readonly data: { readonly reason: TextRef } }
  | { readonly type: 'refused'; readonly data: { readonly reason: TextRef; readonly form: FormFact } }
  | {
      readonly type: 'stopped';
      readonly data: { readonly reason: TextRef; readonly legalBasis: string; readonly form: FormFact };
    }
  | {
      readonly type: 'alertsDecided';
      readonly data: {
        readonly deadlineVersion: number;
        readonly raised: readonly Stage[];
        readonly alert: Stage;
      };
    }
  | {
      readonly type: 'redated';
      readonly data: {
        readonly reason: CalendarChange;
        readonly previousDue: Instant;
        readonly deadline: Deadline;
        /** Absent when the deadline counted by the calendar already and only the step was behind. */
        readonly derivation?: Derivation;
        readonly step?: { readonly due: Instant; readonly previousDue: Instant };
      };
    }
  | { readonly type: 'spineRestarted'; readonly data: { readonly run: number } };

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
  readonly at: Instant;
  readonly actor: EventActor;
  readonly prevHash: string;
  readonly hash: string;
};

/** Events that are the system's own book-keeping: they never make a person's ETag stale. */
const bookkeeping: readonly EventType[] = [
  'documentsVerified',
  'documentsArchived',
  'digitisationRestarted',
  'alertsDecided',
  'spineRestarted',
];

/** True when a person who saw the dossier before would want to look again. */
export const isForPeople = (type: EventType): boolean => !bookkeeping.includes(type);
