import * as z from 'zod';
import type { Dossier } from '../../core/dossier/dossier.ts';
import {
  type DossierCode,
  type DossierId,
  dossierCode,
  dossierId,
  type Subject,
  subject,
  type UnitId,
  unitId,
} from '../../core/dossier/ids.ts';
import { deadlineKinds, onSpotActs, ratingOccasions, relations } from '../../core/dossier/parts.ts';
import { roles } from '../../core/dossier/status.ts';
import { isStage, type Stage, workStages } from '../../core/sla/stages.ts';

/** Schemas of what is read back from the tables: an item that does not fit is damage and is named. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const idSchema = z.custom<DossierId>((value) => dossierId(text(value)) !== undefined, 'dossier id');
export const codeSchema = z.custom<DossierCode>(
  (value) => dossierCode(text(value)) !== undefined,
  'dossier code',
);
export const subjectSchema = z.custom<Subject>((value) => subject(text(value)) !== undefined, 'subject');
export const unitSchema = z.custom<UnitId>((value) => unitId(text(value)) !== undefined, 'unit');
export const channelSchema = z.enum(['online', 'counter', 'post']);
export const filedBySchema = z.enum(['self', 'officer-assisted', 'authorised']);
export const outcomeSchema = z.enum(['early', 'onTime', 'late']);
export const instant = z.int();
const count = z.int().nonnegative();

export const stageSchema = z.custom<Stage>((value) => isStage(text(value)), 'stage of a deadline');
export const outlookSchema = z.strictObject({
  next: z.exactOptional(instant),
  atRisk: z.exactOptional(z.literal(true)),
});

export const deadlineSchema = z.object({
  version: count,
  kind: z.enum(deadlineKinds),
  from: instant,
  due: instant,
  calendar: z.string(),
  provisional: z.boolean(),
  raised: z.array(stageSchema),
  breachedAt: z.exactOptional(instant),
});

export const stepSchema = z.strictObject({
  id: z.string(),
  role: z.enum(roles),
  index: count,
  run: count,
  since: instant,
  due: instant,
  resumed: z.exactOptional(z.strictObject({ at: instant, minutes: count })),
  claim: z.exactOptional(z.object({ by: subjectSchema, until: instant })),
  releasedAt: z.exactOptional(instant),
  assignee: z.exactOptional(subjectSchema),
});

export const pauseSchema = z.strictObject({
  from: instant,
  to: instant,
  reason: z.enum(['SUPPLEMENT', 'PAYMENT']),
});
export const limitSchema = z.strictObject({
  amount: z.number().positive(),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']),
});
const clock = z.strictObject({
  limitCase: z.exactOptional(z.string()),
  pauses: z.array(pauseSchema),
  extensions: z.array(limitSchema),
  reappointment: z.exactOptional(z.strictObject({ due: instant, at: instant, noticeInTime: z.boolean() })),
});
export const registerSchema = z.strictObject({
  value: z.int().positive(),
  year: z.int(),
  number: z.string(),
  notation: z.string(),
  kind: z.enum(['granted', 'refused']),
  signer: z.string(),
  at: instant,
});
export const consultationSchema = z.strictObject({
  n: count,
  agency: z.string(),
  askedAt: instant,
  due: instant,
  silence: z.enum(['agreed', 'reported']),
  state: z.enum(['open', 'agree', 'disagree', 'comment', 'agreedBySilence', 'late']),
  late: z.exactOptional(z.boolean()),
});
export const nationalIdSchema = z.strictObject({
  state: z.enum(['recorded', 'outage']),
  kind: z.enum(['planning', 'project', 'work', 'person']),
});
export const onSpotSchema = z.strictObject({
  level: z.enum(['4', '5']),
  day: z.string(),
  done: z.array(z.enum(onSpotActs)),
  broken: z.exactOptional(
    z.strictObject({ act: z.enum(onSpotActs), why: z.enum(['elsewhere', 'anotherDay']) }),
  ),
});
export const relatedSchema = z.strictObject({ id: idSchema, relation: z.enum(relations) });
export const occasionSchema = z.enum(ratingOccasions);
const complaint = z.strictObject({
  n: count,
  openedAt: instant,
  due: instant,
  overdue: z.boolean(),
  answeredAt: z.exactOptional(instant),
});
const supplement = <S extends 'intake' | 'review'>(stage: S) =>
  z.strictObject({
    n: count,
    stage: z.literal(stage),
    askedAt: instant,
    declared: z.array(count),
    suppliedAt: z.exactOptional(instant),
  });
const entered = z.strictObject({ at: instant, by: subjectSchema });
const resultSchema = z.strictObject({ document: count, entered: z.exactOptional(entered) });

const base = {
  id: idSchema,
  unit: unitSchema,
  code: codeSchema,
  procedure: z.string(),
  version: z.string(),
  channel: channelSchema,
  filedBy: filedBySchema,
  restricted: z.exactOptional(z.literal(true)),
  subject: subjectSchema,
  related: z.exactOptional(relatedSchema),
  seq: count,
  rev: count,
  wakeSeq: count,
  lastHash: z.string(),
  submittedAt: instant,
  changedAt: instant,
  documents: z.strictObject({
    total: count,
    filed: z.array(count),
    last: count,
    clean: count,
    bad: z.array(count),
    archived: count,
  }),
  deadlineVersion: count,
  deadline: z.exactOptional(deadlineSchema),
  movedAt: instant,
  outlook: outlookSchema,
  told: z.array(z.enum(workStages)),
  alertedAt: z.exactOptional(instant),
  acknowledgedAt: z.exactOptional(instant),
  digitisation: z.exactOptional(
    z.object({ attempt: count, until: instant, unscanned: z.exactOptional(z.array(count)) }),
  ),
  forms: count,
  supplements: z.strictObject({
    intake: count,
    review: count,
    allowed: z.exactOptional(z.strictObject({ by: subjectSchema, legalBasis: z.string() })),
  }),
  nationalId: z.exactOptional(nationalIdSchema),
  ratings: z.array(occasionSchema),
  complaint: z.exactOptional(complaint),
};
const received = {
  ...base,
  acceptedAt: instant,
  acceptedBy: subjectSchema,
  clockStart: instant,
  clock,
  appointed: instant,
  requests: count,
  consultations: z.array(consultationSchema),
  register: z.exactOptional(registerSchema),
  mustRefuse: z.exactOptional(z.literal(true)),
  onSpot: z.exactOptional(onSpotSchema),
};
const completed = {
  ...received,
  register: registerSchema,
  result: resultSchema,
  completedAt: instant,
  outcome: outcomeSchema,
  outcomeOriginal: outcomeSchema,
  correction: z.exactOptional(z.strictObject({ at: instant, fault: z.enum(['agency', 'applicant']) })),
};
const step = { step: stepSchema };
const request = z.strictObject({
  n: count,
  kind: z.enum(['supplement', 'payment']),
  by: subjectSchema,
  item: z.string(),
});
const payment = z.strictObject({ n: count, amount: count, askedAt: instant });

export const dossierSchema: z.ZodType<Dossier> = z.union([
  z.strictObject({ ...base, status: z.literal(1), phase: z.enum(['VERIFY', 'REPLACEMENT', 'ACCEPTANCE']) }),
  z.strictObject({
    ...base,
    status: z.literal(5),
    phase: z.literal('SUPPLEMENT'),
    supplement: supplement('intake'),
  }),
  z.strictObject({ ...received, status: z.literal(2), phase: z.enum(['ARCHIVE', 'HAND_OVER']) }),
  z.strictObject({ ...received, ...step, status: z.literal(4), phase: z.literal('REVIEW') }),
  z.strictObject({ ...received, ...step, status: z.literal(4), phase: z.literal('REQUEST'), request }),
  z.strictObject({
    ...received,
    ...step,
    status: z.literal(5),
    phase: z.enum(['SUPPLEMENT', 'VERIFY_SUPPLEMENT']),
    supplement: supplement('review'),
  }),
  z.strictObject({
    ...received,
    ...step,
    status: z.literal(4),
    phase: z.literal('ARCHIVE_SUPPLEMENT'),
    supplement: supplement('review'),
  }),
  z.strictObject({ ...received, ...step, status: z.literal(6), phase: z.literal('PAYMENT'), payment }),
  z.strictObject({
    ...received,
    status: z.literal(4),
    phase: z.enum(['RESULT', 'VERIFY_RESULT']),
    result: z.exactOptional(resultSchema),
  }),
  z.strictObject({ ...completed, status: z.literal(9), phase: z.enum(['ARCHIVE_RESULT', 'DELIVERY']) }),
  z.strictObject({
    ...completed,
    status: z.literal(10),
    phase: z.literal('CLOSED'),
    deliveredAt: instant,
    deliveredBy: channelSchema,
  }),
  z.strictObject({ ...base, status: z.literal(7), phase: z.literal('CLOSED'), withdrawnAt: instant }),
  z.strictObject({ ...base, status: z.literal(3), phase: z.literal('CLOSED'), refusedAt: instant }),
  z.strictObject({ ...base, status: z.literal(8), phase: z.literal('CLOSED'), stoppedAt: instant }),
]);
