import type { ProcedureData } from '../procedure/index.ts';
import { countIn, type Landing } from './bieu06.ts';
import type { DossierFacts } from './facts.ts';
import type { Qd766, Qd766Measure } from './indices.ts';
import { isIn, type Period } from './period.ts';
import { isInTime } from './satisfaction.ts';
import { hundredth, mean, sum, tenth } from './stats.ts';
import { both, type Column, type Report, type Row, type Table } from './table.ts';

/** What the items are computed from besides the dossiers. */
export interface Qd766Sources {
  readonly scale: Qd766;
  readonly landing: Landing;
  /** Published versions in force. */
  readonly procedures: readonly ProcedureData[];
  readonly minutesPerDay: number;
}

/** A share as its two counts, or a plain value that has no target. */
type Measured = { readonly part: number; readonly whole: number } | { readonly value: number } | undefined;

/**
 * The items of QĐ 766/QĐ-TTg that this system can compute. An item scores all its points from its target on, below it in
 * proportion. One whose data or whose points are missing says so and is left out of the sum: it never counts as 0.
 */
export const qd766 = (all: readonly DossierFacts[], period: Period, sources: Qd766Sources): Report => {
  const scored = sources.scale.items.map((item) => scoreOf(item, all, period, sources));
  return {
    name: 'qd-766',
    title: both(
      'Chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg): phần tính được',
      'Service index of QĐ 766/QĐ-TTg: what can be computed',
    ),
    ...period,
    tables: [items(scored), groups(scored, sources.scale)],
    plots: [
      {
        ...{
          kind: 'stacked',
          table: 'groups',
          label: 'group',
          title: both('Điểm theo nhóm', 'Points by group'),
        },
        series: [
          { key: 'score', tone: 'good' },
          { key: 'lost', tone: 'bad' },
          { key: 'unknown', tone: 'plain' },
        ],
      },
    ],
    notes: [both(sources.scale.source, 'Source of the scale: see the Vietnamese note.')],
  };
};

interface Scored {
  readonly item: Qd766['items'][number];
  readonly measured: Measured;
  readonly ratio?: number;
  readonly score?: number;
}

const scoreOf = (
  item: Scored['item'],
  all: readonly DossierFacts[],
  period: Period,
  sources: Qd766Sources,
): Scored => {
  const measured = item.measure && measure(item.measure, all, period, sources);
  if (!measured || !('part' in measured) || measured.whole === 0) return { item, measured };
  const ratio = (measured.part / measured.whole) * 100;
  if (item.points === undefined) return { item, measured, ratio };
  return {
    item,
    measured,
    ratio,
    score: ratio >= item.target ? item.points : (ratio * item.points) / item.target,
  };
};

const measure = (
  what: Qd766Measure,
  all: readonly DossierFacts[],
  period: Period,
  sources: Qd766Sources,
): Measured => {
  const counted = all
    .map((facts) => countIn(facts, period, sources.landing))
    .filter(({ received }) => received);
  const received = all.filter(({ receivedDay }) => isIn(receivedDay, period));
  const results = all.filter(({ closing }) => closing?.how === 'result' && isIn(closing.day, period));
  const share = <T>(whole: readonly T[], is: (each: T) => boolean) => ({
    part: whole.filter(is).length,
    whole: whole.length,
  });
  switch (what) {
    case 'inTime':
      return share(counted, ({ resolved, open }) => resolved !== 'late' && open !== 'late');
    case 'averageDays': {
      const minutes = mean(results.map((each) => each.minutes ?? 0));
      return minutes === undefined ? undefined : { value: minutes / sources.minutesPerDay };
    }
    case 'onlineProcedures':
      return share(
        sources.procedures,
        ({ onlineLevel }) => onlineLevel === 'full' || onlineLevel === 'partial',
      );
    case 'onlineDossiers':
      return share(received, ({ channel }) => channel === 'online');
    case 'fullyOnlineDossiers':
      return share(
        received.filter(({ procedure }) => procedure.onlineLevel === 'full'),
        ({ channel }) => channel === 'online',
      );
    case 'electronicResults':
      return share(results, ({ archivedResult }) => archivedResult);
    case 'digitised':
      return share(results, ({ archivedResult, archivedFiling }) => archivedResult && archivedFiling);
    case 'paidOnline': {
      const paid = all.filter(({ payments }) =>
        payments.some(({ paidDay }) => paidDay && isIn(paidDay, period)),
      );
      return share(paid, ({ payments }) => payments.some(({ method }) => method === 'online'));
    }
    case 'reused':
      return share(received, ({ reused }) => reused > 0);
    case 'complaintsInTime': {
      const complaints = all.flatMap((facts) => facts.complaints);
      const due = complaints.filter(({ dueDay, answeredDay }) => isIn(answeredDay ?? dueDay, period));
      return share(due, isInTime);
    }
    case 'satisfied':
      return share(
        counted,
        ({ facts, resolved }) =>
          resolved !== 'late' && !facts.complaints.some(({ upheld }) => upheld !== false),
      );
  }
};

