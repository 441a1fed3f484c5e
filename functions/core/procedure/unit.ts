import * as z from 'zod';
import { agencyCodeFits, agencyCodePattern, codeFormats } from '../code/agency.ts';
import { letterheadSchema } from '../forms/data/office.ts';
import { certainty } from './component.ts';
import { pausePolicySchema, shares, signatureSchema, workingDays } from './schema.ts';

const text = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const hours = z.array(z.strictObject({ from: time, to: time })).readonly();

const hoursOfWork = z.number().positive();

const landing = z.enum(['resolved', 'apart']);

/** S3 locks for at most 100 years. */
const lockYears = z.int().min(1).max(99);

const settings = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/),
  name: text,
  letterhead: letterheadSchema,
  letterheadNote: z.string().optional(),
  agencyCode: z.string().regex(agencyCodePattern),
  agencyCodeNote: z.string().optional(),
  codeFormat: z.enum(codeFormats),
  codeFormatNote: z.string().optional(),
  systemOwnerCode: z.string().regex(/^\d{2}$/),
  calendar: z.string().min(1),
  counterHours: z
    .strictObject({ '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': hours, '7': hours })
    .describe('When the counter receives people; the clock runs by the office hours of the calendar'),
  counterShards: z.int().min(1).max(64),
  intakeAnswerHours: z.number().positive(),
  intakeNoticeHours: z.number().positive(),
  claimMinutes: z.int().positive(),
  overloadFactor: z
    .number()
    .min(1)
    .describe(
      'Who has more open dossiers than the mean of the group times this is overloaded, if no capacity is set',
    ),
  draftDays: z.int().min(1).max(90).describe('A draft that is never submitted expires after this many days'),
  handOverCutOff: time,
  lapseDays: z.int().positive(),
  payment: z
    .strictObject({
      policy: pausePolicySchema,
      lapseDays: z.int().positive(),
      article: z.string().min(1),
    })
    .describe('A financial duty: what its pause does to the clock, and how long the applicant has'),
  complaintDays: z.int().positive().describe('Working days to answer a complaint'),
  agencies: z
    .array(z.strictObject({ id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,31}$/), name: text }))
    .readonly()
    .describe('Agencies whose opinion may be asked, each a unit of its own'),
  consultationDays: z.int().positive().describe('Working days for an opinion where the procedure names none'),
  alerts: z.strictObject({
    digestAt: time,
    collapseOver: z.int().positive(),
    collapseMinutes: z.int().positive(),
    soonDays: z.int().positive().describe('Working days after today that the digest calls soon'),
    urgentPercent: z
      .int()
      .min(1)
      .max(100)
      .describe('From this share on a reminder is sent at once, before it with the digest'),
    outsideWorkingHours: z.boolean().describe('Raise alerts also while the office is closed'),
    intake: shares.describe('Reminders of the answer to a filing, in percent of its working time'),
    result: shares.describe('Reminders of the appointed date, in percent of its working time'),
    overdueDays: workingDays.describe('Working days after the due date on which a breach goes one level up'),
    unclaimedHours: hoursOfWork.describe('Working hours after which a step that nobody has taken is told'),
    handOverHours: hoursOfWork.describe(
      'Working hours of the next day to hand over what came after the cut-off',
    ),
    acknowledgeHours: hoursOfWork.describe('Working hours to acknowledge a breach'),
  }),
  resultSignature: signatureSchema,
  downtimeNoticeDays: z.int().positive(),
  reports: z.strictObject({
    closingDay: z
      .int()
      .min(1)
      .max(28)
      .optional()
      .describe('Day of the last month on which a reporting period closes; absent: the end of the month'),
    withdrawn: landing.describe('Where a withdrawn dossier lands in Biểu số 06'),
    stopped: landing.describe('Where a stopped dossier lands in Biểu số 06'),
    source: z.string().min(1),
  }),
  retention: z
    .strictObject({
      lockYears: z
        .strictObject({ 'long-term': lockYears, 'short-term': lockYears })
        .describe('Years in which nobody can delete a result, by the retention class of its procedure'),
      source: z.string().min(1),
      certainty,
    })
    .describe('Nothing is deleted by itself, neither before the lock ends nor after'),
  sources: z.array(z.string().min(1)).readonly(),
});

/** The settings of an office: `catalogue/units/*.json`. Whatever the law leaves open is here and not in code. */
export const unitSchema = settings.refine((unit) => agencyCodeFits(unit.codeFormat, unit.agencyCode), {
  path: ['agencyCode'],
  error: 'is not written the way codeFormat asks',
});

/** A public office with a one-stop shop. */
export type Unit = z.infer<typeof unitSchema>;
