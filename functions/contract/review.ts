import * as z from 'zod';
import { sentence, stepId } from './fields.ts';
import { command, none } from './operation.ts';

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
    problems: ['CLAIMED_BY_ANOTHER'],
  }),
  release: command({
    route: 'POST /dossiers/{id}/release',
    summary: { vi: 'Trả bước về nhóm', en: 'Give the step back to the group' },
    command: 'release',
    body: none,
    problems: ['NOT_CLAIMED'],
  }),
  completeStep: command({
    route: 'POST /dossiers/{id}/complete-step',
    summary: { vi: 'Hoàn thành một bước', en: 'Complete the named step' },
    command: 'completeStep',
    body: z.strictObject({
      step: stepId.describe(
        'Bước đang làm: gửi lặp lại không hoàn thành bước kế tiếp / naming it keeps a repetition from completing the next one',
      ),
    }),
    example: { step: 'APPRAISE' },
    problems: ['WRONG_STEP', 'CLAIMED_BY_ANOTHER', 'RECEIVER_IS_APPROVER', 'DUE_DATE_UNKNOWN'],
  }),
  sendBack: command({
    route: 'POST /dossiers/{id}/send-back',
    summary: { vi: 'Chuyển lại bước trước', en: 'Send back to an earlier step' },
    command: 'sendBack',
    body: z.strictObject({ to: stepId, reason: sentence }),
    example: { to: 'APPRAISE', reason: 'Bổ sung thuyết minh kết cấu' },
    problems: ['WRONG_STEP', 'CLAIMED_BY_ANOTHER', 'DUE_DATE_UNKNOWN'],
  }),
  stop: command({
    route: 'POST /dossiers/{id}/stop',
    summary: { vi: 'Dừng xử lý (mẫu 05)', en: 'Stop, with reason and legal basis; form 05' },
    command: 'stop',
    body: z.strictObject({ reason: sentence, legalBasis: sentence }),
    example: { reason: 'Dự án chấm dứt hoạt động', legalBasis: 'NĐ 61/2018/NĐ-CP Đ19' },
  }),
};
