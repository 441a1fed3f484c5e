import * as z from 'zod';
import { calendarSchema } from '../core/calendar/index.ts';
import { procedureSchema } from '../core/procedure/index.ts';
import { time } from './dossier.ts';
import { calendarPath, cursor, day, procedureVersionPath, sentence } from './fields.ts';
import { get, none, post } from './operation.ts';

const confirm = z.string().regex(/^[0-9a-f]{64}$/, 'the `confirm` of the preview');
const edition = { id: z.string(), version: z.string() };
const next = z.string().optional().describe('`cursor` của trang sau / of the next page');
const draft = z.literal('draft');
const published = z.literal('published');

const calendarDraft = z
  .strictObject({ ...edition, status: draft, replaces: z.string() })
  .meta({ id: 'CalendarDraft' });
const pair = z.strictObject({ old: time, new: time });
const dayChange = z.strictObject({
  date: day,
  change: z.enum(['off', 'worked', 'hours']),
  name: z.string().optional(),
  decision: z.string().optional(),
});
const of = { dossier: z.uuid(), code: z.string(), procedure: z.string() };
const move = z.strictObject({
  ...of,
  kind: z.string(),
  calendar: z.string(),
  due: pair,
  provisional: z.strictObject({ old: z.boolean(), new: z.boolean() }),
  reminder: pair.optional(),
  step: pair.optional(),
  days: z.array(dayChange),
});
const calendarPreview = z
  .strictObject({
    ...edition,
    status: z.enum(['draft', 'published']),
    replaces: z.string().optional(),
    content: z.string(),
    confirm,
    looked: z.int(),
    moves: z.array(z.union([move, z.strictObject({ ...of, problem: z.string() })])),
    next,
  })
  .meta({ id: 'CalendarPreview', description: 'Những hạn sẽ thay đổi / the dates that would move' });
const publishedCalendar = z
  .strictObject({ ...edition, status: published, replaces: z.string().optional(), publishedAt: time })
  .meta({ id: 'PublishedCalendar' });
const appliedCalendar = z
  .strictObject({
    ...edition,
    looked: z.int(),
    moved: z.int(),
    problems: z.array(z.strictObject({ code: z.string(), problem: z.string() })),
    settledFrom: time
      .optional()
      .describe('Chạy lại sau thời điểm này để không sót / apply again after this to miss nothing'),
    next,
  })
  .meta({ id: 'AppliedCalendar' });
const version = { code: z.string(), version: z.string() };
const procedureDraft = z.strictObject({ ...version, status: draft }).meta({ id: 'ProcedureDraft' });
const publishedProcedure = z
  .strictObject({
    ...version,
    status: published,
    effective: procedureSchema.shape.effective,
    closed: z.strictObject({ version: z.string(), to: day }).optional(),
  })
  .meta({ id: 'PublishedProcedure' });
const count = z.int().nonnegative();
const appliedTransition = z
  .strictObject({ ...version, refused: count, stopped: count, waiting: count, next })
  .meta({ id: 'AppliedTransition' });

const admin = { by: ['administrator'] } as const;
const page = z.strictObject({ cursor });
const refusals = ['ROLE_NOT_ALLOWED', 'NOT_FOUND'] as const;

/** Lịch và thủ tục: the law as published data. */
export const catalogue = {
  fileCalendar: post({
    route: 'POST /calendars',
    summary: { vi: 'Lập bản nháp lịch làm việc', en: 'File a calendar version as a draft' },
    ...admin,
    path: none,
    query: none,
    body: calendarSchema,
    answers: { 201: { text: { vi: 'Bản nháp', en: 'The draft' }, schema: calendarDraft } },
    problems: [...refusals, 'CALENDAR_INVALID', 'VERSION_EXISTS'],
  }),
  previewCalendar: get({
    route: 'GET /calendars/{id}/{version}/preview',
    summary: { vi: 'Xem trước các hạn sẽ thay đổi', en: 'Which dates a calendar version would move' },
    ...admin,
    path: calendarPath,
    query: page,
    answers: { 200: { text: { vi: 'Xem trước', en: 'The preview' }, schema: calendarPreview } },
    problems: [...refusals, 'CALENDAR_SUPERSEDED'],
  }),
  publishCalendar: post({
    route: 'POST /calendars/{id}/{version}/publish',
    summary: { vi: 'Công bố lịch đã xem trước', en: 'Put a previewed calendar into force' },
    ...admin,
    path: calendarPath,
    query: none,
    body: z.strictObject({ confirm }),
    example: { confirm: '0'.repeat(64) },
    answers: { 200: { text: { vi: 'Đã công bố', en: 'Published' }, schema: publishedCalendar } },
    problems: [...refusals, 'CONFIRMATION_WRONG', 'CALENDAR_SUPERSEDED'],
  }),
  applyCalendar: post({
    route: 'POST /calendars/{id}/{version}/apply',
    summary: {
      vi: 'Tính lại hạn các hồ sơ đang mở, từng trang',
      en: 'Count open dossiers by the calendar in force, page by page',
    },
    ...admin,
    path: calendarPath,
    query: page,
    body: none,
    answers: { 200: { text: { vi: 'Kết quả', en: 'What was done' }, schema: appliedCalendar } },
    problems: [...refusals, 'CALENDAR_NOT_IN_FORCE'],
  }),
  fileProcedure: post({
    route: 'POST /procedures',
    summary: { vi: 'Lập bản nháp phiên bản thủ tục', en: 'File a procedure version as a draft' },
    ...admin,
    path: none,
    query: none,
    body: procedureSchema,
    answers: { 201: { text: { vi: 'Bản nháp', en: 'The draft' }, schema: procedureDraft } },
    problems: [...refusals, 'PROCEDURE_INVALID', 'VERSION_EXISTS'],
  }),
  publishProcedure: post({
    route: 'POST /procedures/{code}/versions/{version}/publish',
    summary: {
      vi: 'Công bố phiên bản thủ tục từ một ngày',
      en: 'Put a procedure version into force from a day',
    },
    ...admin,
    path: procedureVersionPath,
    query: none,
    body: z.strictObject({ effectiveFrom: day }),
    example: { effectiveFrom: '2027-01-01' },
    answers: { 200: { text: { vi: 'Đã công bố', en: 'Published' }, schema: publishedProcedure } },
    problems: [...refusals, 'PROCEDURE_INVALID', 'VERSION_PUBLISHED', 'CONCURRENT_CHANGE'],
  }),
  applyTransition: post({
    route: 'POST /procedures/{code}/versions/{version}/apply',
    summary: {
      vi: 'Dừng và trả các hồ sơ của phiên bản hết hiệu lực, từng trang',
      en: 'Stop and return the open dossiers of a version that has ended, page by page',
    },
    ...admin,
    path: procedureVersionPath,
    query: page,
    body: z.strictObject({ legalBasis: sentence }),
    example: { legalBasis: 'NĐ 217/2026/NĐ-CP Đ76' },
    answers: { 200: { text: { vi: 'Kết quả', en: 'What was done' }, schema: appliedTransition } },
    problems: [...refusals, 'TRANSITION_NOT_DUE'],
  }),
};
