import * as z from 'zod';
import { sha256 } from './document.ts';
import { channel, status, statusName, time } from './dossier.ts';
import { cursor, documentPath } from './fields.ts';
import { get, none } from './operation.ts';

const link = z.url().describe('Dùng được trong 60 giây / good for 60 seconds');
const known = { n: z.int(), form: z.string(), number: z.string() };
const issued = z
  .strictObject(known)
  .meta({ id: 'IssuedForm', description: 'Biểu mẫu đang được in / a form whose sheet is being made' });
const printed = z
  .strictObject({
    ...known,
    sha256: sha256.describe('Của bản PDF / of the PDF'),
    pdf: link,
    html: link,
  })
  .meta({ id: 'PrintedForm', description: 'Biểu mẫu với bản in / a form with links to its sheets' });

const entry = z
  .strictObject({
    ...{ ordinal: z.int(), id: z.uuid(), code: z.string(), procedure: z.string(), applicant: z.string() },
    ...{ address: z.string().optional(), phone: z.string().optional(), agency: z.string() },
    receivedAt: time,
    due: time.describe('Ngày hẹn trả đầu tiên / the first appointed date'),
    ...{ returnedAt: time.optional(), method: channel.optional(), status, statusName },
  })
  .meta({ id: 'BookEntry', description: 'Một dòng sổ theo dõi / a line of the tracking book' });
const field = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, 'a field such as HDXD');
const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11');
const shown = { field, fieldName: z.string(), month };
const entries = z
  .strictObject({ ...shown, entries: z.array(entry), next: z.string().optional() })
  .meta({ id: 'BookPage', description: 'Một trang sổ theo dõi / a page of the tracking book' });
const sheet = z
  .strictObject({ ...shown, rows: z.int(), sha256, pdf: link.optional(), html: link.optional() })
  .meta({ id: 'BookSheet', description: 'Bản in sổ theo dõi / the tracking book as a sheet' });

/** Biểu mẫu (TT 03/2025): what was issued, as sheets, and the tracking book. */
export const forms = {
  getForm: get({
    route: 'GET /dossiers/{id}/forms/{n}',
    summary: { vi: 'Bản in một biểu mẫu của hồ sơ', en: 'The sheets of a form of a dossier' },
    by: ['owner', 'unitStaff', 'consulted'],
    path: documentPath.extend({ n: documentPath.shape.n.describe('Số thứ tự của biểu mẫu / its number') }),
    query: none,
    answers: {
      200: { text: { vi: 'Liên kết tới bản in', en: 'Links to the sheets' }, schema: printed },
      202: {
        text: { vi: 'Đang in, hỏi lại sau Retry-After giây', en: 'Not yet: ask again after Retry-After' },
        schema: issued,
      },
    },
  }),
  book: get({
    route: 'GET /books/07',
    summary: {
      vi: 'Sổ theo dõi hồ sơ (mẫu 07) của một lĩnh vực trong một tháng',
      en: 'The tracking book (form 07) of a field and month',
    },
    by: ['headOfOneStop', 'frontDesk', 'administrator', 'departmentLeader'],
    path: none,
    query: z.strictObject({
      field: field.describe('Lĩnh vực / field'),
      month: month.describe('Tháng / month'),
      format: z.enum(['json', 'pdf', 'html']).default('json'),
      cursor,
    }),
    answers: {
      200: {
        text: { vi: 'Các dòng, hoặc liên kết tới bản in', en: 'Entries, or a link to the sheet' },
        schema: z.union([entries, sheet]),
      },
    },
    problems: ['ROLE_NOT_ALLOWED', 'NOT_FOUND'],
  }),
};
