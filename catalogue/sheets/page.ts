import { createHash } from 'node:crypto';
import type { Calendar } from '../../functions/core/calendar/index.ts';
import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { fileNameOf } from '../tools/audit.ts';
import { components } from './components.ts';
import { flowChart } from './flowChart.ts';
import { forms } from './forms.ts';
import { banners, general, titleBlock } from './general.ts';
import { type Content, Html, html } from './html.ts';
import { mark, none, section } from './parts.ts';
import { fees, innerClocks, rules } from './rules.ts';
import { steps } from './steps.ts';
import { style } from './style.ts';
import { type Both, both } from './words.ts';

/** What a sheet is made with besides the procedure. */
export interface SheetContext {
  readonly office: Both;
  readonly calendar: Calendar;
}

/** The process sheet of one version of a procedure: one page of HTML that needs nothing else. */
export function processSheet(procedure: ProcedureData, { office, calendar }: SheetContext): string {
  const chart =
    procedure.steps.length === 0
      ? none(both('Chưa có quy trình nội bộ để vẽ.', 'There is no internal process to draw.'))
      : flowChart(procedure);
  const contents: readonly (readonly [Both, Content])[] = [
    [both('Thông tin chung', 'General'), general(procedure)],
    [both('Thành phần hồ sơ', 'Components'), components(procedure)],
    [both('Lưu đồ', 'Flow chart'), chart],
    [both('Các bước và thời gian', 'Steps and times'), steps(procedure, calendar)],
    [both('Thời hạn bên trong', 'Inner clocks'), innerClocks(procedure)],
    [
      both('Bổ sung, quá hạn, gia hạn, lấy ý kiến', 'Supplement, lapse, extension, consultation'),
      rules(procedure),
    ],
    [both('Biểu mẫu', 'Forms'), forms(procedure)],
    [both('Phí, lệ phí', 'Fees'), fees(procedure)],
    [both('Phê duyệt', 'Approval'), approval],
  ];
  return page(`QT-${procedure.code} ${procedure.name.vi}`, [
    titleBlock(procedure, office),
    banners(procedure),
    contents.map(([title, content], i) => section(i + 1, title, content)),
    footer(procedure),
  ]);
}

/** A whole page around its contents. */
export function page(title: string, body: Content): string {
  return html`${new Html('<!DOCTYPE html>')}
<html lang="vi">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}</body>
</html>
`.markup;
}

const approval = html`<table class="sign"><tbody><tr>
<td>Người lập <span class="also" lang="en">/ Drawn up by</span></td>
<td>Người xem xét <span class="also" lang="en">/ Reviewed by</span></td>
<td>Người phê duyệt <span class="also" lang="en">/ Approved by</span></td>
</tr></tbody></table>
`;

const legend = [
  ['second-hand', 'trích qua văn bản khác'],
  ['commonly-known', 'phổ biến, chưa đối chiếu văn bản'],
  ['interpretation', 'cách hiểu, cần cơ quan xác nhận'],
  ['unsourced', 'phải nhập từ quyết định công bố'],
] as const;

/** Where the sheet comes from, so that a printed copy can be held against the data. */
function footer(procedure: ProcedureData): Html {
  const digest = createHash('sha256').update(JSON.stringify(procedure)).digest('hex').slice(0, 16);
  return html`<footer>
<p>Giá trị không có dấu được đọc trong văn bản <span class="also" lang="en">/ values without a mark were read in the law</span>. ${legend.map(([certainty, meaning], i) => [i === 0 ? undefined : ' · ', mark(certainty), ` ${meaning}`])}.</p>
<p>Sinh từ <span class="code">catalogue/procedures/${fileNameOf(procedure)}</span>, dữ liệu <span class="code">${digest}</span>; không sửa tay. <span class="also" lang="en">/ Generated from the data; not edited by hand.</span></p>
</footer>
`;
}
