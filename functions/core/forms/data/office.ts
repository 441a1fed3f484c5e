import * as z from 'zod';
import { cleanLine } from '../text.ts';

/** One line that people wrote, composed and trimmed; never empty. */
export const line = z.string().max(2000).transform(cleanLine).pipe(z.string().min(1));
/** A number, a code, a name that signs: one line that may not fill a page. */
export const short = z.string().max(200).transform(cleanLine).pipe(z.string().min(1));
export const instant = z.int();

/** The office in whose name a form is issued: its letterhead and the offset of its local time. */
export const officeSchema = z.strictObject({
  superior: short.optional().describe('Governing agency, e.g. UBND tỉnh'),
  agency: short,
  desk: short.optional().describe('The one-stop shop, when it issues the form'),
  place: short.describe('Place before the date'),
  offsetMinutes: z.int().min(-720).max(840),
});

export const contactSchema = z.strictObject({ name: line.optional(), phone: short.optional() });

/** Where the applicant says how satisfied he is: printed as a QR code. */
export const ratingSchema = z.strictObject({ url: z.url({ protocol: /^https$/ }).max(300) });

/** The letterhead that an office configures: what its forms say of it, whom to ask, where to rate. */
export const letterheadSchema = officeSchema.omit({ offsetMinutes: true }).extend({
  contact: contactSchema.optional().describe('Whom applicants ask about a refusal or a stop'),
  rating: ratingSchema.shape.url.optional().describe('Where applicants rate the service (QR code)'),
});

/** The same as a form keeps it: with the offset of the local time at its issue. */
export const issuerSchema = letterheadSchema.extend({ offsetMinutes: officeSchema.shape.offsetMinutes });

export type Issuer = z.infer<typeof issuerSchema>;
