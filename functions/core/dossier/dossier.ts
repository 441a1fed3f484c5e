import type { Instant } from '../calendar/index.ts';
import type { DossierCode, DossierId, Subject, UnitId } from './ids.ts';
import type {
  Channel,
  ClockState,
  ComplaintState,
  Consultation,
  Deadline,
  DigitisationRun,
  DocumentSummary,
  FiledBy,
  NationalIdState,
  OnSpotState,
  Outcome,
  Outlook,
  PaymentState,
  RatingOccasion,
  RegisterEntry,
  Relation,
  RequestState,
  ResultState,
  StepState,
  SupplementCount,
  SupplementState,
  Told,
} from './parts.ts';

export type * from './parts.ts';

interface Base {
  readonly id: DossierId;
  readonly unit: UnitId;
  readonly code: DossierCode;
  /** Procedure and the version it was received under; kept for life (TT 03/2025). */
  readonly procedure: string;
  readonly version: string;
  readonly channel: Channel;
  readonly filedBy: FiledBy;
  /** Received under a procedure version whose dossiers exist only for staff who are cleared for them. */
  readonly restricted?: true;
  /** Owner of the dossier: the e-ID subject of the applicant. */
  readonly subject: Subject;
  readonly related?: { readonly id: DossierId; readonly relation: Relation };
  readonly seq: number;
  /** Seq of the last event a person could care about: the ETag. */
  readonly rev: number;
  /** Seq of the last event that must wake the spine. */
  readonly wakeSeq: number;
  readonly lastHash: string;
  readonly submittedAt: Instant;
  /** When the last event happened. */
  readonly changedAt: Instant;
  readonly documents: DocumentSummary;
  /** Version of the newest promise, kept when no promise is running. */
  readonly deadlineVersion: number;
  readonly deadline?: Deadline;
  /** When a promised date was last moved, 0 if never: stages that were past by then are not raised. */
  readonly movedAt: Instant;
  readonly outlook: Outlook;
  readonly told: Told;
  /** When a person of the office last took note of what it had been alerted of. */
  readonly acknowledgedAt?: Instant;
  /** When the office was last alerted of something. */
  readonly alertedAt?: Instant;
  readonly digitisation?: DigitisationRun;
  readonly forms: number;
  readonly supplements: SupplementCount;
  readonly nationalId?: NationalIdState;
  /** Occasions on which the applicant has been asked for a rating and has not given it. */
  readonly ratings: readonly RatingOccasion[];
  readonly complaint?: ComplaintState;
}

interface Received extends Base {
  readonly acceptedAt: Instant;
  readonly acceptedBy: Subject;
  readonly clockStart: Instant;
  readonly clock: ClockState;
  /** The first appointed date, never overwritten. */
  readonly appointed: Instant;
  /** Requests made to the applicant so far, of either kind. */
  readonly requests: number;
  readonly consultations: readonly Consultation[];
  /** The result's number, once the clerk has drawn it. */
  readonly register?: RegisterEntry;
  /** The applicant let the time for a supplement lapse: the result can only be a refusal. */
  readonly mustRefuse?: true;
  readonly onSpot?: OnSpotState;
}

interface Completed extends Received {
  readonly register: RegisterEntry;
  readonly result: ResultState;
  readonly completedAt: Instant;
  /** Against the date in force at completion. */
  readonly outcome: Outcome;
  /**
   * Against the first appointed date, which a change of calendar or a re-appointment never moves (rule R6); only what the
   * applicant was waited for, or an extension by law, does.
   */
  readonly outcomeOriginal: Outcome;
  /** The result was found wrong after it was issued. */
  readonly correction?: { readonly at: Instant; readonly fault: 'agency' | 'applicant' };
}

