import type { Instant } from '../calendar/index.ts';
import { maxDigitisationAttempts, type Stage } from '../sla/stages.ts';
import type { DossierCode, DossierId, Subject, UnitId } from './ids.ts';
import type { Role } from './status.ts';

/** Early, on time or late: the completion date against the appointed date, compared as local dates (rule R6). */
export type Outcome = 'early' | 'onTime' | 'late';
export type Channel = 'online' | 'counter' | 'post';
export type FiledBy = 'self' | 'officer-assisted' | 'authorised';
export type Verdict = 'CLEAN' | 'REFUSED' | 'NONE';

/** A promise with a date. Moving it makes a new version, whose reminders start afresh. */
export interface Deadline {
  readonly version: number;
  readonly kind: 'INTAKE_ANSWER' | 'APPOINTED';
  /** What it is counted from: the filing or the replacement of files, the start of the clock. */
  readonly from: Instant;
  /** The instant after which the promise is broken. */
  readonly due: Instant;
  /** The instant of the one reminder. */
  readonly remind: Instant;
  readonly calendar: string;
  /** The case of the limit that the front desk found at acceptance, such as the group of the project. */
  readonly limitCase?: string;
  readonly provisional: boolean;
  /** Stages already decided for this version. */
  readonly raised: readonly Stage[];
}

/** The documents in numbers; each document is an item of its own. */
export interface DocumentSummary {
  readonly total: number;
  readonly clean: number;
  /** Numbers of the documents that were refused and wait for a replacement. */
  readonly bad: readonly number[];
  readonly archived: number;
}

/** The review step that waits for a person. `run` counts how often the dossier stood in this step. */
export interface StepState {
  readonly id: string;
  /** The role that has the next move. */
  readonly role: Role;
  readonly index: number;
  readonly run: number;
  readonly since: Instant;
  /** End of the step's own budget in working time (quy trình nội bộ). */
  readonly due: Instant;
  readonly claim?: { readonly by: Subject; readonly until: Instant };
  /** The officer to whom a head has given the step; absent = it waits for the group. */
  readonly assignee?: Subject;
}

/** A run of the digitisation child: how often it was tried and when the watch over it ends. */
export interface DigitisationRun {
  readonly attempt: number;
  readonly until: Instant;
}

/** The result file that the clerk declared (`entered` absent) and then entered at the one-stop shop. */
export interface ResultState {
  readonly document: number;
  readonly entered?: {
    readonly at: Instant;
    readonly by: Subject;
    readonly number: string;
    readonly notation: string;
    readonly signer: string;
  };
}

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
  readonly seq: number;
  /** Seq of the last event a person could care about: the ETag. */
  readonly rev: number;
  /** Seq of the last event that must wake the spine. */
  readonly wakeSeq: number;
  readonly lastHash: string;
  readonly submittedAt: Instant;
  readonly documents: DocumentSummary;
  /** Version of the newest promise, kept when no promise is running. */
  readonly deadlineVersion: number;
  readonly deadline?: Deadline;
  readonly digitisation?: DigitisationRun;
  readonly forms: number;
}

interface Received extends Base {
  readonly acceptedAt: Instant;
  readonly acceptedBy: Subject;
  readonly clockStart: Instant;
  /** The first appointed date, never overwritten. */
  readonly appointed: Instant;
}

interface Completed extends Received {
  readonly result: ResultState;
  readonly completedAt: Instant;
  /** Against the date in force at completion. */
  readonly outcome: Outcome;
  /** Against the first appointed date, which a change of calendar or a re-appointment never moves (rule R6). */
  readonly outcomeOriginal: Outcome;
}

/** 1 Mới đăng ký */
export interface Registered extends Base {
  readonly status: 1;
  readonly phase: 'VERIFY' | 'REPLACEMENT' | 'ACCEPTANCE';
}
/** 2 Được tiếp nhận */
export interface Accepted extends Received {
  readonly status: 2;
  readonly phase: 'ARCHIVE' | 'HAND_OVER';
}
/** 4 Đang xử lý, a person reviews */
export interface InReview extends Received {
  readonly status: 4;
  readonly phase: 'REVIEW';
  readonly step: StepState;
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
  | Accepted
  | InReview
  | AwaitingResult
  | Resolved
  | Delivered
  | Withdrawn
  | Refused
  | Stopped;

/** The next instant at which a deadline must be looked at, or undefined when nothing is armed. */
export const nextTimerAt = (dossier: Dossier): Instant | undefined => {
  const { deadline, digitisation } = dossier;
  const armed: Instant[] = [];
  if (deadline && !deadline.raised.includes('BREACH')) {
    armed.push(deadline.raised.includes('REMINDER') ? deadline.due : deadline.remind);
  }
  if (digitisation && digitisation.attempt < maxDigitisationAttempts) armed.push(digitisation.until);
  return armed.length === 0 ? undefined : Math.min(...armed);
};

/** The step a person must take next, named for the operator; undefined outside review. */
export const stepOf = (dossier: Dossier): StepState | undefined =>
  dossier.phase === 'REVIEW' ? dossier.step : undefined;
