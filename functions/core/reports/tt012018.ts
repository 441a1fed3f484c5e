import type { ProcedureData } from '../procedure/index.ts';
import type { DossierFacts } from './facts.ts';
import type { Tt012018 } from './indices.ts';
import { isIn, type Period } from './period.ts';
import { isInTime } from './satisfaction.ts';
import { groupBy, hundredth, mean, sum, tenth } from './stats.ts';
import { INTAKE, RESULT_ENTRY } from './steps.ts';
import { both, type Report, type Row, type Table } from './table.ts';

/** What the indices are computed from besides the dossiers. */
export interface Tt012018Sources {
  readonly scale: Tt012018;
  /** Published versions in force. */
  readonly procedures: readonly ProcedureData[];
  /** Names of staff by account; absent: officers are not told apart, for readers who see numbers and not people. */
  readonly names?: ReadonlyMap<string, string>;
}

type Index = Tt012018['indices'][number];

/**
 * The indices of TT 01/2018/TT-VPCP Đ13-15 over the dossiers whose result was entered in the period: of the unit, and of
 * each officer who worked on them. An index whose data is missing is dropped and says so.
 */
export const tt012018 = (all: readonly DossierFacts[], period: Period, sources: Tt012018Sources): Report => {
  const results = all.filter(({ closing }) => closing?.how === 'result' && isIn(closing.day, period));
  return {
    name: 'tt-01-2018',
    title: both(
      'Đánh giá việc giải quyết thủ tục hành chính (TT 01/2018/TT-VPCP)',
      'Evaluation by TT 01/2018/TT-VPCP',
    ),
    ...period,
    tables: [
      unitTable(all, results, period, sources),
      ...(sources.names ? [officers(results, sources, sources.names)] : []),
    ],
    plots: [
      {
        ...{
          kind: 'stacked',
          table: 'unit',
          label: 'name',
          title: both('Điểm từng chỉ số', 'Score of each index'),
        },
        series: [{ key: 'score', tone: 'plain' }],
      },
    ],
    notes: [both(sources.scale.source, 'Source of the scale: see the Vietnamese note.')],
  };
};

/** Points of one dossier; undefined where the index is not one of single dossiers. */
const pointsOf = (index: Index, facts: DossierFacts): number | undefined => {
  switch (index.measure) {
    case 'totalTime':
      return facts.closing && index.points[facts.closing.outcome];
    case 'unitTime': {
      const outcome = worstOf(facts);
      return outcome && index.points[outcome];
    }
    case 'attitude':
      // A complaint that was refuted does not count (Đ14).
      if (facts.complaints.some(({ upheld }) => upheld !== false)) return index.points.complaint;
      return facts.closing && index.points[facts.closing.outcome];
    case 'contacts': {
      const { none, once, more } = index.points;
      return [none, once][facts.supplements.length] ?? more;
    }
    default:
      return undefined;
  }
};

/** Each unit that took part, with the agencies that were asked, by its own time: the dossier stands as the slowest of them. */
const worstOf = ({ steps, consultations }: DossierFacts) => {
  const own = steps.filter(({ id, budget }) => budget !== undefined && id !== INTAKE && id !== RESULT_ENTRY);
  if (own.length === 0) return undefined;
  const units = [...groupBy(own, ({ role }) => role).values()].map((stays) => ({
    minutes: sum(stays.map(({ minutes }) => minutes)),
    budget: sum(stays.map(({ budget = 0 }) => budget)),
  }));
  if (consultations.some(({ late }) => late) || units.some(({ minutes, budget }) => minutes > budget))
    return 'late';
  return units.every(({ minutes, budget }) => minutes < budget) ? 'early' : 'onTime';
};

/** Points of the whole unit, or why there are none. */
const unitPoints = (
  index: Index,
  all: readonly DossierFacts[],
  period: Period,
  { procedures }: Tt012018Sources,
): number | string => {
  switch (index.measure) {
    case 'oneStopProcedures': {
      const onSpot = procedures.filter(({ onSpotLevel }) => onSpotLevel !== 'NONE').length;
      return byBand(index.bands, onSpot, procedures.length);
    }
    case 'complaintsAnswered': {
      const due = all
        .flatMap(({ complaints }) => complaints)
        .filter((each) => isIn(each.answeredDay ?? each.dueDay, period));
      return byBand(index.bands, due.filter(isInTime).length, due.length);
    }
    case 'onlineDossiers': {
      const received = all.filter(({ receivedDay }) => isIn(receivedDay, period));
      const online = received.filter(({ channel }) => channel === 'online');
      const isLate = online.some(({ closing }) => closing?.outcome === 'late');
      return isLate ? index.whenLate : byBand(index.bands, online.length, received.length);
    }
    case 'none':
      return `Chưa có dữ liệu, bỏ chỉ số: ${index.missing.vi}`;
    default:
      return 'Không có hồ sơ trong kỳ, bỏ chỉ số';
  }
};

