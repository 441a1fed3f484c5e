import * as z from 'zod';
import { cleanLine, cleanText } from '../text.ts';

/** One line that people wrote, composed and trimmed; never empty. */
export const line = z.string().max(2000).transform(cleanLine).pipe(z.string().min(1));
/** A number, a code, a name that signs: one line that may not fill a page. */
export const short = z.string().max(200).transform(cleanLine).pipe(z.string().min(1));
/** Text of several lines. */
export const text = z.string().max(20_000).transform(cleanText).pipe(z.string().min(1));
export const instant = z.int();

/** The office in whose name a form is issued: its letterhead and the offset of its local time. */
export const officeSchema = z.strictObject({
  superior: short.optional().describe('Governing agency, e.g. UBND tỉnh'),
  agency: short,
  desk: short.optional().describe('The one-stop shop, when it issues the form'),
  place: short.describe('Place before the date'),
  offsetMinutes: z.int().min(-720).max(840),
});

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

export const contactSchema = z.strictObject({ name: line.optional(), phone: short.optional() });

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

/** Where the applicant says how satisfied he is: printed as a QR code. */
export const ratingSchema = z.strictObject({ url: z.url({ protocol: /^https$/ }).max(300) });

/** The letterhead that an office configures: what its forms say of it, whom to ask, where to rate. */
export const letterheadSchema = officeSchema.omit({ offsetMinutes: true }).extend({
  contact: contactSchema.optional().describe('Whom applicants ask about a refusal or a stop'),
  rating: ratingSchema.shape.url.optional().describe('Where applicants rate the service (QR code)'),
});

/** The same as a form keeps it: with the offset of the local time at its issue. */
export const issuerSchema = letterheadSchema.extend({ offsetMinutes: officeSchema.shape.offsetMinutes });

/** What every numbered form carries. `code` is the mã hồ sơ of the QR code. */
export const head = {
  number: short,
  issuedAt: instant,
  office: officeSchema,
};

export type Office = z.infer<typeof officeSchema>;
export type Issuer = z.infer<typeof issuerSchema>;
export type Party = z.infer<typeof partySchema>;
export type Principal = z.infer<typeof principalSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Signature = z.infer<typeof signatureSchema>;
export type Point = z.infer<typeof pointSchema>;
export type Paper = z.infer<typeof paperSchema>;
export type FormLimit = z.infer<typeof limitSchema>;