const itemColumns: readonly Column[] = [
  { key: 'id', name: both('Mục', 'Item'), kind: 'text' },
  { key: 'name', name: both('Chỉ số', 'Index'), kind: 'text' },
  { key: 'formula', name: both('Cách tính', 'Formula'), kind: 'text' },
  { key: 'part', name: both('Tử số', 'Part'), kind: 'count' },
  { key: 'whole', name: both('Mẫu số', 'Whole'), kind: 'count' },
  { key: 'ratio', name: both('Tỷ lệ (%)', 'Ratio (%)'), kind: 'percent' },
  { key: 'target', name: both('Mức đạt điểm tối đa (%)', 'Target (%)'), kind: 'percent' },
  { key: 'points', name: both('Điểm tối đa', 'Points'), kind: 'score' },
  { key: 'score', name: both('Điểm', 'Score'), kind: 'score' },
  { key: 'remark', name: both('Ghi chú', 'Remark'), kind: 'text' },
];

const items = (scored: readonly Scored[]): Table => ({
  ...{ key: 'items', title: both('Các chỉ số', 'Items'), columns: itemColumns },
  rows: scored.map(({ item, measured, ratio, score }): Row => {
    const counts = measured && 'part' in measured ? { part: measured.part, whole: measured.whole } : {};
    return {
      ...{ id: `Mục ${item.id}`, name: item.name.vi, formula: item.formula.vi, ...counts },
      ...{
        ratio: tenth(ratio),
        target: item.points === undefined ? undefined : item.target,
        points: item.points,
        score,
      },
      remark: remarkOf({ item, measured, ...(score !== undefined && { score }) }),
    };
  }),
  total: {
    name: 'Tổng các chỉ số có điểm',
    points: sum(scored.flatMap(({ item, score }) => (score === undefined ? [] : (item.points ?? 0)))),
    score: hundredth(sum(scored.flatMap(({ score }) => score ?? []))),
  },
});

const certain = {
  text: '',
  'second-hand': 'điểm theo nguồn gián tiếp',
  interpretation: 'điểm suy luận',
  'commonly-known': 'điểm chưa đối chiếu',
  unsourced: 'chưa có thang điểm',
};

const remarkOf = ({ item, measured, score }: Scored): string => {
  if (item.missing) return `Chưa có dữ liệu, không tính vào tổng: ${item.missing.vi}`;
  if (measured && 'value' in measured) return `${measured.value.toFixed(1).replace('.', ',')} ngày làm việc`;
  if (!measured || measured.whole === 0) return 'Không phát sinh trong kỳ, không tính vào tổng';
  return score === undefined ? 'Chưa có thang điểm, không tính vào tổng' : certain[item.pointsCertainty];
};

const groups = (scored: readonly Scored[], scale: Qd766): Table => {
  const rows = scale.groups.map(({ id, name, points }) => {
    const own = scored.filter(({ item }) => item.group === id);
    const known = sum(own.flatMap(({ item, score }) => (score === undefined ? [] : (item.points ?? 0))));
    const score = hundredth(sum(own.flatMap((each) => each.score ?? [])));
    return {
      group: name.vi,
      points,
      known,
      score,
      lost: hundredth(known - score),
      unknown: Math.max(0, points - known),
    };
  });
  const all = (key: 'points' | 'known' | 'score' | 'lost' | 'unknown') =>
    hundredth(sum(rows.map((row) => row[key])));
  return {
    ...{ key: 'groups', title: both('Theo nhóm', 'By group'), rows },
    columns: [
      { key: 'group', name: both('Nhóm', 'Group'), kind: 'text' },
      { key: 'points', name: both('Điểm tối đa', 'Points'), kind: 'score' },
      {
        key: 'known',
        name: both('Điểm tối đa của phần tính được', 'Points of what is scored'),
        kind: 'score',
      },
      { key: 'score', name: both('Điểm đạt', 'Score'), kind: 'score' },
      { key: 'lost', name: both('Điểm mất', 'Lost'), kind: 'score' },
      { key: 'unknown', name: both('Chưa tính được', 'Not scored'), kind: 'score' },
    ],
    total: {
      group: 'Tổng cộng',
      points: all('points'),
      known: all('known'),
      score: all('score'),
      lost: all('lost'),
      unknown: all('unknown'),
    },
  };
};
