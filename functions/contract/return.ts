import * as z from 'zod';
import { channel, declaredDossier } from './dossier.ts';
import { fileFields, sentence } from './fields.ts';
import { filingExample } from './filing.ts';
import { command } from './operation.ts';

const [{ size, sha256 }] = filingExample.components;

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
  issueResult: command({
    route: 'POST /dossiers/{id}/result',
    summary: { vi: 'Vào sổ kết quả đã ký', en: 'Enter the signed result in the register' },
    command: 'issueResult',
    body: z.strictObject({
      number: z.string().regex(/^[\w./-]{1,30}$/, 'a number such as 123'),
      notation: z.string().regex(/^[\p{L}\p{N}./-]{1,30}$/u, 'a notation such as GPXD-SXD'),
      signer: sentence,
    }),
    example: { number: '123', notation: 'GPXD-SXD', signer: 'Phó Giám đốc Sở' },
    problems: ['RESULT_NOT_DECLARED', 'DOCUMENTS_NOT_UPLOADED'],
  }),
  deliver: command({
    route: 'POST /dossiers/{id}/deliver',
    summary: { vi: 'Trả kết quả cho người nộp', en: 'The applicant has the result' },
    command: 'deliver',
    body: z.strictObject({ method: channel }),
    example: { method: 'online' },
  }),
};
