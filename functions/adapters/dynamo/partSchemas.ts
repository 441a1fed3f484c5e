import * as z from 'zod';
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
import { isStage, type Stage } from '../../core/sla/stages.ts';

/** Schemas of the values and parts that items share: one that does not fit is damage and is named. */
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
export const count = z.int().nonnegative();

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
