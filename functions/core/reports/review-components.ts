import type { ProcedureData } from '../procedure/index.ts';
import type { DossierFacts } from './facts.ts';
import { percentOf } from './percent.ts';
import { isIn, type Period } from './period.ts';
import { both, type Column, type Row, type Table } from './table.ts';

const requirements = {
  required: 'Bắt buộc',
  conditional: 'Có điều kiện',
  'replaced-by-data': 'Thay bằng dữ liệu',
} as const;

const component: Column = { key: 'component', name: both('Thành phần hồ sơ', 'Component'), kind: 'text' };
const requirement: Column = { key: 'requirement', name: both('Yêu cầu', 'Requirement'), kind: 'text' };

/** What was asked for again, and what was handed in at all. */
export const componentTables = (
  own: readonly DossierFacts[],
  period: Period,
  procedure: ProcedureData,
): readonly Table[] => [supplements(own, period, procedure), filings(own, period, procedure)];

const supplements = (own: readonly DossierFacts[], period: Period, { components }: ProcedureData): Table => {
  const requests = own.flatMap((facts) => facts.supplements.filter(({ day }) => isIn(day, period)));
  const rows = components.flatMap(({ id, name, requirement: kind }) => {
    const asked = requests.filter((request) => request.components.includes(id));
    const at = (stage: string) => asked.filter((each) => each.stage === stage).length;
    const row = {
      component: name.vi,
      requirement: requirements[kind],
      intake: at('intake'),
      review: at('review'),
    };
    return asked.length === 0
      ? []
      : [{ ...row, all: asked.length, share: percentOf(asked.length, requests.length) }];
  });
  return {
    ...{ key: 'supplements', title: both('Giấy tờ bị yêu cầu bổ sung', 'Papers asked for again') },
    columns: [
      ...[component, requirement],
      { key: 'intake', name: both('Khi tiếp nhận', 'At intake'), kind: 'count' },
      { key: 'review', name: both('Khi thẩm định', 'In review'), kind: 'count' },
      { key: 'all', name: both('Tổng số lần', 'Times'), kind: 'count' },
      { key: 'share', name: both('Trên số phiếu yêu cầu (%)', 'Of all requests (%)'), kind: 'percent' },
    ],
    rows: rows.toSorted((a, b) => b.all - a.all),
    notes: [
      both(
        `Tổng số phiếu yêu cầu bổ sung trong kỳ: ${requests.length}. Nội dung chỉ nêu tệp, không nêu thành phần, không có trong bảng.`,
        `Requests in the period: ${requests.length}. Points that name a file and no component are not in the table.`,
      ),
    ],
  };
};

const filings = (own: readonly DossierFacts[], period: Period, { components }: ProcedureData): Table => {
  const received = own.filter(({ receivedDay, filed }) => filed !== undefined && isIn(receivedDay, period));
  const rows = components.map(({ id, name, requirement: kind }): Row & { readonly dossiers: number } => {
    const dossiers = received.filter(({ filed = [] }) => filed.includes(id)).length;
    const row = { component: name.vi, requirement: requirements[kind], dossiers };
    return {
      ...row,
      share: percentOf(dossiers, received.length),
      unused: dossiers === 0 ? 'Không ai nộp' : undefined,
    };
  });
  return {
    ...{ key: 'components', title: both('Thành phần hồ sơ được nộp', 'Components handed in') },
    columns: [
      ...[component, requirement],
      { key: 'dossiers', name: both('Số hồ sơ có nộp', 'Dossiers with it'), kind: 'count' },
      { key: 'share', name: both('Tỷ lệ (%)', 'Share (%)'), kind: 'percent' },
      { key: 'unused', name: both('Nhận xét', 'Remark'), kind: 'text' },
    ],
    rows: received.length === 0 ? [] : rows.toSorted((a, b) => a.dossiers - b.dossiers),
  };
};
