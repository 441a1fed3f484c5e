import * as z from 'zod';
import type { Dossier } from '../../core/dossier/dossier.ts';
import { workStages } from '../../core/sla/stages.ts';
import {
  channelSchema,
  codeSchema,
  consultationSchema,
  count,
  deadlineSchema,
  filedBySchema,
  idSchema,
  instant,
  limitSchema,
  nationalIdSchema,
  occasionSchema,
  onSpotSchema,
  outcomeSchema,
  outlookSchema,
  pauseSchema,
  registerSchema,
  relatedSchema,
  stepSchema,
  subjectSchema,
  unitSchema,
} from './partSchemas.ts';

const clock = z.strictObject({
  limitCase: z.exactOptional(z.string()),
  pauses: z.array(pauseSchema),
  extensions: z.array(limitSchema),
  reappointment: z.exactOptional(z.strictObject({ due: instant, at: instant, noticeInTime: z.boolean() })),
});
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

const closed = z.discriminatedUnion('status', [
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

/** One look at the phase instead of a try of each shape: a head is read many times in its life, and grows. */
const byPhase = z.discriminatedUnion('phase', [
  z.strictObject({ ...base, status: z.literal(1), phase: z.enum(['VERIFY', 'REPLACEMENT', 'ACCEPTANCE']) }),
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
  closed,
]);

export const dossierSchema: z.ZodType<Dossier> = z.union([
  byPhase,
  z.strictObject({
    ...base,
    status: z.literal(5),
    phase: z.literal('SUPPLEMENT'),
    supplement: supplement('intake'),
  }),
]);
