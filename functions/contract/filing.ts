import * as z from 'zod';
import { longest } from '../core/archive/metadata.ts';
import { relations } from '../core/dossier/parts.ts';
import { channel, filedBy } from './dossier.ts';
import { day, dossierPath, fileFields, line, subjectField, unitField } from './fields.ts';

/** The body of POST /dossiers, strict: an unknown field is an error, so that a misspelt one is never lost silently. */
const applicant = z.strictObject({
  kind: z.enum(['person', 'organisation']),
  name: line(200),
  identifier: z
    .string()
    .regex(/^[0-9]{9,14}(-[0-9]{3})?$/, 'identity number or tax code: 9 to 14 digits')
    .describe('Số định danh cá nhân hoặc mã số thuế / identity number or tax code'),
  subject: subjectField.describe('Tài khoản định danh điện tử / e-ID account'),
  phone: z
    .string()
    .regex(/^\+?[0-9 .]{8,16}$/, 'a telephone number')
    .optional(),
  email: z.email('an e-mail address').max(200).optional(),
  address: line(300).optional(),
  language: z.enum(['vi', 'en']).optional().describe('Ngôn ngữ thông báo / language of notices'),
});

/** What a paper says of itself; whatever it does not have is left out. */
const issued = z
  .strictObject({
    number: z.exactOptional(line(longest.CodeNumber)).describe('Số của văn bản / its number'),
    notation: z.exactOptional(line(longest.CodeNotation)).describe('Ký hiệu / its notation'),
    date: z.exactOptional(day).describe('Ngày ban hành / the day of its issue'),
    organ: z
      .exactOptional(line(longest.OrganName))
      .describe('Cơ quan, tổ chức ban hành, không ghi tên cá nhân / the office that issued it, no person'),
  })
  .describe('Siêu dữ liệu của giấy tờ, nếu có / what the paper says of itself, where it has it');

export const component = z.strictObject({
  component: z.string().min(1).max(32).describe('Thành phần hồ sơ theo thủ tục / component of the procedure'),
  ...fileFields,
  issued: z.exactOptional(issued),
});

/** A component for which an archived paper of an earlier dossier stands, in place of a file. */
const reused = z.strictObject({
  component: component.shape.component,
  reuse: z
    .strictObject({
      dossier: dossierPath.shape.id.describe('Hồ sơ trước của cùng người nộp / an earlier dossier'),
      document: z.int().min(1).max(999).describe('Số thứ tự của tệp / number of its document'),
    })
    .describe('Tái sử dụng giấy tờ đã lưu trữ, xem POST /reusable-papers / re-use an archived paper'),
});

const reference = z.string().regex(/^[\w.:/-]{1,64}$/, 'letters, digits and . : / _ -');

export const filing = z.strictObject({
  unit: unitField.describe('Đơn vị tiếp nhận / receiving unit'),
  procedure: z.string().min(1).max(32).describe('Mã thủ tục / procedure code'),
  applicant,
  filedBy,
  channel,
  source: z
    .strictObject({ system: reference, reference })
    .optional()
    .describe('Mã của hệ thống đối tác; gửi lại cùng mã thì nhận hồ sơ đã có / a partner’s own reference'),
  related: z
    .exactOptional(z.strictObject({ id: dossierPath.shape.id, relation: z.enum(relations) }))
    .describe('Hồ sơ trước của cùng người nộp / the earlier dossier that this one follows'),
  components: z
    .array(z.union([component, reused]))
    .min(1)
    .max(50),
  shown: z
    .exactOptional(z.array(component.shape.component).min(1).max(50))
    .describe(
      'Giấy tờ không số hóa đã xuất trình, nộp bản giấy tại quầy / papers that are not digitised, seen at the counter',
    ),
});

/** Whose papers are looked for, before they are asked for again; the number stands in the body and never in a URL. */
export const reusableQuestion = z.strictObject({
  unit: unitField.describe('Đơn vị tiếp nhận / receiving unit'),
  procedure: filing.shape.procedure,
  applicant: z.strictObject({
    ...{ kind: applicant.shape.kind, identifier: applicant.shape.identifier },
    subject: z
      .exactOptional(subjectField)
      .describe('Tài khoản; Cổng phải nêu / the account; the portal names it'),
  }),
  cursor: z
    .exactOptional(
      z.string().regex(/^\d{4}-\d{2}-\d{2}#[0-9a-f-]{36}#\d{3}$/, 'take it from `next` of the page before'),
    )
    .describe('`next` của trang trước / of the page before'),
});
export type ReusableBody = z.infer<typeof reusableQuestion>;

export const reusableAnswer = z
  .strictObject({
    procedure: z.string(),
    procedureVersion: z.string(),
    components: z.array(
      z.strictObject({
        component: z.string(),
        name: z.strictObject({ vi: z.string(), en: z.string() }),
        papers: z.array(
          z.strictObject({
            ...{ dossier: z.uuid(), code: z.string(), document: z.int() },
            ...{ component: z.string(), mediaType: z.string() },
            state: z.literal([2, 3]).describe('2 tái sử dụng, 3 từ kết quả / re-used, from a result'),
            since: z.iso.date().describe('Ngày nộp hoặc ngày cấp / the day of filing or issue'),
            validUntil: z.iso.date().optional().describe('Ngày cuối còn giá trị / its last day'),
          }),
        ),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'ReusablePapers', description: 'Giấy tờ có thể tái sử dụng / papers that could be re-used' });

export type FilingBody = z.infer<typeof filing>;
export type ReusedComponent = z.infer<typeof reused>;

/** A complete filing of a building permit. */
export const filingExample = {
  unit: 'SXD-H05',
  procedure: '1.013236',
  applicant: {
    kind: 'organisation',
    name: 'Công ty TNHH Thử Nghiệm',
    identifier: '2300000001',
    subject: 'e-id:citizen-1',
    phone: '0912 345 678',
    email: 'vanphong@example.vn',
  },
  filedBy: 'self',
  channel: 'online',
  components: [
    {
      component: 'DON',
      name: 'Đơn đề nghị cấp giấy phép xây dựng.pdf',
      mediaType: 'application/pdf',
      size: 48213,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
} as const;
