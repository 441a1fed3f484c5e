import * as z from 'zod';
import { derivationSchema } from '../calendar/derivationSchema.ts';
import { contactSchema, instant, issuerSchema, line, short } from './data/office.ts';
import { limitSchema, text } from './data/parts.ts';

/** Free text of a fact: its words stand on an item of their own beside the dossier. */
const textRef = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  item: z.string().regex(/^TEXT#[\w#-]+$/),
});

/** What every fact says; `office` and `officer` are as they were when the form was issued. */
const common = {
  number: short,
  code: short,
  procedure: z.string().regex(/^[\dL]\.\d{6}$/),
  at: instant,
  applicant: z.literal('APPLICANT'),
  office: issuerSchema,
  officer: short.optional().describe('Name of the officer who acted, where the token told it'),
};

const fact = <Id extends string, Template extends string, Shape extends z.ZodRawShape>(
  form: Id,
  template: Template,
  shape: Shape,
) =>
  z.strictObject({
    form: z.literal(form),
    template: z.literal(template),
    ...common,
    ...shape,
  });

/** 01: `second` when the appointment counts from the fulfilled financial duty; `documents`: files 1 to n were handed in. */
const fact01 = fact('01', '01@1', {
  receivedAt: instant,
  appointed: instant,
  provisional: z.boolean(),
  receiver: z.string().min(1),
  documents: z.int().nonnegative(),
  limit: limitSchema.optional(),
  derivation: derivationSchema,
  second: z.literal(true).optional(),
});

const fact02 = fact('02', '02@1', {
  stage: z.enum(['intake', 'review']),
  items: z
    .array(
      z.strictObject({
        component: z.string().min(1).optional(),
        document: z.int().positive().optional(),
        reason: text,
      }),
    )
    .min(1)
    .readonly(),
  due: instant.describe('Until when the applicant has time'),
  contact: contactSchema.optional(),
  guide: z.string().min(1).describe('Người hướng dẫn: the account; the name is `officer`'),
});

const fact03 = fact('03', '03@1', { reason: textRef });

const fact04 = fact('04', '04@1', {
  reason: textRef,
  receivedAt: instant,
  due: instant,
  newDue: instant,
  signer: z.string().min(1),
});

const fact05 = fact('05', '05@0-provisional', {
  ground: z.enum(['applicant', 'agency']),
  reason: textRef,
  legalBasis: line.optional(),
});

const fact06 = fact('06', '06@1', { receivedAt: instant, appointed: instant });

/**
 * The facts of forms 01 to 06, as the transitions leave them. Closed: a fact that does not fit is damage and is never
 * rendered. With the applicant, the texts, the events and the procedure version they say everything that the sheet says.
 */
export const issuedFormSchema = z.discriminatedUnion('form', [
  fact01,
  fact02,
  fact03,
  fact04,
  fact05,
  fact06,
]);

export type IssuedForm = z.infer<typeof issuedFormSchema>;
export type IssuedFormOf<Id extends IssuedForm['form']> = Extract<IssuedForm, { form: Id }>;