const byBand = (
  bands: readonly { atLeast: number; points: number }[],
  part: number,
  whole: number,
): number | string => {
  if (whole === 0) return 'Không phát sinh trong kỳ, bỏ chỉ số';
  const band = bands.find(({ atLeast }) => part * 100 >= atLeast * whole);
  return band?.points ?? `Tỷ lệ ${part}/${whole}: chưa có thang điểm cho mức này, bỏ chỉ số`;
};

/** The mean of an index over dossiers, one decimal; undefined where it has none. */
const meanOf = (index: Index, results: readonly DossierFacts[]): number | undefined =>
  tenth(mean(results.flatMap((facts) => pointsOf(index, facts) ?? [])));

const unitTable = (
  all: readonly DossierFacts[],
  results: readonly DossierFacts[],
  period: Period,
  sources: Tt012018Sources,
): Table => {
  const { scale } = sources;
  const rows = scale.indices.map((index): Row & { readonly score: number | undefined } => {
    const own = meanOf(index, results) ?? unitPoints(index, all, period, sources);
    const remark =
      typeof own === 'string' ? own : index.certainty === 'text' ? undefined : 'thang điểm chưa đối chiếu';
    return {
      n: `Chỉ số ${index.n}`,
      name: index.name.vi,
      score: typeof own === 'number' ? own : undefined,
      remark,
    };
  });
  const scores = rows.flatMap(({ score }) => score ?? []);
  return {
    ...{
      key: 'unit',
      title: both(
        `Đơn vị (${results.length} hồ sơ có kết quả)`,
        `The unit (${results.length} dossiers with a result)`,
      ),
      rows,
    },
    columns: [
      { key: 'n', name: both('Chỉ số', 'Index'), kind: 'text' },
      { key: 'name', name: both('Nội dung', 'What'), kind: 'text' },
      { key: 'score', name: both('Điểm', 'Score'), kind: 'decimal' },
      { key: 'remark', name: both('Ghi chú', 'Remark'), kind: 'text' },
    ],
    total: {
      n: 'Tổng',
      name: graded(scores, scale.indices.length, scale, scale.unit.grades),
      score: tenth(sum(scores)),
    },
    notes: [
      both(
        'Điểm mỗi chỉ số là trung bình của các hồ sơ; chỉ số thiếu dữ liệu được bỏ ra, không tính là 0.',
        'An index is the mean of its dossiers; one without data is dropped, not counted as 0.',
      ),
    ],
  };
};

/** The grade, and what it is read from when indices are missing. */
const graded = (
  scores: readonly number[],
  wanted: number,
  { whenDropped }: Tt012018,
  grades: Tt012018['unit']['grades'],
): string => {
  if (scores.length === 0) return 'Không xếp loại';
  const total = whenDropped === 'scale' ? hundredth((sum(scores) * wanted) / scores.length) : sum(scores);
  const grade = grades.find(({ atLeast }) => total >= atLeast)?.name.vi ?? 'Không xếp loại';
  if (scores.length === wanted) return grade;
  const how = whenDropped === 'scale' ? `, quy đổi ${total.toFixed(1).replace('.', ',')} điểm` : '';
  return `${grade} (${scores.length}/${wanted} chỉ số${how})`;
};

const officers = (
  results: readonly DossierFacts[],
  { scale }: Tt012018Sources,
  names: ReadonlyMap<string, string>,
): Table => {
  const work = results.flatMap((facts) => {
    const people = facts.steps.flatMap(({ who, ended, role }) =>
      who !== undefined && ended === 'done' && role !== 'frontDesk' ? [who] : [],
    );
    return [...new Set(people)].map((who) => ({ who, facts }));
  });
  const indices = scale.indices.filter(
    ({ n, measure }) => scale.officer.indices.includes(n) && measure !== 'none',
  );
  const rows = [...groupBy(work, ({ who }) => who)].map(([who, own]) => {
    const dossiers = own.map(({ facts }) => facts);
    const scores = indices.map((index) => [`i${index.n}`, meanOf(index, dossiers)] as const);
    const known = scores.flatMap(([, score]) => score ?? []);
    const name = names.get(who);
    return {
      ...{
        who: name === undefined ? who : `${name} (${who})`,
        dossiers: own.length,
        ...Object.fromEntries(scores),
      },
      ...{
        total: tenth(sum(known)),
        grade: graded(known, scale.officer.indices.length, scale, scale.officer.grades),
      },
    };
  });
  return {
    ...{ key: 'officers', title: both('Cán bộ, công chức', 'Officers') },
    columns: [
      { key: 'who', name: both('Người thực hiện', 'Person'), kind: 'text' },
      { key: 'dossiers', name: both('Số hồ sơ', 'Dossiers'), kind: 'count' },
      ...indices.map(({ n }) => ({
        key: `i${n}`,
        name: both(`Chỉ số ${n}`, `Index ${n}`),
        kind: 'decimal' as const,
      })),
      { key: 'total', name: both('Tổng', 'Total'), kind: 'decimal' },
      { key: 'grade', name: both('Mức hoàn thành', 'Grade'), kind: 'text' },
    ],
    rows: rows.toSorted((a, b) => b.dossiers - a.dossiers),
  };
};
