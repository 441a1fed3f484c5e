import * as z from 'zod';
import { desks } from '../core/dossier/desk.ts';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { codeStem } from '../core/procedure/index.ts';
import { desk, dossierView, time } from './dossier.ts';
import { moment, placeCursor, stepId } from './fields.ts';

const isId = (text: string) => dossierId(text) !== undefined;
const ids = z
  .string()
  .refine((text) => text.split(',').every(isId), 'ids of dossiers, separated by commas')
  .refine((text) => text.split(',').length <= 10, 'at most 10 dossiers')
  .transform((text): readonly DossierId[] => text.split(',').flatMap((each) => dossierId(each) ?? []));

/** How an inbox is asked for. */
export const inboxQuery = z.strictObject({
  scope: z
    .enum(['mine', 'group', 'unit'])
    .default('group')
    .describe('Của tôi, của nhóm, của đơn vị / what I hold, what waits at a desk, all of the unit'),
  desk: z.enum(desks).optional().describe('Mặc định: vai trò đầu tiên của bạn / by default your first role'),
  step: stepId.optional(),
  procedure: z.string().max(40).transform(codeStem).optional().describe('Mã thủ tục / procedure code'),
  status: z
    .string()
    .regex(/^([1-9]|10)$/, 'a national status, 1 to 10')
    .transform(Number)
    .pipe(z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
    .optional(),
  due: z.enum(['overdue', 'today']).optional().describe('Quá hạn, đến hạn hôm nay / by the local day'),
  before: moment.optional().describe('Đến hạn trước thời điểm này / due before this moment'),
  risk: z
    .literal('true')
    .transform(() => true as const)
    .optional()
    .describe('Có nguy cơ trễ hẹn / at risk of missing the appointed date'),
  free: z
    .literal('true')
    .transform(() => true)
    .optional()
    .describe('Chưa ai nhận / held by nobody'),
  cursor: placeCursor,
  touched: ids
    .optional()
    .describe('Hồ sơ vừa thay đổi, tối đa 10 / dossiers just changed: read consistently and merged in'),
});
export type InboxQuery = z.output<typeof inboxQuery>;

const row = z
  .strictObject({
    ...dossierView.shape,
    minutesLeft: z.int().optional().describe('Phút làm việc còn lại, âm khi quá hạn / working minutes left'),
    atRisk: z.literal(true).optional().describe('Có nguy cơ trễ hẹn / the budgets that remain no longer fit'),
    apologyBy: time
      .optional()
      .describe(
        'Lãnh đạo ký phiếu xin lỗi và hẹn lại (mẫu 04) chậm nhất lúc này / the leader signs form 04 by then',
      ),
    holder: z.string().optional().describe('Người đang giữ / who has the step now'),
    assignee: z.string().optional().describe('Người được phân công / the officer it is assigned to'),
  })
  .meta({ id: 'InboxRow', description: 'Một việc / a row of an inbox' });

export const inboxPage = z
  .strictObject({
    scope: z.enum(['mine', 'group', 'unit']),
    desk: desk.optional(),
    items: z.array(row),
    next: z
      .string()
      .optional()
      .describe('Còn trang sau, kể cả khi trang này ngắn / there is more, even if this page is short'),
  })
  .meta({ id: 'InboxPage', description: 'Một trang việc chờ xử lý / a page of what waits' });

const count = z.int().nonnegative();
export const inboxCounts = z
  .strictObject({
    mine: count,
    group: z.partialRecord(z.enum(desks), count),
    unit: z.partialRecord(z.enum(desks), count).optional(),
    atRisk: count.optional().describe('Hồ sơ có nguy cơ trễ hẹn của đơn vị / of the unit'),
  })
  .meta({ id: 'InboxCounts', description: 'Số việc chờ xử lý / how much waits' });
