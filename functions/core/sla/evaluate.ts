import type { Instant } from '../calendar/index.ts';
import { type Deadline, type Dossier, openConsultations } from '../dossier/dossier.ts';
import { maxDigitisationAttempts, type Stage, stages } from './stages.ts';

/** What the passing of time asks for: one alert, a new try of a digitisation run that went silent, or nothing. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'alert';
      readonly stage: Stage;
      readonly raised: readonly Stage[];
      readonly deadlineVersion: number;
    }
  | { readonly kind: 'restartDigitisation' }
  /** The applicant has let the time for a supplement or a payment pass. */
  | { readonly kind: 'lapse' }
  | { readonly kind: 'lapseConsultation'; readonly n: number }
  | { readonly kind: 'noteComplaintOverdue' };

/** The stages of a deadline that time has reached. */
export const passedStages = (deadline: Pick<Deadline, 'remind' | 'due'>, now: Instant): readonly Stage[] => {
  const instants: Readonly<Record<Stage, Instant>> = { REMINDER: deadline.remind, BREACH: deadline.due };
  return stages.filter((stage) => now >= instants[stage]);
};

type Alert = Extract<Verdict, { kind: 'alert' }>;

/**
 * The alert that the running promise asks for, if any. A dossier that is already late when first seen raises the breach
 * alone, not the reminder before it. What the applicant lets pass is a lapse, not a breach of the office.
 */
export const dueAlert = ({ phase, deadline }: Dossier, now: Instant): Alert | undefined => {
  const waits = phase === 'SUPPLEMENT' || phase === 'PAYMENT';
  if (!deadline || (waits && now >= deadline.due)) return undefined;
  const passed = passedStages(deadline, now);
  const stage = passed.findLast((each) => !deadline.raised.includes(each));
  return stage && stage === passed.at(-1)
    ? { kind: 'alert', stage, raised: passed, deadlineVersion: deadline.version }
    : undefined;
};

/** The one judge of deadlines: idempotent, woken by the await state's timeout, by the sweep and by operators. */
export const evaluateSla = (dossier: Dossier, now: Instant): Verdict => {
  const { deadline, digitisation, complaint, phase } = dossier;
  const silentAgency =
    phase === 'CLOSED' ? undefined : openConsultations(dossier).find(({ due }) => now >= due);
  if (silentAgency) return { kind: 'lapseConsultation', n: silentAgency.n };
  if (complaint && !complaint.overdue && complaint.answeredAt === undefined && now >= complaint.due) {
    return { kind: 'noteComplaintOverdue' };
  }
  const waits = phase === 'SUPPLEMENT' || phase === 'PAYMENT';
  if (waits && deadline && now >= deadline.due) return { kind: 'lapse' };
  const alert = dueAlert(dossier, now);
  if (alert) return alert;
  const silent = digitisation && digitisation.attempt < maxDigitisationAttempts && now >= digitisation.until;
  return { kind: silent ? 'restartDigitisation' : 'nothing' };
};
