import * as z from 'zod';
import { voidReasons } from '../core/dossier/parts.ts';
import { heads } from '../core/dossier/transition.ts';
import { transitions } from '../core/dossier/transitions.ts';
import { periodPattern } from '../core/reports/period.ts';
import { reportNames } from '../core/reports/readers.ts';
import { decimals } from '../core/reports/table.ts';
import { dossierDetail, draftView, status, time } from './dossier.ts';
import { cursor, day, dossierPath, unitField } from './fields.ts';
import { inboxCounts, inboxPage, inboxQuery } from './inbox.ts';
import { metricsAnswer, metricsList, metricsListQuery, metricsQuery } from './metrics.ts';
import { get, none } from './operation.ts';
import { timerPage } from './timers.ts';

const types = new Set(['submitted', ...Object.values(transitions).map(({ event }) => event)]);
const event = z
  .strictObject({
    seq: z.int(),
    at: time,
    type: z.enum([...types]),
    actor: z.strictObject({
      ...{ kind: z.enum(['applicant', 'staff', 'system']), subject: z.string() },
      delegation: z.string().optional().describe('Làm theo ủy quyền / by which delegation'),
    }),
    data: z.record(z.string(), z.unknown()).describe('Tùy loại sự kiện / depends on the type'),
    words: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'Lời viết của cán bộ, người nộp / what people wrote, by the item named in the data; for staff',
      ),
    hash: z.string().describe('Nối với sự kiện trước / chained to the event before'),
  })
  .meta({ id: 'Event', description: 'Một sự kiện trong nhật ký / one line of the log' });
const eventPage = z
  .strictObject({ events: z.array(event), next: z.int().optional() })
  .meta({ id: 'EventPage', description: 'Một trang nhật ký / a page of the log' });

const text = z.strictObject({ vi: z.string(), en: z.string() });
const progress = z
  .strictObject({
    code: z.string(),
    status,
    statusName: z.string(),
    progressPercent: z.int().min(0).max(100),
    dueAt: time.optional().describe('Ngày hẹn trả / the appointed date'),
    paused: text.optional().describe('Vì sao tạm dừng / why the clock stands still'),
    replyBy: time.optional().describe('Hạn của người nộp / by when the applicant is to act'),
  })
  .meta({ id: 'Progress', description: 'Tiến độ, không có dữ liệu cá nhân / progress and nothing else' });

const whom = z.string().optional().describe('Thiếu nếu hồ sơ hạn chế / absent: a restricted dossier');
const registerPage = z
  .strictObject({
    ...{ unit: z.string(), year: z.int(), notation: z.string() },
    lines: z.array(
      z.strictObject({
        ...{ value: z.int(), number: z.string(), kind: z.enum(['granted', 'refused']) },
        at: time,
        ...{ signer: whom, code: whom, procedure: whom },
        void: z.enum(voidReasons).optional().describe('Số không dùng / drawn and never used'),
      }),
    ),
    next: z.int().optional(),
  })
  .meta({ id: 'ResultRegister', description: 'Một trang sổ cấp kết quả / a page of the register' });

const whose = ['owner', 'unitStaff', 'consulted'] as const;

const label = z.strictObject({ vi: z.string(), en: z.string() });
const column = z.strictObject({
  ...{ key: z.string(), name: label, group: label.optional() },
  kind: z.enum(['text', 'day', ...Object.keys(decimals)]),
});
const row = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Theo khóa của cột / by column key');
const reportTable = z.strictObject({
  ...{ key: z.string(), title: label, columns: z.array(column), rows: z.array(row) },
  ...{ total: row.optional(), notes: z.array(label).optional() },
});
const madeReport = z
  .strictObject({
    ...{ report: z.enum(reportNames), title: label, form: z.string().optional(), unit: z.string() },
    ...{ from: day, to: day, madeAt: time, tables: z.array(reportTable), notes: z.array(label) },
  })
  .meta({ id: 'Report', description: 'Báo cáo dưới dạng bảng / a report as tables' });

