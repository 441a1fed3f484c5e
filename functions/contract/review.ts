import * as z from 'zod';
import { paymentMethods } from '../core/dossier/parts.ts';
import { transitions } from '../core/dossier/transitions.ts';
import {
  date,
  documentPath,
  dossierPath,
  moment,
  place,
  sentence,
  stepId,
  subjectField,
  unitField,
} from './fields.ts';
import { command, commandAt, none, post } from './operation.ts';
import { current } from './problem.ts';
import { proposal } from './requests.ts';

const assigning = ['ASSIGNED_TO_ANOTHER', 'ALREADY_ASSIGNED', 'ASSIGNEE_UNFIT'] as const;
const bulk = z.strictObject({
  to: subjectField,
  dossiers: z
    .array(z.strictObject({ ...dossierPath.shape, rev: z.int().positive().optional() }))
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'names a dossier twice'),
  reason: sentence.optional(),
});
const count = z.int().nonnegative();
const outcomes = z
  .strictObject({
    ...{ to: z.string(), assigned: count, unchanged: count, refused: count },
    results: z.array(
      z.strictObject({
        id: z.uuid(),
        outcome: z.enum(['assigned', 'unchanged', 'refused']),
        rev: z.int().optional(),
        problem: z
          .strictObject({
            ...{ code: z.string(), reason: z.string(), detail: z.string().optional() },
            current: current.optional(),
          })
          .optional(),
      }),
    ),
  })
  .meta({ id: 'Assignments', description: 'Kết quả phân công / one outcome per dossier' });