/** 1 Mới đăng ký */
export interface Registered extends Base {
  readonly status: 1;
  readonly phase: 'VERIFY' | 'REPLACEMENT' | 'ACCEPTANCE';
}
/** 5 Yêu cầu bổ sung giấy tờ, before acceptance: no clock is running. */
export interface SupplementAtIntake extends Base {
  readonly status: 5;
  readonly phase: 'SUPPLEMENT';
  readonly supplement: SupplementState & { readonly stage: 'intake' };
}
/** 2 Được tiếp nhận */
export interface Accepted extends Received {
  readonly status: 2;
  readonly phase: 'ARCHIVE' | 'HAND_OVER';
}
/** 4 Đang xử lý, a person reviews; or the front desk is to pass a request on to the applicant. */
export interface InReview extends Received {
  readonly status: 4;
  readonly phase: 'REVIEW';
  readonly step: StepState;
}
export interface AwaitingRequest extends Received {
  readonly status: 4;
  readonly phase: 'REQUEST';
  readonly step: StepState;
  readonly request: RequestState;
}
/** 5 Yêu cầu bổ sung giấy tờ, in review: the clock is paused from `supplement.askedAt`. */
export interface SupplementInReview extends Received {
  readonly status: 5;
  readonly phase: 'SUPPLEMENT' | 'VERIFY_SUPPLEMENT';
  readonly step: StepState;
  readonly supplement: SupplementState & { readonly stage: 'review' };
}
/** 4 Đang xử lý, the supplement goes to the archive before the review goes on. */
export interface ArchivingSupplement extends Received {
  readonly status: 4;
  readonly phase: 'ARCHIVE_SUPPLEMENT';
  readonly step: StepState;
  readonly supplement: SupplementState & { readonly stage: 'review' };
}
/** 6 Yêu cầu thực hiện nghĩa vụ tài chính: the clock is paused from `payment.askedAt`. */
export interface AwaitingPayment extends Received {
  readonly status: 6;
  readonly phase: 'PAYMENT';
  readonly step: StepState;
  readonly payment: PaymentState;
}
/** 4 Đang xử lý, the signed result is awaited or being verified */
export interface AwaitingResult extends Received {
  readonly status: 4;
  readonly phase: 'RESULT' | 'VERIFY_RESULT';
  readonly result?: ResultState;
}
/** 9 Đã xử lý xong */
export interface Resolved extends Completed {
  readonly status: 9;
  readonly phase: 'ARCHIVE_RESULT' | 'DELIVERY';
}
/** 10 Đã trả kết quả */
export interface Delivered extends Completed {
  readonly status: 10;
  readonly phase: 'CLOSED';
  readonly deliveredAt: Instant;
  readonly deliveredBy: Channel;
}
/** 7 Công dân yêu cầu rút hồ sơ */
export interface Withdrawn extends Base {
  readonly status: 7;
  readonly phase: 'CLOSED';
  readonly withdrawnAt: Instant;
}
/** 3 Không được tiếp nhận */
export interface Refused extends Base {
  readonly status: 3;
  readonly phase: 'CLOSED';
  readonly refusedAt: Instant;
}
/** 8 Dừng xử lý */
export interface Stopped extends Base {
  readonly status: 8;
  readonly phase: 'CLOSED';
  readonly stoppedAt: Instant;
}

export type Dossier =
  | Registered
  | SupplementAtIntake
  | Accepted
  | InReview
  | AwaitingRequest
  | SupplementInReview
  | ArchivingSupplement
  | AwaitingPayment
  | AwaitingResult
  | Resolved
  | Delivered
  | Withdrawn
  | Refused
  | Stopped;

/** A dossier whose statutory clock has been started and whose result is not issued yet. */
export type Running = Extract<Dossier, { readonly clock: ClockState }>;

export const isReceived = (dossier: Dossier): dossier is Running => 'clock' in dossier;

/** Consultations that still wait for an opinion or for their deadline. */
export const openConsultations = (dossier: Dossier): readonly Consultation[] =>
  isReceived(dossier) ? dossier.consultations.filter(({ state }) => state === 'open') : [];

/** The next instant at which a dossier must be looked at, or undefined when nothing is armed. */
export const nextTimerAt = ({ outlook }: Dossier): Instant | undefined => outlook.next;

/** The step a person must take next, named for the operator; undefined outside review. */
export const stepOf = (dossier: Dossier): StepState | undefined =>
  dossier.phase === 'REVIEW' ? dossier.step : undefined;
