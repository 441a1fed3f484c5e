import { inWords } from './period.ts';
import type { Cell, Column, Imprint, Report, Table } from './table.ts';
import { momentText, placesOf } from './text.ts';

/**
 * A report as CSV (RFC 4180) that spreadsheets in Viet Nam open by a double click: with a byte order mark, without which
 * Excel takes UTF-8 for the old code page and spoils every diacritic; and with `;` between cells, since `,` is the decimal
 * sign there: Excel then splits at `;`, and `97,6` stays a number. (A first line `sep=;` would undo the byte order mark.)
 * Tables follow each other, each below its title and an empty line.
 */
export const csvOf = (report: Report, imprint: Imprint): string => {
  const { title, form, from, to } = report;
  const head = [
    [title.vi, ...(form === undefined ? [] : [`Biểu số ${form}`])],
    ['Đơn vị', imprint.unit.name.vi],
    ['Kỳ báo cáo', inWords(from), inWords(to)],
    ['Lập lúc', momentText(imprint.madeAt, imprint.offsetMinutes)],
  ];
  const lines = [
    ...head.map((cells) => cells.map((cell) => quoted(cell))),
    ...report.tables.flatMap(tableLines),
  ];
  return `${BOM}${lines.map((cells) => cells.join(';')).join(END)}${END}`;
};

const BOM = '\uFEFF';
const END = '\r\n';

const tableLines = ({ title, columns, rows, total }: Table): readonly (readonly string[])[] => [
  [],
  [quoted(guarded(title.vi))],
  columns.map(({ name, group }) => quoted(guarded(group ? `${group.vi}: ${name.vi}` : name.vi))),
  ...[...rows, ...(total ? [total] : [])].map((row) =>
    columns.map((column) => cellOf(row[column.key], column)),
  ),
];

const cellOf = (cell: Cell, { kind }: Column): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return cell.toFixed(placesOf(kind)).replace('.', ',');
  return quoted(kind === 'day' ? inWords(cell) : guarded(cell));
};

/**
 * Text that a spreadsheet would run as a formula, or read as a number and so strip of its zeros (`1.012900`), gets an
 * apostrophe, the sign for "this is text". Full-width signs count as well: Excel takes them for the plain ones.
 */
export const guarded = (text: string): string =>
  /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/.test(text) || /^[\d\s.,]*\d[\d\s.,]*$/.test(text)
    ? `'${text}`
    : text;

const quoted = (text: string): string =>
  /[";,\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
