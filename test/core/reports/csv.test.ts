import { expect, test } from 'vitest';
import { csvOf, guarded } from '../../../functions/core/reports/csv.ts';
import { both, type Cell, type Imprint, type Report } from '../../../functions/core/reports/table.ts';
import { parseCsv } from './parse-csv.ts';

const imprint: Imprint = {
  unit: { id: 'SXD-H05', name: both('Sở Xây dựng tỉnh Bắc Ninh', 'Department of Construction') },
  madeAt: Date.UTC(2026, 10, 30, 1, 5),
  offsetMinutes: 420,
};
const reportOf = (...names: readonly Cell[]): Report => ({
  ...{ name: 'test', title: both('Thử; nghiệm', 'Test'), from: '2026-11-01', to: '2026-11-30' },
  tables: [
    {
      ...{ key: 'a', title: both('Bảng', 'Table') },
      columns: [
        { key: 'name', name: both('Họ "và" tên', 'Name'), kind: 'text' },
        { key: 'count', name: both('Số', 'Count'), kind: 'count', group: both('Nhóm', 'Group') },
        { key: 'share', name: both('Tỷ lệ', 'Share'), kind: 'percent' },
        { key: 'day', name: both('Ngày', 'Day'), kind: 'day' },
      ],
      rows: names.map((name, i) => ({ name, count: 1000 * i, share: 97.6, day: '2026-11-23' })),
    },
  ],
  ...{ plots: [], notes: [] },
});

test('a spreadsheet in Viet Nam opens it: byte order mark, semicolons, decimal commas, local dates', () => {
  const text = csvOf(reportOf('Nguyễn Thị Thu Hường'), imprint);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect([...Buffer.from(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text.slice(1).split('\r\n')).toEqual([
    '"Thử; nghiệm"',
    'Đơn vị;Sở Xây dựng tỉnh Bắc Ninh',
    'Kỳ báo cáo;01/11/2026;30/11/2026',
    'Lập lúc;08:05 30/11/2026',
    '',
    'Bảng',
    '"Họ ""và"" tên";Nhóm: Số;Tỷ lệ;Ngày',
    'Nguyễn Thị Thu Hường;0;97,6;23/11/2026',
    '',
  ]);
});

const names = [
  'Đỗ Quỳnh Như; "Út"',
  'Trần\r\nVăn Ổn',
  ' đầu và cuối ',
  '=HYPERLINK("http://x.vn";"bấm")',
  '+84912345678',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  '1.012900',
  '012345678901',
  "O'Neil",
  'Công ty TNHH A, B & C',
];

test('whatever stands in a cell comes out of an independent parser as it went in, formulas and numbers as text', () => {
  const rows = parseCsv(csvOf(reportOf(...names), imprint));
  const read = rows.slice(7).map(([name]) => name);
  const guardedNames = [
    '=HYPERLINK("http://x.vn";"bấm")',
    '+84912345678',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '＝1+1',
  ];
  const numbers = ['1.012900', '012345678901'];
  expect(read).toEqual(
    names.map((name) => ([...guardedNames, ...numbers].includes(name) ? `'${name}` : name)),
  );
  expect(rows.slice(7).every((cells) => cells.length === 4)).toBe(true);
});

test.each(['Nguyễn Văn A', '000.00.NN.H05-261102-0001', '3 tháng', 'a=b', '1.013236 Cấp giấy phép', ''])(
  '%s is left alone',
  (plain) => expect(guarded(plain)).toBe(plain),
);

test('a number that is not known is an empty cell, never 0', () => {
  const rows = parseCsv(csvOf(reportOf(undefined, 5), imprint));
  expect(rows.slice(7).map(([name]) => name)).toEqual(['', '5']);
});
