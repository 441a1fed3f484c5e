import * as z from 'zod';
import {
  contactSchema,
  head,
  instant,
  line,
  paperSchema,
  partySchema,
  short,
  signatureSchema,
  text,
} from './parts.ts';

const procedure = z.strictObject({ code: short.optional(), name: line });

/** 04 Phiếu xin lỗi và hẹn lại ngày trả kết quả (đề nghị gia hạn thời gian giải quyết). */
export const form04Schema = z.strictObject({
  form: z.literal('04'),
  layout: z.literal('04@1'),
  ...head,
  code: short,
  procedure,
  applicant: partySchema.pick({ name: true, personalId: true }),
  receivedAt: instant,
  due: instant,
  reason: text,
  newDue: instant,
  chief: signatureSchema.describe('Head of the agency'),
});

/** 05 Thông báo dừng giải quyết hồ sơ. The layout is provisional: the text of the form was not found. */
export const form05Schema = z.strictObject({
  form: z.literal('05'),
  layout: z.literal('05@0-provisional'),
  ...head,
  code: short,
  procedure,
  applicant: partySchema,
  receivedAt: instant.optional(),
  ground: z.enum(['applicant', 'agency']).describe('Withdrawn by the applicant, or stopped by the agency'),
  reason: text,
  legalBasis: line.optional(),
  stoppedAt: instant,
  returned: z.array(paperSchema).readonly().describe('Papers given back'),
  contact: contactSchema,
  chief: signatureSchema,
});
