import * as z from 'zod';
import { procedureSchema } from '../core/procedure/index.ts';
import { createdDraft, declaredDossier, dossierView, knownDraft, slots } from './dossier.ts';
import { documentPath, dossierPath, fileFields, line, place, procedurePath, sentence } from './fields.ts';
import { filing, filingExample, reusableAnswer, reusableQuestion } from './filing.ts';
import { command, get, none, post, repeatablePost } from './operation.ts';
import { supplementItems } from './requests.ts';

const procedureVersion = procedureSchema.meta({
  id: 'ProcedureVersion',
  description: 'Một phiên bản thủ tục hành chính / one version of an administrative procedure',
});
const summary = procedureSchema.pick({
  ...{ code: true, version: true, name: true, field: true },
  ...{ onlineLevel: true, limit: true, effective: true },
});
const procedureList = z
  .strictObject({ procedures: z.array(summary) })
  .meta({ id: 'ProcedureList', description: 'Thủ tục đã công bố / the published procedures' });
const procedureDetail = z
  .intersection(procedureVersion, z.strictObject({ olderVersions: z.array(procedureVersion) }))
  .meta({
    id: 'ProcedureDetail',
    description: 'Phiên bản mới nhất và các bản cũ / the newest and the older',
  });
const reason = { example: { reason: 'Hồ sơ không thuộc thẩm quyền giải quyết' } };

