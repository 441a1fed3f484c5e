import * as z from 'zod';
import { fileReason, metadata, sha256, signatures } from './document.ts';
import { time } from './dossier.ts';
import { documentPath, dossierPath } from './fields.ts';
import { filingExample, reusableQuestion } from './filing.ts';
import { get, none, repeatablePost } from './operation.ts';

const version = z.string().describe('Phiên bản trong kho / version in the store');
const measured = { name: z.string(), mediaType: z.string(), size: z.int().describe('Byte'), sha256 };
const row = z
  .strictObject({
    ...{ n: z.int(), component: z.string() },
    state: z
      .enum(['PENDING', 'NONE', 'REFUSED', 'CLEAN', 'ARCHIVED'])
      .describe(
        'PENDING: chưa kiểm tra; NONE: chưa có kết luận quét; chỉ CLEAN và ARCHIVED tải về được / not checked yet; no verdict; only CLEAN and ARCHIVED can be downloaded',
      ),
    reasons: z.array(fileReason).optional(),
    ...measured,
    pages: z.int().optional().describe('Số trang, khi đã đếm được / pages, when counted'),
    version: version.optional(),
    signatures: signatures.optional(),
    metadata: metadata.optional().describe('Khi đã lưu trữ / once it is archived'),
    handedIn: z
      .strictObject({ by: z.string(), at: time })
      .optional()
      .describe('Ai nộp, khi nào / who handed it in, and when'),
  })
  .meta({ id: 'DocumentRow', description: 'Một tài liệu của hồ sơ / a document of the dossier' });
const list = z
  .strictObject({ id: z.uuid(), code: z.string(), documents: z.array(row) })
  .meta({ id: 'Documents', description: 'Các tài liệu của hồ sơ / the documents of a dossier' });
const download = z
  .strictObject({
    n: z.int(),
    ...measured,
    version,
    url: z
      .url()
      .describe(
        'Dùng được trong 60 giây, chỉ cho đúng phiên bản này / good for 60 seconds, for this version alone',
      ),
  })
  .meta({ id: 'Download', description: 'Liên kết tải một tài liệu / a link to one document' });

const known = { id: z.uuid(), code: z.string() };
const awaited = z
  .strictObject(known)
  .meta({ id: 'AwaitedManifest', description: 'Bảng kê đang được lập / the manifest is being written' });
const manifest = z
  .strictObject({
    ...known,
    n: z.int().describe('Lần lập thứ / how many there were'),
    ...{ size: z.int(), sha256, version, url: z.url().describe('60 giây / 60 seconds') },
  })
  .meta({ id: 'Manifest', description: 'Bảng kê lưu trữ dạng JSON / the manifest, as JSON in the archive' });

const by = ['owner', 'unitStaff'] as const;

const question = reusableQuestion.pick({ applicant: true, cursor: true });
export type MyPapersBody = z.infer<typeof question>;

const both = z.strictObject({ vi: z.string(), en: z.string() });
const paper = z
  .strictObject({
    ...{ dossier: z.uuid(), code: z.string(), document: z.int() },
    ...{ kind: z.enum(['paper', 'result']), component: z.string(), name: both.optional() },
    ...{ mediaType: z.string(), size: z.int().describe('Byte'), sha256, version: version.optional() },
    since: z.iso.date().describe('Ngày nộp hoặc ngày cấp / the day of filing or issue'),
    validUntil: z.iso.date().optional().describe('Ngày cuối được tái sử dụng / last day of its re-use'),
    standing: z
      .enum(['good', 'expired', 'corrected'])
      .describe('expired: quá hạn tái sử dụng; corrected: kết quả đã ghi nhận là sai / a wrong result'),
    outcome: z.enum(['granted', 'refused']).optional().describe('Của kết quả / of a result'),
    metadata: metadata.optional(),
    download: z.string().describe('Đường dẫn GET để nhận liên kết 60 giây / GET it for a minute’s link'),
  })
  .meta({ id: 'ArchivedPaper', description: 'Bản điện tử đã lưu trữ / an archived electronic copy' });
const papers = z
  .strictObject({ papers: z.array(paper), next: z.string().optional() })
  .meta({ id: 'MyPapers', description: 'Giấy tờ, kết quả đã lưu trữ / what is archived in one’s name' });

/** Kho lưu trữ: the papers themselves, for those who may have them. */
export const archive = {
  listDocuments: get({
    route: 'GET /dossiers/{id}/documents',
    summary: {
      vi: 'Các tài liệu của hồ sơ: trạng thái, phiên bản, mã băm, ai nộp khi nào',
      en: 'The documents of a dossier: state, version, hash, who handed them in when',
    },
    by: [...by, 'consulted'],
    path: dossierPath,
    query: none,
    answers: { 200: { text: { vi: 'Các tài liệu', en: 'The documents' }, schema: list, etag: true } },
  }),
  downloadDocument: get({
    route: 'GET /dossiers/{id}/documents/{n}/download',
    summary: {
      vi: 'Tải một tài liệu đã lưu trữ; việc xem giấy tờ nhạy cảm được ghi lại',
      en: 'Download an archived document; having a sensitive paper is put on record',
    },
    by: [...by, 'consulted'],
    path: documentPath,
    query: none,
    answers: { 200: { text: { vi: 'Liên kết tải về', en: 'The link' }, schema: download } },
    problems: ['DOCUMENT_NOT_VERIFIED'],
  }),
  myPapers: repeatablePost({
    route: 'POST /my/papers',
    summary: {
      vi: 'Kho dữ liệu điện tử của tổ chức, cá nhân: mọi giấy tờ, kết quả đã lưu trữ của người nộp',
      en: 'Everything archived in the applicant’s name, across dossiers, newest first',
    },
    by: ['applicant', 'portal'],
    path: none,
    query: none,
    body: question,
    example: {
      applicant: { kind: 'organisation', identifier: filingExample.applicant.identifier },
    },
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: papers } },
    problems: ['ROLE_NOT_ALLOWED'],
  }),
  getManifest: get({
    route: 'GET /dossiers/{id}/manifest',
    summary: {
      vi: 'Bảng kê lưu trữ của hồ sơ đã kết thúc: tài liệu, biểu mẫu, kết quả với mã băm và phiên bản',
      en: 'What is kept of a closed dossier: documents, forms, result, with hashes and versions',
    },
    by,
    path: dossierPath,
    query: none,
    answers: {
      200: { text: { vi: 'Liên kết tới bảng kê', en: 'A link to it' }, schema: manifest },
      202: {
        text: { vi: 'Đang lập, hỏi lại sau Retry-After giây', en: 'Not yet: ask again after Retry-After' },
        schema: awaited,
      },
    },
    problems: ['DOSSIER_NOT_CLOSED'],
  }),
};
