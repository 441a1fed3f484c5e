import * as z from 'zod';
import { parseDate } from '../calendar/localDate.ts';
import { clearances, roles } from '../dossier/status.ts';
import { signatureRules } from '../inspection/signed.ts';
import { article, certainty, componentSchema, id, text } from './component.ts';

/** The shape of a procedure file under `catalogue/procedures`; JSON Schema and types come from here and from its component. */
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value) => parseDate(value) !== undefined, 'no such date');

/** What stands in `article` when no provision is known. */
export const NO_SOURCE = 'Chưa có nguồn';

export const limitSchema = z.strictObject({
  amount: z.number().positive(),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']),
});

export const pausePolicySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('continue') }),
  z.strictObject({ kind: z.literal('fixedDays'), days: z.int().positive() }),
]);

export const cutOffSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('time'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  z.strictObject({ kind: z.literal('beforeClosing'), minutes: z.int().nonnegative() }),
]);

export const signatureSchema = z
  .strictObject({
    required: z
      .enum(signatureRules)
      .describe('unless-scanned: a paper original that was scanned may go without'),
    article,
    certainty,
  })
  .describe('Whether the file of a result must carry a digital signature (not validated)');

export const stepSchema = z.strictObject({
  id,
  name: text,
  phase: z.enum(['intake', 'review', 'return']),
  role: z.enum(roles),
  days: z.number().positive().describe('Budget in working days; fractions are office hours'),
  location: z.enum(['oneStop', 'division', 'leadership', 'clericalOffice', 'otherAgency']),
});

const innerClock = z.strictObject({
  id,
  name: text,
  limit: limitSchema,
  from: z.enum([
    'received',
    'supplementRequested',
    'supplementExpired',
    'decided',
    'councilNotice',
    'consultationRequested',
  ]),
  onLapse: z.enum(['alert', 'refuse', 'stop', 'agreed']).describe('What follows when it runs out'),
  article,
  certainty,
});

const supplement = z.strictObject({
  perStage: z.int().nonnegative(),
  within: limitSchema.optional().describe('Latest moment for the request, from receipt'),
  policy: pausePolicySchema,
  article,
  certainty,
});

const lapse = z.strictObject({
  limit: limitSchema.describe('How long the applicant may be silent'),
  outcome: z.enum(['close', 'refuse', 'stop']),
  article,
  certainty,
});

const extension = z.strictObject({
  times: z.int().nonnegative(),
  atMost: z.union([limitSchema, z.literal('originalLimit')]),
  article,
  certainty,
});

const reappointment = z.strictObject({
  times: z.int().min(0).max(1).describe('At most once by law (NĐ 61/2018 Đ19.9)'),
  noticeDays: z.int().positive().describe('The apology goes out at latest so many days before the due date'),
  article,
  certainty,
});

const consultation = z.strictObject({
  with: text,
  limit: limitSchema,
  silence: z.enum(['agreed', 'reported']).describe('What no answer in time means'),
  article,
  certainty,
});

const form = z.strictObject({
  id,
  title: text,
  source: z.string().min(1),
  use: z.enum(['application', 'result', 'oneStop']),
});

const fee = z.strictObject({
  name: text,
  amount: z.int().nonnegative(),
  currency: z.literal('VND'),
  effective: z.strictObject({ from: date, to: date.optional() }),
  decision: z.string().min(1),
});

const limitCase = z.strictObject({ id, when: text, limit: limitSchema, article });

/** Shares of a working time at which people are reminded, and days after a due date. */
export const shares = z.array(z.int().min(1).max(99)).max(5).readonly();
export const workingDays = z.array(z.int().min(2).max(250)).max(8).readonly();

export const procedureSchema = z.strictObject({
  $schema: z.string().optional(),
  code: z
    .string()
    .regex(/^[\dL]\.\d{6}$/)
    .describe('National code, the 8-character stem; `L.` and six digits while no national code is known'),
  codeNote: text.optional().describe('Why there is no national code; compulsory for an `L.` code'),
  version: z.string().min(1),
  status: z.enum(['published', 'draft']),
  draftReason: z.string().min(1).optional(),
  name: text,
  field: z.strictObject({ id, name: text }),
  competence: z.enum(['department', 'commune', 'province']).describe('Who decides'),
  effective: z.strictObject({ from: date, to: date.optional().describe('Last day of intake, inclusive') }),
  transition: z.enum(['continue', 'stop-and-return']).describe('What open dossiers do when the version ends'),
  transitionArticle: article.optional(),
  closedReason: text.optional(),
  onlineLevel: z.enum(['full', 'partial', 'none', 'unknown']).describe('unknown: for drafts only'),
  channels: z
    .array(z.enum(['online', 'counter', 'post']))
    .min(1)
    .readonly(),
  channelNote: text.optional(),
  nationalId: z.strictObject({ required: z.boolean(), article, certainty }),
  components: z.array(componentSchema).readonly(),
  limit: limitSchema
    .optional()
    .describe('Absent: not sourced, which keeps the version a draft, or no appointed date'),
  limitCertainty: certainty.optional().describe('How well the limit is known; compulsory with a limit'),
  limitCases: z.array(limitCase).readonly(),
  limitFrom: z.enum(['accepted', 'councilNotice']),
  article,
  noAppointedDate: z.boolean(),
  cutOff: cutOffSchema.optional(),
  innerClocks: z.array(innerClock).readonly(),
  council: z.boolean().describe('Evaluated in batches (rule R12)'),
  supplement,
  lapse,
  extension,
  reappointment,
  consultations: z.array(consultation).readonly(),
  forms: z.array(form).readonly(),
  fees: z.array(fee).readonly(),
  feeNote: text.optional(),
  result: text,
  resultSignature: signatureSchema
    .exactOptional()
    .describe('Where the unit’s own setting does not fit this procedure'),
  steps: z.array(stepSchema).readonly(),
  stepsCertainty: certainty,
  alerts: z
    .strictObject({ result: shares.exactOptional(), overdueDays: workingDays.exactOptional() })
    .exactOptional()
    .describe('Where the unit’s own settings do not fit this procedure'),
  onSpotLevel: z.enum(['NONE', '4', '5']),
  confidentiality: z
    .enum(clearances)
    .optional()
    .describe('restricted: its dossiers exist only for staff who are cleared for them; ordinary by default'),
  retention: z.strictObject({
    class: z.enum(['long-term', 'short-term']),
    paperYearsAtUnit: z.int().optional(),
    source: z.string().min(1),
    certainty,
  }),
  sources: z.array(z.string().min(1)).readonly(),
  notes: z.array(text).readonly(),
});

export type ProcedureData = z.infer<typeof procedureSchema>;
export type ProcedureStep = z.infer<typeof stepSchema>;