/** Thẩm định: from the hand-over to the last step, and the stop. */
export const review = {
  handOver: command({
    route: 'POST /dossiers/{id}/hand-over',
    summary: { vi: 'Bàn giao cho phòng chuyên môn', en: 'Hand over to the division' },
    command: 'handOver',
    body: none,
    problems: ['DUE_DATE_UNKNOWN'],
  }),
  claim: command({
    route: 'POST /dossiers/{id}/claim',
    summary: { vi: 'Nhận xử lý bước hiện tại', en: 'Take the step that waits for your role' },
    command: 'claim',
    body: none,
  }),
  release: command({
    route: 'POST /dossiers/{id}/release',
    summary: { vi: 'Trả bước về nhóm', en: 'Give the step back to the group' },
    command: 'release',
    body: none,
  }),
  assign: command({
    route: 'POST /dossiers/{id}/assign',
    summary: { vi: 'Phân công bước đang chờ', en: 'Give the waiting step to an officer' },
    command: 'assign',
    body: z.strictObject({ to: subjectField }),
    example: { to: 'appraiser-1' },
    problems: assigning,
  }),
  reassign: command({
    route: 'POST /dossiers/{id}/reassign',
    summary: { vi: 'Phân công lại, có lý do', en: 'Give the step to another officer, with a reason' },
    command: 'reassign',
    body: z.strictObject({ to: subjectField, reason: sentence }),
    example: { to: 'appraiser-2', reason: 'Chuyên viên nghỉ phép' },
    problems: assigning,
  }),
  assignMany: post({
    route: 'POST /assignments',
    summary: {
      vi: 'Phân công nhiều hồ sơ cho một người, tối đa 50',
      en: 'Give up to 50 dossiers to one officer, one outcome each; with a reason they may be taken from others',
    },
    by: transitions.assign.by,
    path: none,
    query: none,
    body: bulk,
    example: { to: 'appraiser-1', dossiers: [{ id: '0b0e8a52-6d0f-4a38-9a3e-0d6f3b2a1c00', rev: 7 }] },
    answers: { 200: { text: { vi: 'Kết quả từng hồ sơ', en: 'One outcome per dossier' }, schema: outcomes } },
    problems: ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE'],
  }),
  completeStep: command({
    route: 'POST /dossiers/{id}/complete-step',
    summary: { vi: 'Hoàn thành một bước', en: 'Complete the named step' },
    command: 'completeStep',
    body: z.strictObject({
      step: stepId.describe(
        'Bước đang làm: gửi lặp lại không hoàn thành bước kế tiếp / naming it keeps a repetition from completing the next one',
      ),
      place,
    }),
    example: { step: 'APPRAISE' },
    problems: ['DUE_DATE_UNKNOWN'],
  }),
  sendBack: command({
    route: 'POST /dossiers/{id}/send-back',
    summary: { vi: 'Chuyển lại bước trước', en: 'Send back to an earlier step' },
    command: 'sendBack',
    body: z.strictObject({ to: stepId, reason: sentence }),
    example: { to: 'APPRAISE', reason: 'Bổ sung thuyết minh kết cấu' },
    problems: ['DUE_DATE_UNKNOWN'],
  }),
  proposeRequest: command({
    route: 'POST /dossiers/{id}/propose-request',
    summary: {
      vi: 'Đề nghị Bộ phận Một cửa yêu cầu bổ sung hoặc nghĩa vụ tài chính',
      en: 'Ask the front desk to ask the applicant for a supplement or a payment',
    },
    command: 'proposeRequest',
    body: proposal,
    example: {
      kind: 'supplement',
      items: [{ component: 'BANVE', reason: 'Bản vẽ móng chưa khớp thuyết minh' }],
    },
  }),
  declineRequest: command({
    route: 'POST /dossiers/{id}/decline-request',
    summary: { vi: 'Không chuyển yêu cầu tới người nộp', en: 'Do not pass the request on' },
    command: 'declineRequest',
    body: z.strictObject({ reason: sentence }),
    example: { reason: 'Nêu rõ điều khoản áp dụng' },
  }),
  allowSupplement: command({
    route: 'POST /dossiers/{id}/allow-supplement',
    summary: { vi: 'Cho phép yêu cầu bổ sung thêm một lần', en: 'Allow one more supplement request' },
    command: 'allowSupplement',
    body: z.strictObject({ legalBasis: sentence }),
    example: { legalBasis: 'NĐ 61/2018/NĐ-CP Đ19.4' },
  }),
  requirePayment: command({
    route: 'POST /dossiers/{id}/require-payment',
    summary: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Pass on the request for a payment' },
    command: 'requirePayment',
    body: none,
  }),
  confirmPayment: command({
    route: 'POST /dossiers/{id}/confirm-payment',
    summary: {
      vi: 'Xác nhận đã nộp: hẹn lại theo mẫu 01',
      en: 'Paid: the clock runs on as of the payment, form 01 again',
    },
    command: 'confirmPayment',
    body: z.strictObject({
      reference: z
        .string()
        .regex(/^[\w.:/-]{1,64}$/, 'letters, digits and . : / _ -')
        .describe('Số biên lai / number of the receipt'),
      paidAt: z.exactOptional(moment).describe('Mặc định: bây giờ / by default now'),
      method: z
        .exactOptional(z.enum(paymentMethods))
        .describe(
          'Mặc định: trực tuyến nếu Cổng báo, nếu không thì tại quầy / by default online if the portal reports it, else counter',
        ),
    }),
    example: { reference: 'BL-2026-0001' },
  }),
  consult: command({
    route: 'POST /dossiers/{id}/consult',
    summary: { vi: 'Lấy ý kiến cơ quan khác', en: 'Ask another agency for its opinion' },
    command: 'consult',
    body: z.strictObject({
      agency: unitField.describe('Cơ quan được lấy ý kiến / the agency, a unit of its own'),
      question: sentence,
      days: z
        .exactOptional(z.int().min(1).max(60))
        .describe('Ngày làm việc, khi thủ tục không quy định / working days where the procedure sets none'),
    }),
    example: { agency: 'SNNMT-H05', question: 'Đề nghị cho ý kiến về môi trường' },
  }),
  answerConsultation: commandAt(documentPath, {
    route: 'POST /dossiers/{id}/consultations/{n}/answer',
    summary: { vi: 'Trả lời lấy ý kiến', en: 'The agency answers, or its letter is entered' },
    command: 'answerConsultation',
    body: z.strictObject({ opinion: z.enum(['agree', 'disagree', 'comment']), text: sentence }),
    example: { opinion: 'agree', text: 'Thống nhất' },
  }),
  reappoint: command({
    route: 'POST /dossiers/{id}/reappoint',
    summary: { vi: 'Xin lỗi và hẹn lại (mẫu 04), một lần', en: 'Apologise and re-appoint, form 04, once' },
    command: 'reappoint',
    body: z.strictObject({ newDue: date.describe('Ngày làm việc / a working day'), reason: sentence }),
    example: { newDue: '2026-12-04', reason: 'Chờ kết quả kiểm tra thực địa' },
  }),
  extend: command({
    route: 'POST /dossiers/{id}/extend',
    summary: { vi: 'Gia hạn khi pháp luật cho phép', en: 'Lengthen the limit where the law allows it' },
    command: 'extend',
    body: z.strictObject({
      by: z.strictObject({
        amount: z.int().positive().max(365),
        unit: z.enum(['workingDay', 'calendarDay', 'month']),
      }),
      reason: sentence,
    }),
    example: { by: { amount: 5, unit: 'workingDay' }, reason: 'Hồ sơ phức tạp' },
  }),
  acknowledgeAlert: command({
    route: 'POST /dossiers/{id}/acknowledge',
    summary: { vi: 'Tiếp nhận cảnh báo', en: 'Take note of the alerts about a dossier' },
    command: 'acknowledgeAlert',
    body: none,
  }),
  restartDigitisation: command({
    route: 'POST /dossiers/{id}/restart-digitisation',
    summary: {
      vi: 'Chạy lại số hóa sau khi đã sửa nguyên nhân',
      en: 'Start digitisation again once the cause of its failures is gone',
    },
    command: 'restartDigitisation',
    body: none,
  }),
  stop: command({
    route: 'POST /dossiers/{id}/stop',
    summary: { vi: 'Dừng xử lý (mẫu 05)', en: 'Stop, with reason and legal basis; form 05' },
    command: 'stop',
    body: z.strictObject({ reason: sentence, legalBasis: sentence }),
    example: { reason: 'Dự án chấm dứt hoạt động', legalBasis: 'NĐ 61/2018/NĐ-CP Đ19' },
  }),
};
