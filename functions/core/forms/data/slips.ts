import * as z from 'zod';
import {
  contactSchema,
  head,
  instant,
  limitSchema,
  line,
  paperSchema,
  partySchema,
  pointSchema,
  principalSchema,
  ratingSchema,
  short,
  signatureSchema,
  text,
} from './parts.ts';

/** 01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả. No `due`: the procedure has no appointed date (rule C12). */
export const form01Schema = z.strictObject({
  form: z.literal('01'),
  layout: z.literal('01@1'),
  ...head,
  code: short,
  applicant: partySchema,
  principal: principalSchema.optional().describe('Present when the applicant files for somebody else'),
  request: line,
  components: z.array(paperSchema).readonly(),
  sets: z.int().positive().optional(),
  limit: limitSchema.optional(),
  receivedAt: instant,
  due: instant.optional(),
  dueProvisional: z.boolean().optional().describe('The calendar of the due year is not issued yet'),
  returnPlace: line.optional(),
  book: z.strictObject({ volume: short.optional(), ordinal: short.optional() }).optional(),
  submitter: signatureSchema,
  receiver: signatureSchema,
  rating: ratingSchema.optional(),
});

/** 02 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: one full list. `code` feeds the QR code only. */
export const form02Schema = z.strictObject({
  form: z.literal('02'),
  layout: z.literal('02@1'),
  ...head,
  code: short.optional(),
  applicant: partySchema,
  request: line,
  items: z.array(pointSchema).min(1).readonly(),
  reason: text.optional(),
  contact: contactSchema,
  guide: signatureSchema.describe('Người hướng dẫn'),
  rating: ratingSchema.optional(),
});

/** 03 Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export const form03Schema = z.strictObject({
  form: z.literal('03'),
  layout: z.literal('03@1'),
  ...head,
  code: short.optional(),
  applicant: partySchema,
  request: line,
  items: z.array(pointSchema).readonly(),
  reason: text,
  contact: contactSchema,
  guide: signatureSchema,
  rating: ratingSchema.optional(),
});
