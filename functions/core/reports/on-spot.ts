import type { DossierFacts, Visible } from './facts.ts';
import { procedureName } from './names.ts';
import { percentages, percentOf } from './percent.ts';
import { isIn, type Period } from './period.ts';
import { groupBy } from './stats.ts';
import { both, type Report, type Table } from './table.ts';

/** Why a delivered dossier does not count as done on the spot (rule R16), or at which level it does. */
const kinds = {
  '5': both('Đạt "5 tại chỗ"', 'All five acts at the counter'),
  '4': both('Đạt "4 tại chỗ" (không đóng dấu tại chỗ)', 'Four acts at the counter, without the stamp'),
  notListed: both('Thủ tục không thuộc danh mục tại chỗ', 'The procedure is not on the list'),
  notBegun: both(
    'Thuộc danh mục, không nhận tại quầy để giải quyết tại chỗ',
    'On the list, not begun at the counter',
  ),
  elsewhere: both('Bắt đầu tại chỗ, có việc làm ở nơi khác', 'Begun there, an act was done elsewhere'),
  anotherDay: both('Bắt đầu tại chỗ, không xong trong ngày', 'Begun there, not finished on the day'),
  incomplete: both('Bắt đầu tại chỗ, thiếu một việc tại quầy', 'Begun there, an act is missing'),
} as const;

type Kind = keyof typeof kinds;
const isCounted = (kind: Kind): boolean => kind === '4' || kind === '5';

const kindOf = ({ onSpot, procedure }: DossierFacts): Kind => {
  if (!onSpot) return procedure.onSpotLevel === 'NONE' ? 'notListed' : 'notBegun';
  if (onSpot.counts === '4' || onSpot.counts === '5') return onSpot.counts;
  return onSpot.broken?.why ?? 'incomplete';
};

/** "5 tại chỗ": the share of the dossiers delivered in the period, the reasons of the others, and which ones count. */
export const onSpot = (
  all: readonly DossierFacts[],
  period: Period,
  { visible }: { readonly visible: Visible },
): Report => {
  const delivered = all.filter(
    ({ deliveredDay }) => deliveredDay !== undefined && isIn(deliveredDay, period),
  );
  const counted = delivered.filter((facts) => isCounted(kindOf(facts)));
  const listed = counted.filter(visible).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return {
    name: 'on-spot',
    title: both('Hồ sơ giải quyết tại chỗ ("5 tại chỗ", "4 tại chỗ")', 'Dossiers done on the spot'),
    ...period,
    tables: [
      reasons(delivered),
      procedures(delivered),
      {
        ...{ key: 'list', title: both('Hồ sơ được tính', 'Dossiers that count') },
        columns: [
          { key: 'code', name: both('Mã hồ sơ', 'Code'), kind: 'text' },
          { key: 'procedure', name: both('Thủ tục', 'Procedure'), kind: 'text' },
          { key: 'day', name: both('Ngày', 'Day'), kind: 'day' },
          { key: 'level', name: both('Mức', 'Level'), kind: 'text' },
        ],
        rows: listed.map((facts) => ({
          ...{ code: facts.code, procedure: procedureName(facts), day: facts.onSpot?.day },
          level: `${facts.onSpot?.counts ?? ''} tại chỗ`,
        })),
      },
    ],
    plots: [
      {
        ...{
          kind: 'stacked',
          table: 'reasons',
          label: 'kind',
          title: both('Hồ sơ đã trả kết quả', 'Delivered dossiers'),
        },
        series: [{ key: 'count', tone: 'plain' }],
      },
    ],
    notes: [],
  };
};

const reasons = (delivered: readonly DossierFacts[]): Table => {
  const byKind = groupBy(delivered, kindOf);
  const all: readonly Kind[] = ['5', '4', 'notListed', 'notBegun', 'elsewhere', 'anotherDay', 'incomplete'];
  const counts = all.map((kind) => byKind.get(kind)?.length ?? 0);
  const shares = percentages(counts);
  return {
    ...{ key: 'reasons', title: both('Hồ sơ đã trả kết quả trong kỳ', 'Dossiers delivered in the period') },
    columns: [
      { key: 'kind', name: both('Nội dung', 'What'), kind: 'text' },
      { key: 'count', name: both('Số hồ sơ', 'Dossiers'), kind: 'count' },
      { key: 'share', name: both('Tỷ lệ (%)', 'Share (%)'), kind: 'percent' },
    ],
    rows:
      delivered.length === 0
        ? []
        : all.map((kind, i) => ({ kind: kinds[kind].vi, count: counts[i], share: shares[i] })),
    total: { kind: 'Tổng cộng', count: delivered.length, share: 100 },
  };
};

const procedures = (delivered: readonly DossierFacts[]): Table => {
  const rows = [...groupBy(delivered, procedureName)].flatMap(([procedure, own]) => {
    const counted = own.filter((facts) => isCounted(kindOf(facts))).length;
    const isListed = own.some((facts) => facts.procedure.onSpotLevel !== 'NONE');
    return isListed
      ? [{ procedure, delivered: own.length, counted, share: percentOf(counted, own.length) }]
      : [];
  });
  return {
    ...{ key: 'procedures', title: both('Theo thủ tục thuộc danh mục', 'By procedure on the list') },
    columns: [
      { key: 'procedure', name: both('Thủ tục', 'Procedure'), kind: 'text' },
      { key: 'delivered', name: both('Đã trả kết quả', 'Delivered'), kind: 'count' },
      { key: 'counted', name: both('Tại chỗ', 'On the spot'), kind: 'count' },
      { key: 'share', name: both('Tỷ lệ (%)', 'Share (%)'), kind: 'percent' },
    ],
    rows: rows.toSorted((a, b) => b.counted - a.counted),
  };
};
