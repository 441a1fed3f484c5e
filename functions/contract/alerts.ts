import * as z from 'zod';
import { officeRoles } from '../core/alerts/digest/sections.ts';
import { severities } from '../core/alerts/rules.ts';
import { desk, time } from './dossier.ts';
import { cursor, unitField } from './fields.ts';
import { get, none } from './operation.ts';

const alert = z
  .strictObject({
    dossierId: z.string(),
    code: z.string(),
    procedure: z.string(),
    stage: z.string().describe('Giai đoạn, như SILENT_BREACH, OVERDUE_3 / the stage'),
    version: z.int(),
    severity: z.enum(severities),
    at: time.describe('Lúc phát cảnh báo / when it was raised'),
    due: time.describe('Thời hạn liên quan / the date it is about'),
    waitsFor: desk.optional(),
    state: z.enum(['open', 'acknowledged']),
    deliveredAt: time.optional().describe('Đã gửi, riêng hoặc trong bản tổng hợp / by itself or in a digest'),
    collapsedAt: time
      .optional()
      .describe('Gộp vì có quá nhiều / left to list and digest, there were too many'),
    runbook: z.string().describe('Mục hướng dẫn / the entry of the runbook'),
  })
  .meta({ id: 'Alert', description: 'Một cảnh báo / an alert' });
const alertPage = z
  .strictObject({ unit: z.string(), alerts: z.array(alert), next: z.string().optional() })
  .meta({
    id: 'AlertPage',
    description: 'Một trang cảnh báo; trang ngắn vẫn có thể còn `next` / a page; a short one may have a next',
  });

/** Cảnh báo: what the office was alerted of. */
export const alerts = {
  listAlerts: get({
    route: 'GET /alerts',
    summary: {
      vi: 'Cảnh báo của đơn vị, mới nhất trước',
      en: 'The alerts of a unit, open or acknowledged, the newest first',
    },
    by: officeRoles,
    path: none,
    query: z.strictObject({
      unit: unitField,
      state: z.enum(['open', 'acknowledged']).optional(),
      cursor,
    }),
    answers: { 200: { text: { vi: 'Một trang', en: 'A page' }, schema: alertPage } },
    problems: ['ROLE_NOT_ALLOWED', 'STAFF_INACTIVE', 'NOT_FOUND'],
  }),
};
