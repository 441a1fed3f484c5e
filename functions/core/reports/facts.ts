import type { Instant } from '../calendar/index.ts';
import type { Desk } from '../dossier/desk.ts';
import type { DossierCode, DossierId, Subject, UnitId } from '../dossier/ids.ts';
import type {
  Channel,
  DeadlineKind,
  FiledBy,
  OnSpotState,
  Outcome,
  PaymentMethod,
  RatingOccasion,
  SupplementStage,
} from '../dossier/parts.ts';
import type { Policy } from '../dossier/policy.ts';
import type { Role, Status } from '../dossier/status.ts';
import type { ProcedureData } from '../procedure/index.ts';
import type { Day } from './days.ts';

/** What is needed to read a log: the rules it was written under, and when it is looked at. */
export interface FactSources {
  readonly policy: Policy;
  /** For what is still going on: how long a step has taken so far, by when it is promised. */
  readonly at: Instant;
  /** The components of the applicant's files by number: the log numbers files and does not name them. */
  readonly files?: ReadonlyMap<number, string>;
}

/** One dossier as reports see it: plain facts with local days, folded from its log and nothing else. */
export interface DossierFacts {
  readonly id: DossierId;
  readonly code: DossierCode;
  readonly unit: UnitId;
  readonly procedure: ProcedureData;
  readonly channel: Channel;
  readonly filedBy: FiledBy;
  readonly restricted: boolean;
  /** How many of its components are archived papers that were used again. */
  readonly reused: number;
  /** The day of the filing: the day in the code. */
  readonly receivedDay: Day;
  readonly acceptedDay?: Day;
  /** The first appointed date. */
  readonly appointedDay?: Day;
  /**
   * By when the office has promised to be done: the answer, the result, the refusal after a lapse. While the applicant has
   * the next move: the date there would be if he moved now. Of a closed dossier: the last promise.
   */
  readonly dueDay: Day;
  readonly dueKind: DeadlineKind;
  /** Since when the applicant has the next move; a closed dossier: had it when it was closed. */
  readonly pausedSince?: Day;
  readonly closing?: Closing;
  readonly deliveredDay?: Day;
  readonly standing: Standing;
  /** All files of the filing, and that of the result, have gone to the archive. */
  readonly archivedFiling: boolean;
  readonly archivedResult: boolean;
  /** How long the limit has run, in working minutes, without the time for which the applicant was waited. */
  readonly minutes?: number;
  readonly onSpot?: OnSpotFact;
  readonly steps: readonly StepFact[];
  readonly supplements: readonly SupplementFact[];
  readonly payments: readonly PaymentFact[];
  readonly consultations: readonly ConsultationFact[];
  readonly ratings: readonly RatingFact[];
  readonly complaints: readonly ComplaintFact[];
  /** Components of the files that the applicant has handed in; absent when not asked for. */
  readonly filed?: readonly string[];
}

export const closings = ['result', 'refused', 'withdrawn', 'stopped'] as const;
/** How a dossier ended for the office; a result ends it on the day of its entry, whenever it is picked up. */
export interface Closing {
  readonly how: (typeof closings)[number];
  readonly day: Day;
  /**
   * As the log tells it: by local date, against the date in force; before acceptance against the answer that was due (R6).
   */
  readonly outcome: Outcome;
  /** Against the date that would have held without an apology. */
  readonly original: Outcome;
  /** Of a result: a reasoned refusal is one too (rule C9). */
  readonly kind?: 'granted' | 'refused';
}

/** Where an open dossier stands. */
export interface Standing {
  readonly status: Status;
  readonly desk?: Desk;
  readonly step?: string;
  readonly holder?: Subject;
}

/**
 * One stay of a dossier at a step: one of the procedure's own, the answer at intake (`INTAKE`), or the entry of the result
 * (`RESULT`), which has no budget.
 */
export interface StepFact {
  readonly id: string;
  readonly role: Role;
  readonly from: Day;
  /** Absent while the dossier stands there. */
  readonly to?: Day;
  readonly ended?: 'done' | 'sentBack' | 'closed';
  /** Who ended it, or who holds it. */
  readonly who?: Subject;
  /** Working minutes, without pauses. */
  readonly minutes: number;
  /** Of these, those since `who` has had it: before, it waited for the group or lay with somebody else. */
  readonly held: number;
  /** Working minutes of the internal process. */
  readonly budget?: number;
  /** Of what is still going on only `late` can be said. */
  readonly outcome?: Outcome;
}

export interface SupplementFact {
  readonly stage: SupplementStage;
  readonly day: Day;
  /** Components that were to be completed. Points that named a file and no component are not among them. */
  readonly components: readonly string[];
  readonly suppliedDay?: Day;
}

export interface PaymentFact {
  readonly day: Day;
  /** Whole dong. */
  readonly amount: number;
  readonly paidDay?: Day;
  readonly method?: PaymentMethod;
}

export interface ConsultationFact {
  readonly agency: string;
  readonly day: Day;
  readonly dueDay: Day;
  readonly answeredDay?: Day;
  readonly late: boolean;
}

export interface RatingFact {
  readonly day: Day;
  readonly occasion: RatingOccasion;
  readonly attitude: number;
  readonly waiting: number;
  readonly facilities: number;
  readonly onAppointedDate?: boolean;
  readonly apologyReceived?: boolean;
}

export interface ComplaintFact {
  readonly n: number;
  readonly openedDay: Day;
  readonly dueDay: Day;
  readonly answeredDay?: Day;
  readonly upheld?: boolean;
}

/** A sitting at the counter ("5 tại chỗ"); `counts` once it is delivered. */
export interface OnSpotFact extends OnSpotState {
  readonly counts?: '4' | '5' | 'NONE';
}

/** Whether a dossier may be named to the reader of a report; it is counted in any case. */
export type Visible = (facts: DossierFacts) => boolean;