/** Tiếp nhận: from the first look at a procedure to the dossier that is received, refused or withdrawn. */
export const intake = {
  listProcedures: get({
    route: 'GET /procedures',
    summary: { vi: 'Danh mục thủ tục đã công bố', en: 'The published procedures' },
    by: 'public',
    path: none,
    query: none,
    answers: { 200: { text: { vi: 'Danh mục', en: 'The list' }, schema: procedureList } },
  }),
  getProcedure: get({
    route: 'GET /procedures/{code}',
    summary: {
      vi: 'Một thủ tục với mọi phiên bản đã công bố',
      en: 'A procedure with its published versions',
    },
    by: 'public',
    path: procedurePath,
    query: none,
    answers: { 200: { text: { vi: 'Thủ tục', en: 'The procedure' }, schema: procedureDetail } },
  }),
  createDraft: post({
    route: 'POST /dossiers',
    summary: { vi: 'Lập bản nháp hồ sơ, nhận ô tải tệp', en: 'Begin a filing and get upload slots' },
    by: ['applicant', 'frontDesk', 'portal'],
    path: none,
    query: none,
    body: filing,
    example: filingExample,
    answers: {
      201: { text: { vi: 'Đã lập bản nháp', en: 'The draft' }, schema: createdDraft },
      200: {
        text: {
          vi: 'Mã tham chiếu của đối tác đã có hồ sơ',
          en: 'The partner’s reference stands for this one already',
        },
        schema: z.union([dossierView, knownDraft]),
        etag: true,
      },
    },
    problems: [
      ...(['ROLE_NOT_ALLOWED', 'UNKNOWN_UNIT', 'UNKNOWN_PROCEDURE'] as const),
      ...(['PROCEDURE_NOT_IN_FORCE', 'COMPONENTS_INVALID', 'RELATED_DOSSIER_INVALID'] as const),
      ...(['NOT_TO_BE_SCANNED', 'DUPLICATE_FILE'] as const),
    ],
  }),
  reusablePapers: repeatablePost({
    route: 'POST /reusable-papers',
    summary: {
      vi: 'Tìm giấy tờ đã lưu trữ trước khi yêu cầu nộp lại',
      en: 'The applicant’s archived papers that could be used again',
    },
    by: ['applicant', 'frontDesk', 'portal'],
    path: none,
    query: none,
    body: reusableQuestion,
    example: {
      ...{ unit: filingExample.unit, procedure: filingExample.procedure },
      applicant: { kind: 'organisation', identifier: filingExample.applicant.identifier },
    },
    answers: {
      200: { text: { vi: 'Giấy tờ theo thành phần', en: 'Papers by component' }, schema: reusableAnswer },
    },
    problems: [
      ...(['ROLE_NOT_ALLOWED', 'UNKNOWN_UNIT', 'UNKNOWN_PROCEDURE', 'PROCEDURE_NOT_IN_FORCE'] as const),
    ],
  }),
  submit: post({
    route: 'POST /dossiers/{id}/submit',
    summary: { vi: 'Nộp hồ sơ, cấp mã hồ sơ', en: 'Submit: the draft becomes a dossier with a code' },
    by: ['owner', 'portal', 'unitStaff'],
    path: dossierPath,
    query: none,
    body: none,
    answers: {
      200: { text: { vi: 'Hồ sơ đã nộp', en: 'The dossier' }, schema: dossierView, etag: true },
    },
    problems: [
      ...(['DRAFT_EXPIRED', 'DOCUMENTS_NOT_UPLOADED', 'ILLEGAL_TRANSITION', 'UNKNOWN_PROCEDURE'] as const),
      ...(['PROCEDURE_NOT_IN_FORCE', 'COMPONENTS_INVALID', 'DUE_DATE_UNKNOWN'] as const),
    ],
  }),
  reissueUpload: repeatablePost({
    route: 'POST /dossiers/{id}/documents/{n}/upload',
    summary: {
      vi: 'Cấp lại ô tải tệp; kèm khai báo mới nếu thay tệp bị từ chối',
      en: 'A fresh upload slot; with a new declaration when a refused file is replaced',
    },
    by: ['owner', 'frontDesk', 'portal'],
    path: documentPath,
    query: none,
    // An empty body declares nothing: only the slot is renewed.
    body: z.preprocess(
      (value) => (none.safeParse(value).success ? undefined : value),
      z.strictObject(fileFields).optional(),
    ),
    example: filingExample.components.map(({ component: _, ...file }) => file)[0],
    answers: { 200: { text: { vi: 'Ô tải tệp', en: 'The slot' }, schema: slots } },
    problems: [
      ...(['ROLE_NOT_ALLOWED', 'DELEGATION_INVALID', 'PROCEDURE_OUT_OF_SCOPE', 'DRAFT_EXPIRED'] as const),
      ...(['OWN_DOSSIER', 'DOCUMENT_NOT_REPLACEABLE', 'COMPONENTS_INVALID', 'DUPLICATE_FILE'] as const),
    ],
  }),
  resubmit: command({
    route: 'POST /dossiers/{id}/resubmit',
    summary: { vi: 'Đã thay các tệp bị từ chối', en: 'The refused files have been replaced' },
    command: 'replaceDocuments',
    body: none,
  }),
  accept: command({
    route: 'POST /dossiers/{id}/accept',
    summary: { vi: 'Tiếp nhận hồ sơ (mẫu 01)', en: 'Accept: the clock starts, form 01' },
    command: 'accept',
    body: z.strictObject({
      limitCase: z
        .exactOptional(z.string().max(32))
        .describe('Trường hợp thời hạn của thủ tục, nếu có / the case of the limit, if it has cases'),
      place,
    }),
    example: { limitCase: 'B' },
  }),
  recordNationalId: command({
    route: 'POST /dossiers/{id}/national-id',
    summary: {
      vi: 'Khởi tạo mã định danh quốc gia, hoặc lý do chưa có',
      en: 'The national identifier, or why there is none yet',
    },
    command: 'recordNationalId',
    body: z.strictObject({
      kind: z.enum(['planning', 'project', 'work', 'person']),
      identifier: z.exactOptional(
        z.string().regex(/^[\w./-]{4,64}$/, 'a national identifier: 4 to 64 letters, digits and . - /'),
      ),
      outage: z
        .exactOptional(sentence)
        .describe('Lý do khi hệ thống quốc gia gián đoạn / the reason in an outage'),
    }),
    example: { kind: 'work', identifier: 'VN-H05-2026-000123' },
  }),
  requestSupplement: command({
    route: 'POST /dossiers/{id}/request-supplement',
    summary: {
      vi: 'Yêu cầu bổ sung (mẫu 02), một lần, đủ danh mục',
      en: 'Ask for a supplement, form 02: once, one full list',
    },
    command: 'requestSupplement',
    body: z.strictObject({
      items: z
        .exactOptional(supplementItems)
        .describe(
          'Chỉ khi tiếp nhận; khi thẩm định là danh mục đã đề nghị / at intake only; in review it is the proposed list',
        ),
      contact: z.exactOptional(
        z.strictObject({
          name: line(200),
          phone: z.exactOptional(z.string().regex(/^\+?[0-9 .]{8,16}$/, 'a telephone number')),
        }),
      ),
    }),
    example: { items: [{ component: 'BANVE', reason: 'Thiếu mặt bằng tổng thể' }] },
  }),
  declareSupplement: command({
    route: 'POST /dossiers/{id}/supplement-files',
    summary: { vi: 'Khai các tệp bổ sung, nhận ô tải tệp', en: 'Declare the files of the supplement' },
    command: 'declareSupplement',
    body: z.strictObject({ files: filing.shape.components }),
    example: { files: filingExample.components },
    answers: {
      200: {
        text: { vi: 'Hồ sơ và ô tải tệp', en: 'Dossier and slots' },
        schema: declaredDossier,
        etag: true,
      },
    },
  }),
  supply: command({
    route: 'POST /dossiers/{id}/supply',
    summary: { vi: 'Nộp phần bổ sung', en: 'Hand in the supplement: the pause ends now' },
    command: 'supply',
    body: none,
  }),
  refuse: command({
    route: 'POST /dossiers/{id}/refuse',
    summary: { vi: 'Từ chối tiếp nhận (mẫu 03)', en: 'Refuse at intake, form 03' },
    command: 'refuse',
    body: z.strictObject({ reason: sentence }),
    ...reason,
  }),
  withdraw: command({
    route: 'POST /dossiers/{id}/withdraw',
    summary: { vi: 'Rút hồ sơ', en: 'Withdraw, before a result has been issued' },
    command: 'withdraw',
    body: z.strictObject({ reason: sentence }),
    example: { reason: 'Thay đổi quy mô công trình' },
  }),
};
