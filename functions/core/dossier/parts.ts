import type { Instant, Limit } from '../calendar/index.ts';
import type { Stage, WorkStage } from '../sla/stages.ts';
import type { Subject } from './ids.ts';
import type { Role } from './status.ts';

/** The parts that the statuses of a dossier share. */

/** Early, on time or late: the completion date against the appointed date, compared as local dates (rule R6). */
export type Outcome = 'early' | 'onTime' | 'late';
export type Channel = 'online' | 'counter' | 'post';
export type FiledBy = 'self' | 'officer-assisted' | 'authorised';
export type Verdict = 'CLEAN' | 'REFUSED' | 'NONE';

/** What is promised: the answer at intake, the result, the applicant's own move, or the refusal that follows a lapse. */
export const deadlineKinds = [
  ...(['INTAKE_ANSWER', 'APPOINTED', 'REFUSAL'] as const),
  ...(['REPLACEMENT', 'SUPPLEMENT', 'PAYMENT'] as const),
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** The applicant's own moves: promised to nobody, and the phases in which they are awaited. */
export type ApplicantMove = 'REPLACEMENT' | 'SUPPLEMENT' | 'PAYMENT';

/** Whether the applicant has the next move. */
export const isApplicantMove = (kind: string): kind is ApplicantMove =>
  kind === 'REPLACEMENT' || kind === 'SUPPLEMENT' || kind === 'PAYMENT';

/** A promise with a date. Moving it makes a new version, whose reminders start afresh. */
export interface Deadline {
  readonly version: number;
  readonly kind: DeadlineKind;
  /** What it is counted from: the filing, the start or the resumption of the clock, the request to the applicant. */
  readonly from: Instant;
  /** The instant after which the promise is broken. */
  readonly due: Instant;
  readonly calendar: string;
  readonly provisional: boolean;
  /** Stages already decided for this version. */
  readonly raised: readonly Stage[];
  /** When it was found broken, until someone has acknowledged it. */
  readonly breachedAt?: Instant;
}

/** What time has in store, counted with each event: it needs the rules, which a fold does not have. */
export interface Outlook {
  /** The next instant at which the dossier must be looked at; absent = nothing is armed. */
  readonly next?: Instant;
  /** The appointed date is in danger as of this event (rule R5). */
  readonly atRisk?: true;
}

/** Stages of the work at hand that were told; they begin afresh with the next step or date. */
export type Told = readonly WorkStage[];

/** How a financial duty was paid; online is what the office is measured by (QĐ 766/QĐ-TTg). */
export const paymentMethods = ['online', 'counter'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** Time during which the dossier waited on the applicant, by effective times (rules C5, R3). */
export interface ClockPause {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: 'SUPPLEMENT' | 'PAYMENT';
}

/** What the statutory clock has been through: with the procedure and the calendar, the due date follows (I7). */
export interface ClockState {
  /** The case of the limit that the front desk found at acceptance, such as the group of the project. */
  readonly limitCase?: string;
  /** Pauses that have ended, in order. */
  readonly pauses: readonly ClockPause[];
  readonly extensions: readonly Limit[];
  /** The one new date after an apology (rule C8). */
  readonly reappointment?: { readonly due: Instant; readonly at: Instant; readonly noticeInTime: boolean };
}

/** The documents in numbers; each document is an item of its own. */
export interface DocumentSummary {
  readonly total: number;
  /** Numbers of the applicant's documents, those of a supplement once it was handed in. */
  readonly filed: readonly number[];
  /** The highest number that was ever given: a number, and the upload key made of it, is never given twice. */
  readonly last: number;
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
  /** After a pause: when the budget ran on, and the working minutes that were left of it (rule R3). */
  readonly resumed?: { readonly at: Instant; readonly minutes: number };
  readonly claim?: { readonly by: Subject; readonly until: Instant };
  /** When the officer who had it last gave it back. */
  readonly releasedAt?: Instant;
  /** The officer to whom a head has given the step; absent = it waits for the group. */
  readonly assignee?: Subject;
}

/** What one run of a step took, in working minutes without the pauses, and what it was to take (quy trình nội bộ). */
export interface Worked {
  readonly minutes: number;
  readonly budget: number;
}

/** A run of the digitisation child: how often it was tried and when the watch over it ends. */
export interface DigitisationRun {
  readonly attempt: number;
  readonly until: Instant;
  /** The documents for which the scanner gave no verdict to a run before this one, asked twice. */
  readonly unscanned?: readonly number[];
}

/** What the review asks of the applicant, waiting for the front desk to pass it on. */
export interface RequestState {
  readonly n: number;
  readonly kind: 'supplement' | 'payment';
  readonly by: Subject;
  /** Where the words of the request stand. */
  readonly item: string;
}

/** A supplement that was asked for, and what the applicant has declared to hand in. */
export interface SupplementState {
  readonly n: number;
  readonly stage: SupplementStage;
  readonly askedAt: Instant;
  /** Numbers of the documents declared so far. */
  readonly declared: readonly number[];
  /** When it was handed in: the effective end of the pause, whenever the files are verified. */
  readonly suppliedAt?: Instant;
}
export type SupplementStage = 'intake' | 'review';

/** How often a supplement was asked for per stage, and an approver's word that allows one more (rule R3). */
export interface SupplementCount {
  readonly intake: number;
  readonly review: number;
  readonly allowed?: { readonly by: Subject; readonly legalBasis: string };
}

/** A financial duty that the applicant has been told of; amount in whole dong. */
export interface PaymentState {
  readonly n: number;
  readonly amount: number;
  readonly askedAt: Instant;
}

/** An opinion asked of another agency (rules C7, R18). */
export interface Consultation {
  readonly n: number;
  /** Id of the agency: a unit of its own. */
  readonly agency: string;
  readonly askedAt: Instant;
  readonly due: Instant;
  readonly silence: 'agreed' | 'reported';
  readonly state: 'open' | 'agree' | 'disagree' | 'comment' | 'agreedBySilence' | 'late';
  /** True when the opinion came after its deadline. */
  readonly late?: boolean;
}

/** An entry of the unit's register of results: gap-free per year and notation. */
export interface RegisterEntry {
  readonly value: number;
  readonly year: number;
  /** Number and notation as printed, such as `12/GPXD-SXD`. */
  readonly number: string;
  readonly notation: string;
  /** A reasoned refusal is a result too (rule C9). */
  readonly kind: 'granted' | 'refused';
  readonly signer: string;
  readonly at: Instant;
}

/** Why a number was drawn and never used: the line stays in the register and says so. */
export const voidReasons = ['withdrawn', 'stopped', 'lapsed', 'replaced'] as const;
export type VoidReason = (typeof voidReasons)[number];

/** The result file that the clerk declared (`entered` absent) and then entered at the one-stop shop. */
export interface ResultState {
  readonly document: number;
  readonly entered?: { readonly at: Instant; readonly by: Subject };
}

/**
 * What a paper says of itself: number, notation, day (`2026-11-16`) and the office that issued it. Declared at the filing
 * where the paper has them, and complete once it is archived; never the name of a person.
 */
export interface Issued {
  readonly number?: string;
  readonly notation?: string;
  readonly date?: string;
  readonly organ?: string;
}

/** Papers that are not digitised: which, who was shown them, and when. Ids only. */
export interface Shown {
  readonly components: readonly string[];
  readonly by: Subject;
  readonly at: Instant;
}

/** Component under which the result file is kept. */
export const RESULT = 'RESULT';

/** When the applicant may say how satisfied he is: with forms 01, 02, 03 and at delivery (TT 01/2018 Đ12). */
export const ratingOccasions = ['form01', 'form02', 'form03', 'delivery'] as const;
export type RatingOccasion = (typeof ratingOccasions)[number];

/** A complaint about lateness without an apology, with a clock of its own (rule R20). */
export interface ComplaintState {
  readonly n: number;
  readonly openedAt: Instant;
  readonly due: Instant;
  readonly overdue: boolean;
  readonly answeredAt?: Instant;
}

/** National identifier of a project, work or person (NĐ 212/2026 Đ8, Đ22.4); the identifier itself stands aside. */
export interface NationalIdState {
  readonly state: 'recorded' | 'outage';
  readonly kind: 'planning' | 'project' | 'work' | 'person';
}

/** The five acts of "5 tại chỗ" (domain 2). */
export const onSpotActs = ['receive', 'appraise', 'approve', 'stamp', 'return'] as const;
export type OnSpotAct = (typeof onSpotActs)[number];

/** A sitting at the counter: which acts were done there on the day it began, or why it no longer counts. */
export interface OnSpotState {
  readonly level: '4' | '5';
  /** Local day, YYYY-MM-DD. */
  readonly day: string;
  readonly done: readonly OnSpotAct[];
  readonly broken?: { readonly act: OnSpotAct; readonly why: 'elsewhere' | 'anotherDay' };
}

/** Why this dossier follows another one; 3, 7, 8 and 10 are final, so whatever comes later is a new dossier. */
export const relations = ['refiling', 'reopening', 'appeal', 'correction'] as const;
export type Relation = (typeof relations)[number];
