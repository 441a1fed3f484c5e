import { percentages } from './percent.ts';
import type { Period } from './period.ts';
import { both, type Column, group, type Report, type Row, type Table } from './table.ts';

/** One line of the form in numbers. */
export interface Line {
  readonly name: string;
  readonly received: { readonly online: number; readonly direct: number; readonly carried: number };
  readonly resolved: { readonly early: number; readonly onTime: number; readonly late: number };
  readonly open: { readonly within: number; readonly late: number };
  /** Of the open ones: the applicant has the next move. */
  readonly suspended: number;
  /** Of the resolved ones: without a result. */
  readonly refused: number;
  readonly withdrawn: number;
  readonly stopped: number;
  /** Of the resolved ones: late against the date that would have held without an apology. */
  readonly lateByOriginal: number;
  readonly apart: number;
}

const total = both('Tổng số', 'Total');
const early = both('Trước hạn', 'Early');
const onTime = both('Đúng hạn', 'On time');
const late = both('Quá hạn', 'Late');
const number: Column = { key: 'n', name: both('STT', 'No.'), kind: 'count' };
const field: Column = { key: 'field', name: both('Lĩnh vực giải quyết', 'Field'), kind: 'text' };

const columns: readonly Column[] = [
  number,
  field,
  ...group(both('Số lượng hồ sơ tiếp nhận', 'Received'), 'count', [
    ['received', total],
    ['online', both('Trực tuyến', 'Online')],
    ['direct', both('Trực tiếp, dịch vụ bưu chính', 'Direct, by post')],
    ['carried', both('Từ kỳ trước', 'Carried over')],
  ]),
  ...group(both('Số lượng hồ sơ đã giải quyết', 'Resolved'), 'count', [
    ['resolved', total],
    ['early', early],
    ['onTime', onTime],
    ['late', late],
  ]),
  ...group(both('Số lượng hồ sơ đang giải quyết', 'In process'), 'count', [
    ['open', total],
    ['within', both('Trong hạn', 'Within time')],
    ['openLate', late],
  ]),
];

const more: readonly Column[] = [
  number,
  field,
  ...group(both('Tỷ lệ trên số đã giải quyết (%)', 'Share of the resolved (%)'), 'percent', [
    ['earlyShare', early],
    ['onTimeShare', onTime],
    ['lateShare', late],
  ]),
  ...group(both('Trong số đã giải quyết', 'Of the resolved'), 'count', [
    ['refused', both('Không tiếp nhận', 'Refused at intake')],
    ['withdrawn', both('Rút hồ sơ', 'Withdrawn')],
    ['stopped', both('Dừng giải quyết', 'Stopped')],
    ['lateByOriginal', both('Quá ngày hẹn đầu tiên', 'Late by the first date')],
  ]),
  ...group(both('Tách riêng', 'Told apart'), 'count', [
    ['suspended', both('Đang giải quyết, chờ người nộp', 'In process, waiting for the applicant')],
    ['apart', both('Rút, dừng: không tính vào biểu', 'Withdrawn, stopped: not in the form')],
  ]),
];

const sum = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((all, each) => all + each, 0);

const row = ({ name, received, resolved, open }: Line): Row => ({
  field: name,
  ...{ received: sum(received), ...received },
  ...{ resolved: sum(resolved), ...resolved },
  ...{ open: sum(open), within: open.within, openLate: open.late },
});

const moreRow = (line: Line): Row => {
  const { early: e, onTime: o, late: l } = line.resolved;
  const isAny = e + o + l > 0;
  const [earlyShare, onTimeShare, lateShare] = isAny ? percentages([e, o, l]) : [];
  const { refused, withdrawn, stopped, lateByOriginal, suspended, apart } = line;
  return {
    ...{ field: line.name, earlyShare, onTimeShare, lateShare },
    ...{ refused, withdrawn, stopped, lateByOriginal, suspended, apart },
  };
};

const table = (
  key: string,
  title: Table['title'],
  { columns: own, of }: { readonly columns: readonly Column[]; readonly of: (line: Line) => Row },
  lines: readonly Line[],
  all: Line,
): Table => ({
  ...{ key, title, columns: own },
  rows: lines.map((line, i) => ({ n: i + 1, ...of(line) })),
  total: of(all),
});

/** The form as TT 01/2020/TT-VPCP lays it out, and beside it what it does not ask for and people do. */
export const bieu06Report = (period: Period, lines: readonly Line[], all: Line): Report => ({
  name: 'bieu-06',
  title: both(
    'Tình hình, kết quả giải quyết thủ tục hành chính',
    'Administrative procedures: dossiers received and resolved',
  ),
  form: '06/VPCP/KSTT',
  ...period,
  tables: [
    table('form', both('Hồ sơ theo lĩnh vực', 'Dossiers by field'), { columns, of: row }, lines, all),
    table(
      'more',
      both('Tỷ lệ và số tách riêng', 'Shares, and what is told apart'),
      { columns: more, of: moreRow },
      lines,
      all,
    ),
  ],
  plots: [
    {
      ...{ kind: 'stacked', table: 'form', label: 'field' },
      title: both('Hồ sơ đã giải quyết theo lĩnh vực', 'Resolved dossiers by field'),
      series: [
        { key: 'early', tone: 'good' },
        { key: 'onTime', tone: 'fair' },
        { key: 'late', tone: 'bad' },
      ],
    },
  ],
  notes: [
    both('Đơn vị tính: số hồ sơ.', 'Unit: dossiers.'),
    both(
      'Trước hạn, đúng hạn, quá hạn: so sánh theo ngày; trong lúc chờ người nộp, thời hạn không chạy.',
      'Early, on time, late: compared by date; while the applicant is waited for, no time limit runs.',
    ),
  ],
});
