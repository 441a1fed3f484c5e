/** Stages of a promise, in the order in which time reaches them; each is decided once per version (docs/deadlines.md). */
export type Stage =
  | 'NEW_ONLINE'
  | `REMINDER_${number}`
  | 'AT_RISK'
  | 'APOLOGY_DUE'
  | 'DUE'
  | 'BREACH'
  | 'SILENT_BREACH'
  | `OVERDUE_${number}`
  | 'UNACKNOWLEDGED';

/** Stages of the work at hand; each is decided once per standing of the dossier in a step or a run. */
export const workStages = ['STEP_OVERRUN', 'UNCLAIMED', 'HAND_OVER_LATE', 'DIGITISATION_STUCK'] as const;
export type WorkStage = (typeof workStages)[number];

const besides = ['CONSULTATION_LATE', 'COMPLAINT_OPENED', 'COMPLAINT_OVERDUE'] as const;

/** Everything the office is alerted of: stages of a promise, of the work, and what happens beside it (rules R18, R20). */
export type AlertStage = Stage | WorkStage | (typeof besides)[number];

const promise =
  /^(NEW_ONLINE|AT_RISK|APOLOGY_DUE|DUE|BREACH|SILENT_BREACH|UNACKNOWLEDGED|(REMINDER|OVERDUE)_[1-9]\d{0,2})$/;

/** The promise was found broken. */
export const isBreach = (stage: AlertStage): boolean => stage === 'BREACH' || stage === 'SILENT_BREACH';

/** Whether a text names a stage of a promise. */
export const isStage = (text: string): text is Stage => promise.test(text);

/** Whether a text names anything the office is alerted of. */
export const isAlertStage = (text: string): text is AlertStage =>
  isStage(text) || [...workStages, ...besides].some((each) => each === text);

/** A digitisation run that reports nothing is started again, at most this often in all. */
export const maxDigitisationAttempts = 5;

/** How long a digitisation run may be silent before it is started again, in milliseconds (a child lasts at most 2 h). */
export const digitisationWatch = 2 * 60 * 60 * 1000;
