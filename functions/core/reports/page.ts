import { escapeHtml as e } from '../forms/html/escape.ts';
import { pageStyle } from './page-style.ts';
import { inWords } from './period.ts';
import { plotOf } from './plots.ts';
import type { Both, Column, Imprint, Report, Row, Table } from './table.ts';
import { cellText, momentText } from './text.ts';

/**
 * A report as one page to look at and to print, without scripts or anything from elsewhere; every text is escaped here. Its
 * style is one element and no attribute, so that a browser can be told to apply exactly that one.
 */
export const pageOf = (
  report: Report,
  imprint: Imprint,
): { readonly html: string; readonly style: string } => {
  const { title, tables, notes } = report;
  const pictures = report.plots.flatMap((plot, i) => {
    const table = tables.find(({ key }) => key === plot.table);
    const drawn = table && plotOf(plot, table, `plot-${i + 1}`);
    return drawn === undefined
      ? []
      : [`<figure><figcaption>${inline(plot.title)}</figcaption>${drawn}</figure>`];
  });
  const html = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(`${title.vi}, ${inWords(report.from)} – ${inWords(report.to)}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${head(report, imprint)}
${tables.map((each) => section(each, tables.length > 1)).join('\n')}
${pictures.join('\n')}
${notes.length === 0 ? '' : `<div class="notes">${notes.map((note) => `<p>${inline(note)}</p>`).join('')}</div>`}
${signatures}
</main>
</body>
</html>
`;
  return { html, style: pageStyle };
};

const inline = ({ vi, en }: Both): string => `${e(vi)} <span class="en" lang="en">${e(en)}</span>`;

const head = (
  { title, form, from, to }: Report,
  { unit, madeAt, offsetMinutes }: Imprint,
): string => `<header>
<div class="head"><div>${unit.superior === undefined ? '' : `<p>${e(unit.superior)}</p>`}<p class="rule"><b>${e(unit.name.vi)}</b></p></div>
<div>${form === undefined ? '' : `<p class="form">Biểu số ${e(form)}</p>`}</div>
<div><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p><p class="rule"><b>Độc lập - Tự do - Hạnh phúc</b></p></div></div>
<h1>${inline(title)}</h1>
<p class="period">Từ ngày ${inWords(from)} đến ngày ${inWords(to)}; lập lúc ${momentText(madeAt, offsetMinutes)}</p>
</header>`;

const section = ({ title, columns, rows, total, notes = [] }: Table, hasTitle: boolean): string => {
  const heading = hasTitle ? `<h2>${inline(title)}</h2>` : '';
  const below = notes.map((note) => `<p class="below">${inline(note)}</p>`).join('');
  if (rows.length === 0) {
    return `<section>${heading}<p class="empty">Không có hồ sơ nào. <span class="en" lang="en">Nothing to list.</span></p>${below}</section>`;
  }
  const foot = total ? `<tfoot>${rowHtml(total, columns)}</tfoot>` : '';
  return `<section>${heading}<table><thead>${headRows(columns)}</thead><tbody>
${rows.map((row) => rowHtml(row, columns)).join('\n')}
</tbody>${foot}</table>${below}</section>`;
};

const rowHtml = (row: Row, columns: readonly Column[]): string =>
  `<tr>${columns.map(({ key, kind }) => `<td class="${kind}">${e(cellText(row[key], kind))}</td>`).join('')}</tr>`;

/** Neighbours of one group stand below one heading. */
const headRows = (columns: readonly Column[]): string => {
  const isGrouped = columns.some(({ group }) => group !== undefined);
  if (!isGrouped)
    return `<tr>${columns.map(({ name }) => `<th scope="col">${inline(name)}</th>`).join('')}</tr>`;
  const upper = columns.map(({ name, group }, i) => {
    if (group === undefined) return `<th scope="col" rowspan="2">${inline(name)}</th>`;
    if (columns[i - 1]?.group === group) return '';
    const end = columns.findIndex((each, j) => j > i && each.group !== group);
    return `<th scope="colgroup" colspan="${(end === -1 ? columns.length : end) - i}">${inline(group)}</th>`;
  });
  const lower = columns.map(({ name, group }) =>
    group === undefined ? '' : `<th scope="col">${inline(name)}</th>`,
  );
  return `<tr>${upper.join('')}</tr><tr>${lower.join('')}</tr>`;
};

const signatures = `<div class="sign"><div><p><b>NGƯỜI LẬP BIỂU</b></p><p><i>(Ký, ghi rõ họ tên)</i></p><div class="space"></div></div>
<div><p><b>THỦ TRƯỞNG ĐƠN VỊ</b></p><p><i>(Ký, ghi rõ họ tên, đóng dấu)</i></p><div class="space"></div></div></div>`;
