import type { DayChange } from '../calendar/difference.ts';
import type { Derivation } from '../calendar/index.ts';
import type { ClockPause, Deadline, StepState, Verdict } from './parts.ts';

/** What several events tell in the same way. */

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
  /** Codes only; where in the file stands on the document. */
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

/** A promise and how it was counted. */
export interface Promised {
  readonly deadline: Deadline;
  readonly derivation: Derivation;
}

/** The office goes on: the pause that has ended, the appointed date as it now is, the step with what was left of it. */
export interface Resumed extends Promised {
  readonly pause: ClockPause;
  readonly step: StepState;
}
