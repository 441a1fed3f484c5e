import * as z from 'zod';
import { ratingOccasions } from '../core/dossier/parts.ts';
import { channel, declaredDossier } from './dossier.ts';
import { fileFields, line, place, sentence } from './fields.ts';
import { filingExample } from './filing.ts';
import { command } from './operation.ts';

const [{ size, sha256 }] = filingExample.components;

const mark = z.int().min(1).max(5).describe('1 (kém) – 5 (tốt) / from 1 to 5');

/** Trả kết quả: the result file, its entry in the register, and its delivery. */
export const returning = {
  declareResult: command({
    route: 'POST /dossiers/{id}/result-file',
    summary: { vi: 'Khai báo tệp kết quả, nhận ô tải tệp', en: 'Declare the result file and get its slot' },
    command: 'declareResult',
    body: z.strictObject(fileFields),
    example: { name: 'Giấy phép xây dựng.pdf', mediaType: 'application/pdf', size, sha256 },
    answers: {
      200: {
        text: { vi: 'Hồ sơ và ô tải tệp', en: 'Dossier and slot' },
        schema: declaredDossier,
        etag: true,
      },
    },
  }),
  registerResult: command({
    route: 'POST /dossiers/{id}/result-number',
    summary: { vi: 'Lấy số kết quả từ sổ của đơn vị', en: 'Draw the number of the result from the register' },
    command: 'registerResult',
    body: z.strictObject({
      kind: z
        .enum(['granted', 'refused'])
        .describe('Từ chối có lý do cũng là kết quả / a reasoned refusal too'),
      notation: z
        .string()
        .regex(/^[A-ZĐ][A-ZĐ0-9-]{0,19}$/, 'the notation after the number, such as GPXD-SXD'),
      signer: line(200),
    }),
    example: { kind: 'granted', notation: 'GPXD-SXD', signer: 'Phó Giám đốc Sở' },
  }),
  issueResult: command({
    route: 'POST /dossiers/{id}/result',
    summary: { vi: 'Nhập kết quả đã ký, đóng dấu', en: 'Enter the signed and stamped result' },
    command: 'issueResult',
    body: z.strictObject({ place }),
    example: { place: 'oneStop' },
  }),
  deliver: command({
    route: 'POST /dossiers/{id}/deliver',
    summary: { vi: 'Trả kết quả cho người nộp', en: 'The applicant has the result' },
    command: 'deliver',
    body: z.strictObject({ method: channel, place }),
    example: { method: 'online' },
  }),
  correctResult: command({
    route: 'POST /dossiers/{id}/correct-result',
    summary: {
      vi: 'Ghi nhận kết quả sai',
      en: 'Put on record that the result is wrong, and whose fault it is',
    },
    command: 'correctResult',
    body: z.strictObject({ fault: z.enum(['agency', 'applicant']), reason: sentence }),
    example: { fault: 'agency', reason: 'Sai số tầng của công trình' },
  }),
  rate: command({
    route: 'POST /dossiers/{id}/rate',
    summary: { vi: 'Đánh giá mức độ hài lòng', en: 'Say how satisfied you are' },
    command: 'rate',
    body: z.strictObject({
      occasion: z.enum(ratingOccasions),
      ...{ attitude: mark, waiting: mark, facilities: mark },
      onAppointedDate: z.exactOptional(z.boolean()),
      apologyReceived: z
        .exactOptional(z.boolean())
        .describe('Trễ mà không được xin lỗi: thành phản ánh / late without an apology opens a complaint'),
      comment: z.exactOptional(sentence),
    }),
    example: { occasion: 'delivery', attitude: 5, waiting: 5, facilities: 4, onAppointedDate: true },
  }),
  answerComplaint: command({
    route: 'POST /dossiers/{id}/answer-complaint',
    summary: { vi: 'Trả lời phản ánh, kiến nghị', en: 'Answer the complaint: upheld or refuted' },
    command: 'answerComplaint',
    body: z.strictObject({ upheld: z.boolean(), text: sentence }),
    example: { upheld: true, text: 'Xin lỗi và đã chấn chỉnh' },
  }),
};
