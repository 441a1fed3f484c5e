import * as z from 'zod';
import { head, instant, line, officeSchema, short, text } from './parts.ts';

const stop = z.strictObject({ office: line, person: line.optional() });

/** 06 Phiếu kiểm soát quá trình giải quyết hồ sơ: one row per hand-over; the receiver enters the result. */
export const form06Schema = z.strictObject({
  form: z.literal('06'),
  layout: z.literal('06@1'),
  ...head,
  code: short,
  agency: line.describe('Cơ quan giải quyết'),
  coordinating: z.array(line).readonly(),
  receivedAt: instant,
  due: instant.optional(),
  handOvers: z
    .array(
      z.strictObject({
        from: stop,
        to: stop,
        at: instant,
        result: z.enum(['early', 'onTime', 'late']).optional(),
        note: text.optional(),
      }),
    )
    .readonly(),
});

/** 07 Sổ theo dõi hồ sơ: one book per field; no number of its own. */
export const form07Schema = z.strictObject({
  form: z.literal('07'),
  layout: z.literal('07@1'),
  issuedAt: instant,
  office: officeSchema,
  field: line,
  volume: short.optional(),
  entries: z
    .array(
      z.strictObject({
        ordinal: z.int().positive(),
        code: short,
        procedure: line,
        applicant: line,
        address: line.optional(),
        phone: line.optional(),
        agency: line,
        receivedAt: instant,
        due: instant.optional(),
        returnedAt: instant.optional(),
        method: z.enum(['online', 'counter', 'post']).optional(),
        receipt: line.optional().describe('Ký nhận'),
      }),
    )
    .readonly(),
});

export type HandOver = z.infer<typeof form06Schema>['handOvers'][number];
export type BookEntry = z.infer<typeof form07Schema>['entries'][number];
