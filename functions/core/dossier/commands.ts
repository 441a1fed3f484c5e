import type { DayChange } from '../calendar/difference.ts';
import type { Limit, LocalDate } from '../calendar/index.ts';
import type { ArchivedDocument, DocumentFinding } from './events.ts';
import type { Subject } from './ids.ts';
import type { Channel, Issued, NationalIdState, PaymentMethod, RatingOccasion } from './parts.ts';
import type { Origin } from './reuse.ts';
import type { Actor } from './status.ts';

/** Where something is done: at the counter of the one-stop shop, for what is resolved on the spot. */
type Place = { readonly place?: 'oneStop' };

/** One point of a supplement request: what, and why (rule R3). */
export interface RequestedItem {
  readonly component?: string;
  readonly document?: number;
  readonly reason: string;
}

/** A file as it is declared before its upload. */
export interface DeclaredContent {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file of the applicant, with the component that it stands for. */
export interface DeclaredFile extends DeclaredContent {
  readonly component: string;
  readonly issued?: Issued;
}

/** A file of a supplement, or an archived paper that stands for it: where it comes from, and what is kept of it since. */
export interface SuppliedFile extends DeclaredFile {
  readonly origin?: Origin;
  readonly kept?: Readonly<Record<string, unknown>>;
}

/** What the review asks the front desk to ask of the applicant. */
export type Request =
  | { readonly kind: 'supplement'; readonly items: readonly RequestedItem[] }
  | { readonly kind: 'payment'; readonly amount: number; readonly reason: string };

/** What an applicant says of the service (TT 01/2018 Đ12); marks from 1 to 5. */
export interface Rating {
  readonly occasion: RatingOccasion;
  readonly attitude: number;
  readonly waiting: number;
  readonly facilities: number;
  readonly onAppointedDate?: boolean;
  readonly apologyReceived?: boolean;
  readonly comment?: string;
}

/** Who is to take the step, and what the staff directory knows of that person: undefined = not active there. */
export interface Assignment {
  readonly to: Subject;
  readonly assignee: Actor | undefined;
}

/** Everything that can be asked of a dossier that exists. Filing one is `decideSubmit`. */
export type Command =
  | { readonly type: 'documentsVerified'; readonly documents: readonly DocumentFinding[] }
  | { readonly type: 'replaceDocuments' }
  | {
      readonly type: 'recordNationalId';
      readonly kind: NationalIdState['kind'];
      readonly identifier?: string;
      /** Why it cannot be recorded now; it is completed before the result gets its number. */
      readonly outage?: string;
    }
  | ({ readonly type: 'accept'; readonly limitCase?: string } & Place)
  | { readonly type: 'documentsArchived'; readonly documents: readonly ArchivedDocument[] }
  | {
      readonly type: 'restartDigitisation';
      /** The documents for which the scanner gave no verdict, where that is why. */
      readonly unscanned?: readonly number[];
    }
  | { readonly type: 'handOver' }
  | { readonly type: 'claim' }
  | { readonly type: 'release' }
  | ({ readonly type: 'assign' } & Assignment)
  | ({ readonly type: 'reassign'; readonly reason: string } & Assignment)
  | ({ readonly type: 'completeStep'; readonly step: string } & Place)
  | { readonly type: 'sendBack'; readonly to: string; readonly reason: string }
  | { readonly type: 'proposeRequest'; readonly request: Request }
  | { readonly type: 'declineRequest'; readonly reason: string }
  | { readonly type: 'allowSupplement'; readonly legalBasis: string }
  | {
      readonly type: 'requestSupplement';
      /** The front desk's own list, at intake. */
      readonly items?: readonly RequestedItem[];
      /** The list that the review proposed. */
      readonly proposed?: readonly RequestedItem[];
      readonly contact?: { readonly name: string; readonly phone?: string };
    }
  | { readonly type: 'declareSupplement'; readonly files: readonly SuppliedFile[] }
  | { readonly type: 'supply' }
  | {
      readonly type: 'requirePayment';
      readonly proposed?: { readonly amount: number; readonly reason: string };
    }
  | {
      readonly type: 'confirmPayment';
      readonly reference: string;
      readonly paidAt?: number;
      readonly method?: PaymentMethod;
    }
  | { readonly type: 'lapse' }
  | { readonly type: 'lapseReplacement' }
  | { readonly type: 'consult'; readonly agency: string; readonly question: string; readonly days?: number }
  | {
      readonly type: 'answerConsultation';
      readonly n: number;
      readonly opinion: 'agree' | 'disagree' | 'comment';
      readonly text: string;
    }
  | { readonly type: 'lapseConsultation'; readonly n: number }
  | { readonly type: 'reappoint'; readonly newDue: LocalDate; readonly reason: string }
  | { readonly type: 'extend'; readonly by: Limit; readonly reason: string }
  | {
      readonly type: 'registerResult';
      readonly kind: 'granted' | 'refused';
      readonly notation: string;
      readonly signer: string;
      /** The next number of the unit's register in the year, as read; taken only if nobody was faster. */
      readonly value: number;
      readonly year: number;
    }
  | { readonly type: 'declareResult'; readonly file: DeclaredContent }
  | ({ readonly type: 'issueResult' } & Place)
  | ({ readonly type: 'deliver'; readonly method: Channel } & Place)
  | { readonly type: 'correctResult'; readonly fault: 'agency' | 'applicant'; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'stop'; readonly reason: string; readonly legalBasis: string }
  | ({ readonly type: 'rate' } & Rating)
  | { readonly type: 'answerComplaint'; readonly upheld: boolean; readonly text: string }
  | { readonly type: 'decideAlerts' }
  | { readonly type: 'acknowledgeAlert' }
  | { readonly type: 'noteComplaintOverdue' }
  | { readonly type: 'redate'; readonly days: readonly DayChange[] }
  | { readonly type: 'restartSpine'; readonly run: number };

export type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;
