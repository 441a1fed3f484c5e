/** Stages of a deadline, in the order in which time reaches them. Each is decided once per deadline version. */
export const stages = ['REMINDER', 'BREACH'] as const;

export type Stage = (typeof stages)[number];

/** Everything the office is alerted of: the stages of a deadline, and what happens beside it (rules R18, R20). */
export const alertStages = [...stages, 'CONSULTATION_LATE', 'COMPLAINT_OPENED', 'COMPLAINT_OVERDUE'] as const;
export type AlertStage = (typeof alertStages)[number];

/** A digitisation run that reports nothing is started again, at most this often in all. */
export const maxDigitisationAttempts = 5;

/** How long a digitisation run may be silent before it is started again, in milliseconds (a child lasts at most 2 h). */
export const digitisationWatch = 2 * 60 * 60 * 1000;