/** Tra cứu và thống kê: everything that only looks. */
export const reports = {
  track: get({
    route: 'GET /track/{token}',
    summary: { vi: 'Tra cứu tiến độ bằng mã tra cứu', en: 'Progress, by the random tracking token' },
    by: 'public',
    path: z.strictObject({ token: z.string().regex(/^[\w-]{22}$/) }),
    query: none,
    answers: { 200: { text: { vi: 'Tiến độ', en: 'Progress' }, schema: progress } },
  }),
  getDossier: get({
    route: 'GET /dossiers/{id}',
    summary: { vi: 'Hồ sơ với tệp và biểu mẫu', en: 'A dossier with its files and forms' },
    by: whose,
    path: dossierPath,
    query: none,
    answers: {
      200: {
        text: { vi: 'Hồ sơ, hoặc bản nháp', en: 'The dossier, or the draft' },
        schema: z.union([dossierDetail, draftView]),
        etag: true,
      },
    },
  }),
  listEvents: get({
    route: 'GET /dossiers/{id}/events',
    summary: { vi: 'Nhật ký hồ sơ', en: 'The log of a dossier' },
    by: whose,
    path: dossierPath,
    query: z.strictObject({
      after: z.coerce.number().int().nonnegative().default(0).describe('Sau số thứ tự này / after this seq'),
    }),
    answers: { 200: { text: { vi: 'Nhật ký', en: 'The log' }, schema: eventPage } },
  }),
  inbox: get({
    route: 'GET /inbox',
    summary: {
      vi: 'Việc chờ xử lý, hạn gần nhất trước',
      en: 'What waits for me, a desk or the unit, nearest deadline first',
    },
    by: ['unitStaff'],
    path: none,
    query: inboxQuery,
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: inboxPage } },
    problems: ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE', 'NOT_FOUND'],
  }),
  inboxCounts: get({
    route: 'GET /inbox/counts',
    summary: { vi: 'Số việc chờ xử lý', en: 'How much waits: mine, my desks, the unit' },
    by: ['unitStaff'],
    path: none,
    query: none,
    answers: { 200: { text: { vi: 'Số lượng', en: 'The counts' }, schema: inboxCounts } },
    problems: ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE', 'NOT_FOUND'],
  }),
  timers: get({
    route: 'GET /timers',
    summary: {
      vi: 'Sổ mốc thời gian của các hồ sơ đang giải quyết',
      en: 'What is armed for every open dossier of the unit, for when, from which version of its deadline',
    },
    by: heads,
    path: none,
    query: z.strictObject({ cursor }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: timerPage } },
    problems: ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE', 'NOT_FOUND', 'VALIDATION_FAILED'],
  }),
  register: get({
    route: 'GET /register',
    summary: { vi: 'Sổ cấp kết quả', en: 'The register of results, in the order of its numbers' },
    by: ['clerk', 'headOfOneStop', 'departmentLeader', 'reportViewer', 'administrator'],
    path: none,
    query: z.strictObject({
      year: z
        .string()
        .regex(/^20\d{2}$/, 'a year')
        .transform(Number),
      notation: z.string().min(1).max(20),
      after: z.exactOptional(
        z
          .string()
          .regex(/^\d{1,8}$/, '`next` of an earlier page')
          .transform(Number),
      ),
    }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: registerPage } },
    problems: ['ROLE_NOT_ALLOWED', 'NOT_FOUND'],
  }),
  unitReport: get({
    route: 'GET /reports/{name}',
    summary: {
      vi: 'Báo cáo của đơn vị: Biểu số 06, rà soát thủ tục, đến hạn, chậm bước, tại chỗ, hài lòng, QĐ 766, TT 01/2018',
      en: 'A report of the unit, as data, as a sheet for a spreadsheet, or as a page to print',
    },
    by: [...heads, 'reportViewer'],
    path: z.strictObject({ name: z.enum(reportNames) }),
    query: z
      .strictObject({
        unit: unitField,
        period: z
          .exactOptional(
            z.string().regex(periodPattern, 'a period such as 2026-11, 2026-Q4, 2026-6M, 2026-9M, 2026'),
          )
          .describe('Kỳ báo cáo, theo ngày chốt của đơn vị / by the closing day of the unit'),
        ...{ from: z.exactOptional(day), to: z.exactOptional(day) },
        procedure: z
          .exactOptional(z.string().regex(/^[\dL]\.\d{6}$/, 'a code such as 1.013236'))
          .describe('Chỉ hồ sơ của thủ tục này; bắt buộc với review-sheet / required for review-sheet'),
        format: z.enum(['json', 'csv', 'html']).default('json'),
      })
      .refine(({ period, from, to }) => (period === undefined) === (from !== undefined && to !== undefined), {
        path: ['period'],
        message: 'either `period`, or `from` and `to`',
      })
      .refine(({ from = '', to = '' }) => from <= to, {
        path: ['to'],
        message: 'must not lie before `from`',
      }),
    answers: {
      200: {
        text: { vi: 'Báo cáo', en: 'The report' },
        schema: madeReport,
        also: { 'text/csv': z.string(), 'text/html': z.string() },
      },
    },
    problems: [
      'ROLE_NOT_ALLOWED',
      'NOT_FOUND',
      'UNKNOWN_PROCEDURE',
      'REPORT_TOO_LONG',
      'REPORT_INCONSISTENT',
    ],
  }),
  metrics: get({
    route: 'GET /metrics',
    summary: { vi: 'Số liệu của đơn vị theo ngày', en: 'Numbers of a unit between two local days' },
    by: ['unitStaff'],
    path: none,
    query: metricsQuery,
    answers: { 200: { text: { vi: 'Số liệu', en: 'The numbers' }, schema: metricsAnswer } },
    problems: ['NOT_FOUND'],
  }),
  metricsDossiers: get({
    route: 'GET /metrics/dossiers',
    summary: { vi: 'Các hồ sơ của một số liệu', en: 'The dossiers behind a number' },
    by: ['unitStaff'],
    path: none,
    query: metricsListQuery,
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: metricsList } },
    problems: ['NOT_FOUND'],
  }),
};
