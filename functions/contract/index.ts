import { alerts } from './alerts.ts';
import { archive } from './archive.ts';
import { catalogue } from './catalogue.ts';
import { docs } from './docs.ts';
import { forms } from './forms.ts';
import { intake } from './intake.ts';
import { notices } from './notices.ts';
import type { Operation, Text } from './operation.ts';
import { reports } from './reports.ts';
import { returning } from './return.ts';
import { review } from './review.ts';
import { staff } from './staff.ts';

/** A bounded context: its folder under `functions`, its title, its operations by operationId. */
export interface Context {
  readonly name: string;
  readonly title: Text;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** THE contract: every operation of the API. Requests are validated by it, the document and its page are made of it. */
export const contract: readonly Context[] = [
  { name: 'intake', title: { vi: 'Tiếp nhận', en: 'Intake' }, operations: intake },
  { name: 'review', title: { vi: 'Thẩm định', en: 'Review' }, operations: review },
  { name: 'return', title: { vi: 'Trả kết quả', en: 'Return' }, operations: returning },
  {
    name: 'notices',
    title: { vi: 'Thông báo, cảnh báo', en: 'Notices and alerts' },
    operations: { ...notices, ...alerts },
  },
  { name: 'reports', title: { vi: 'Tra cứu và thống kê', en: 'Reports' }, operations: reports },
  { name: 'forms', title: { vi: 'Biểu mẫu', en: 'Forms' }, operations: forms },
  { name: 'archive', title: { vi: 'Kho lưu trữ', en: 'Archive' }, operations: archive },
  { name: 'staff', title: { vi: 'Cán bộ', en: 'Staff' }, operations: staff },
  { name: 'catalogue', title: { vi: 'Lịch và thủ tục', en: 'Catalogue' }, operations: catalogue },
  { name: 'docs', title: { vi: 'Tài liệu', en: 'Documentation' }, operations: docs },
];
