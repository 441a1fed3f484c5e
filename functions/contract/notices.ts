import * as z from 'zod';
import { noticeChannels } from '../core/notices/address.ts';
import { noticeKinds } from '../core/notices/kind.ts';
import { time } from './dossier.ts';
import { cursor, dossierPath } from './fields.ts';
import { get, none, post } from './operation.ts';

const seq = z.int().positive().describe('Số thứ tự của sự kiện / seq of the event');
const channel = z.enum(noticeChannels);
const notice = z
  .strictObject({
    seq,
    channel,
    kind: z.enum(noticeKinds),
    status: z.enum(['PENDING', 'SENT', 'FAILED']),
    attempts: z.int().positive(),
    lastError: z.string().optional().describe('Tên lỗi / name of the error'),
    providerId: z.string().optional().describe('Mã của nhà cung cấp / the provider’s id'),
    sentAt: time.optional(),
  })
  .meta({ id: 'Notice', description: 'Một thông báo gửi người nộp / one notice to the applicant' });
const noticePage = z
  .strictObject({ notices: z.array(notice), next: z.string().optional() })
  .meta({ id: 'NoticePage', description: 'Một trang thông báo / a page of notices' });
const redriven = z
  .strictObject({
    requested: z.array(z.strictObject({ dossierId: z.string(), seq, channel })),
    next: z.string().optional(),
  })
  .meta({ id: 'RedrivenNotices', description: 'Các thông báo được gửi lại / what is sent once more' });

/** Thông báo: what the applicant was told. */
export const notices = {
  listNotices: get({
    route: 'GET /dossiers/{id}/notices',
    summary: { vi: 'Các thông báo đã gửi người nộp', en: 'What the applicant was told, and by which way' },
    by: ['owner', 'unitStaff', 'consulted'],
    path: dossierPath,
    query: z.strictObject({
      after: z
        .string()
        .regex(/^\d{6}#(email|sms)$/, 'take `after` from `next` of an earlier page')
        .optional()
        .describe('`next` của trang trước / of the page before'),
    }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: noticePage } },
  }),
  redriveNotices: post({
    route: 'POST /notices/redrive',
    summary: {
      vi: 'Gửi lại các thông báo chưa đến, từng trang',
      en: 'Send undelivered notices of the unit once more, page by page',
    },
    by: ['administrator', 'headOfOneStop'],
    path: none,
    query: z.strictObject({ cursor }),
    body: none,
    answers: { 200: { text: { vi: 'Đã yêu cầu', en: 'What was asked for' }, schema: redriven } },
    problems: ['ROLE_NOT_ALLOWED'],
  }),
};
