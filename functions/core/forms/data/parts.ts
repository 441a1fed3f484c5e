import * as z from 'zod';
import { cleanText } from '../text.ts';
import { type contactSchema, instant, line, officeSchema, short } from './office.ts';

export { contactSchema, instant, line, officeSchema, ratingSchema, short } from './office.ts';

/** Text of several lines. */
export const text = z.string().max(20_000).transform(cleanText).pipe(z.string().min(1));

/** An organisation or a person. */
export const partySchema = z.strictObject({
  name: line,
  personalId: short.optional(),
  address: line.optional(),
  phone: short.optional(),
  email: line.optional(),
});

/** The one for whom somebody else files, and by what paper. */
export const principalSchema = partySchema.extend({ paper: line.optional() });

/** Who signs; with `signedAt` the signature is a digital one. */
export const signatureSchema = z.strictObject({
  name: short.optional(),
  capacity: short.optional(),
  signedAt: instant.optional(),
});

/** A point of a list, and why it is there. */
export const pointSchema = z.strictObject({ name: line, reason: text.optional() });

/** A paper, and a remark on it (copy, original). */
export const paperSchema = z.strictObject({ name: line, note: text.optional() });

export const limitSchema = z.strictObject({
  amount: z.number().positive(),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'month']),
});

/** What every numbered form carries. `code` is the mã hồ sơ of the QR code. */
export const head = {
  number: short,
  issuedAt: instant,
  office: officeSchema,
};

export type Office = z.infer<typeof officeSchema>;
export type Party = z.infer<typeof partySchema>;
export type Principal = z.infer<typeof principalSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Signature = z.infer<typeof signatureSchema>;
export type Point = z.infer<typeof pointSchema>;
export type Paper = z.infer<typeof paperSchema>;
export type FormLimit = z.infer<typeof limitSchema>;
