import * as z from 'zod';
import { longest } from '../core/archive/metadata.ts';
import { DB_GAP } from '../core/dossier/look-up.ts';
import { reasonCodes, warningCodes } from '../core/inspection/codes.ts';

/** The documents of a dossier as callers see them. */
/** Dossiers and drafts as callers see them. A field that is not here may not appear in an answer: the tests compare. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const fileReason = z
  .strictObject({
    code: z.enum(reasonCodes),
    detail: z.string(),
    text: z.strictObject({ vi: z.string(), en: z.string() }),
  })
  .meta({ id: 'FileReason', description: 'Vì sao tệp bị từ chối / why a file is refused' });

const text = z.string().optional();
const issued = z
  .strictObject({ number: text, notation: text, date: z.iso.date().optional(), organ: text })
  .meta({
    id: 'Issued',
    description:
      'Số, ký hiệu, ngày và nơi ban hành: theo khai báo, đủ khi đã lưu trữ / as declared, complete once archived',
  });

const limited = (field: keyof typeof longest) => z.string().max(longest[field]);

export const metadata = z
  .strictObject({
    ...{ DocCode: limited('DocCode'), TypeName: limited('TypeName'), CodeNumber: limited('CodeNumber') },
    ...{ CodeNotation: limited('CodeNotation'), IssuedDate: z.iso.date(), OrganName: limited('OrganName') },
    ...{ Subject: limited('Subject'), Language: z.literal('vie'), PageAmount: z.int().optional() },
    Keyword: z.string(),
    Mode: z.enum(['DIGITISED', 'BORN_DIGITAL']).describe('Số hóa từ bản giấy, hoặc tệp điện tử từ đầu'),
    ConfidenceLevel: z.enum(['SIGNED', 'UNSIGNED']).describe('Có chữ ký số (không kiểm chứng) hay không'),
    Format: z.string(),
  })
  .meta({
    id: 'ArchiveMetadata',
    description: 'Siêu dữ liệu lưu trữ bắt buộc / the compulsory metadata of an archived document',
  });

const fileWarning = z
  .strictObject({ code: z.enum(warningCodes), detail: z.string() })
  .meta({ id: 'FileWarning', description: 'Lưu ý, không phải lý do từ chối / a remark, no refusal' });

export const signatures = z
  .array(z.strictObject({ name: z.string().nullable() }))
  .describe('Chữ ký số có trong tệp, không kiểm chứng / digital signatures it carries, not validated');

export const document = z
  .strictObject({
    n: z.int(),
    component: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    sha256,
    issued: issued.optional(),
    verdict: z.enum(['CLEAN', 'REFUSED', 'NONE', 'PENDING']),
    reasons: z.array(fileReason).optional(),
    warnings: z.array(fileWarning).optional(),
    pages: z.int().optional(),
    dpi: z.int().optional().describe('Thấp nhất trong các trang quét / the lowest of the scanned pages'),
    pdfa: z.string().optional().describe('PDF/A mà tệp tự khai, không kiểm chứng / as the file claims'),
    signatures: signatures.optional(),
    archive: z.strictObject({ key: z.string(), versionId: z.string() }).optional(),
    state: z
      .literal([0, 1, 2, 3])
      .describe('0 chưa số hóa, 1 đã số hóa, 2 tái sử dụng, 3 từ kết quả hồ sơ khác / digitised or re-used'),
    gap: z
      .strictObject({ reason: z.literal(DB_GAP), database: z.string() })
      .optional()
      .describe('Phải nộp vì cơ sở dữ liệu thiếu, không do người nộp / asked for as the data is lacking'),
    origin: z
      .strictObject({ dossier: z.uuid(), document: z.int() })
      .optional()
      .describe('Giấy tờ gốc được tái sử dụng / where a re-used paper comes from'),
  })
  .meta({ id: 'Document', description: 'Tệp của hồ sơ và kết quả kiểm tra / a file and what was found' });
