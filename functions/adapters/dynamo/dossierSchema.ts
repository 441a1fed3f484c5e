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
import { roles } from '../../core/dossier/status.ts';
import { stages } from '../../core/sla/stages.ts';

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

export const deadlineSchema = z.object({
  version: count,
  kind: z.enum(['INTAKE_ANSWER', 'APPOINTED']),
  from: instant,
  due: instant,
  remind: instant,
  calendar: z.string(),
  limitCase: z.exactOptional(z.string()),
  provisional: z.boolean(),
  raised: z.array(z.enum(stages)),
});

export const stepSchema = z.object({
  id: z.string(),
  role: z.enum(roles),
  index: count,
  run: count,
  since: instant,
  due: instant,
  claim: z.exactOptional(z.object({ by: subjectSchema, until: instant })),
  assignee: z.exactOptional(subjectSchema),
});

const entered = z.object({
  at: instant,
  by: subjectSchema,
  number: z.string(),
  notation: z.string(),
  signer: z.string(),
});
const resultSchema = z.object({ document: count, entered: z.exactOptional(entered) });

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
  seq: count,
  rev: count,
  wakeSeq: count,
  lastHash: z.string(),
  submittedAt: instant,
  documents: z.object({ total: count, clean: count, bad: z.array(count), archived: count }),
  deadlineVersion: count,
  deadline: z.exactOptional(deadlineSchema),
  digitisation: z.exactOptional(z.object({ attempt: count, until: instant })),
  forms: count,
};
const received = {
  ...base,
  acceptedAt: instant,
  acceptedBy: subjectSchema,
  clockStart: instant,
  appointed: instant,
};
const completed = {
  ...received,
  result: resultSchema,
  completedAt: instant,
  outcome: outcomeSchema,
  outcomeOriginal: outcomeSchema,
};

export const dossierSchema: z.ZodType<Dossier> = z.union([
  z.strictObject({ ...base, status: z.literal(1), phase: z.enum(['VERIFY', 'REPLACEMENT', 'ACCEPTANCE']) }),
  z.strictObject({ ...received, status: z.literal(2), phase: z.enum(['ARCHIVE', 'HAND_OVER']) }),
  z.strictObject({ ...received, status: z.literal(4), phase: z.literal('REVIEW'), step: stepSchema }),
  z.strictObject({
    ...received,
    status: z.literal(4),
    phase: z.enum(['RESULT', 'VERIFY_RESULT']),
    result: z.exactOptional(resultSchema),
  }),
  z.strictObject({ ...completed, status: z.literal(9), phase: z.enum(['ARCHIVE_RESULT', 'DELIVERY']) }),
  z.strictObject({ ...completed, status: z.literal(10), phase: z.literal('CLOSED'), deliveredAt: instant }),
  z.strictObject({ ...base, status: z.literal(7), phase: z.literal('CLOSED'), withdrawnAt: instant }),
  z.strictObject({ ...base, status: z.literal(3), phase: z.literal('CLOSED'), refusedAt: instant }),
  z.strictObject({ ...base, status: z.literal(8), phase: z.literal('CLOSED'), stoppedAt: instant }),
]);
