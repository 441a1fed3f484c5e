import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { fileNameOf } from '../tools/audit.ts';
import { html } from './html.ts';
import { page, processSheet, type SheetContext } from './page.ts';
import { inline, mark, table, two } from './parts.ts';
import { both, limitText, number } from './words.ts';

/** A file of the process sheets. */
export interface SheetFile {
  readonly name: string;
  readonly text: string;
}

/** The process sheets of these versions, with the page that lists them. */
export function sheetFiles(versions: readonly ProcedureData[], context: SheetContext): SheetFile[] {
  return [
    { name: 'index.html', text: listOf(versions, context) },
    ...versions.map((version) => ({
      name: fileNameOf(version, 'html'),
      text: processSheet(version, context),
    })),
  ];
}

function listOf(versions: readonly ProcedureData[], { office }: SheetContext): string {
  const title = both('Quy trình giải quyết thủ tục hành chính', 'Process sheets');
  return page(`${title.vi} - ${office.vi}`, [
    html`<h1>${title.vi}</h1><span class="en" lang="en">${title.en}</span>
<p>${inline(office)}</p>
`,
    table(
      'index',
      [
        both('Mã hiệu', 'No.'),
        both('Thủ tục', 'Procedure'),
        both('Lĩnh vực', 'Field'),
        both('Thời hạn', 'Limit'),
        both('Tổng các bước', 'Sum of the steps'),
        both('Tình trạng', 'Status'),
      ],
      versions.map((version) => [
        html`<a class="code" href="${fileNameOf(version, 'html')}">QT-${version.code}</a> v${version.version}`,
        two(version.name),
        two(version.field.name),
        version.limit === undefined ? mark('unsourced') : two(limitText(version.limit)),
        version.steps.length === 0
          ? ''
          : `${number(version.steps.reduce((sum, step) => sum + step.days, 0))} ngày`,
        statusOf(version),
      ]),
    ),
  ]);
}

function statusOf({ status, closedReason }: ProcedureData) {
  if (closedReason !== undefined) return two(both('Đã bãi bỏ', 'Closed'));
  return status === 'draft' ? html`<b>${two(both('DỰ THẢO', 'DRAFT'))}</b>` : two(both('Áp dụng', 'In use'));
}
