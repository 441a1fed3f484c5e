import type { ProcedureData } from '../procedure/index.ts';
import { reviewSteps } from '../procedure/index.ts';
import type { DossierFacts, StepFact } from './facts.ts';
import { roleNames, stepName } from './names.ts';
import { percentages, percentOf } from './percent.ts';
import { isIn, type Period } from './period.ts';
import { componentTables } from './review-components.ts';
import { mean, quantile, tenth } from './stats.ts';
import { INTAKE, RESULT_ENTRY } from './steps.ts';
import { both, type Column, type Report, type Row, type Table } from './table.ts';

/**
 * The review sheet of a procedure: what each step takes against what it is given, what is asked for again and again, what
 * nobody needs: the facts from which a procedure is made simpler (NĐ 63/2010 Đ27-29; NQ 66/NQ-CP 2025 asks for 30% less).
 * `procedure` is the version in force, `all` the facts of its dossiers, whatever version they were received under.
 */
export const reviewSheet = (
  all: readonly DossierFacts[],
  period: Period,
  { procedure, minutesPerDay }: { readonly procedure: ProcedureData; readonly minutesPerDay: number },
): Report => {
  const own = all.filter((facts) => facts.procedure.code === procedure.code);
  return {
    name: 'review-sheet',
    title: both(
      `Phiếu rà soát thủ tục ${procedure.code} ${procedure.name.vi}`,
      `Review of procedure ${procedure.code} ${procedure.name.en}`,
    ),
    ...period,
    tables: [
      outcomes(own, period),
      times(own, period, procedure, minutesPerDay),
      ...componentTables(own, period, procedure),
    ],
    plots: [
      {
        ...{
          kind: 'spread',
          table: 'steps',
          label: 'step',
          low: 'low',
          middle: 'median',
          high: 'high',
          limit: 'budget',
        },
        title: both(
          'Thời gian thực tế và định mức từng bước (ngày làm việc)',
          'Actual and allowed time of each step (working days)',
        ),
      },
      {
        ...{ kind: 'stacked', table: 'supplements', label: 'component' },
        title: both('Giấy tờ bị yêu cầu bổ sung nhiều nhất', 'Papers asked for most'),
        series: [
          { key: 'intake', tone: 'fair' },
          { key: 'review', tone: 'good' },
        ],
      },
    ],
    notes: [
      both(
        'Thời gian là giờ làm việc, không tính lúc chờ người nộp. Mỗi lần hồ sơ vào một bước được tính một lượt.',
        'Times are working time without that for which the applicant was waited. Each stay at a step counts.',
      ),
    ],
  };
};

const outcomeColumns: readonly Column[] = [
  { key: 'measure', name: both('Nội dung', 'What'), kind: 'text' },
  { key: 'count', name: both('Số hồ sơ', 'Dossiers'), kind: 'count' },
  { key: 'share', name: both('Tỷ lệ (%)', 'Share (%)'), kind: 'percent' },
];

const outcomes = (own: readonly DossierFacts[], period: Period): Table => {
  const received = own.filter(({ receivedDay }) => isIn(receivedDay, period));
  const closed = own.filter(({ closing }) => closing !== undefined && isIn(closing.day, period));
  const results = closed.filter(({ closing }) => closing?.how === 'result');
  const by = (outcome: string) => results.filter(({ closing }) => closing?.outcome === outcome).length;
  const counts = [by('early'), by('onTime'), by('late')];
  const shares = results.length === 0 ? [] : percentages(counts);
  const supplemented = received.filter(({ supplements }) => supplements.length > 0).length;
  const row = (measure: string, count: number, share?: number): Row => ({ measure, count, share });
  return {
    ...{ key: 'outcomes', title: both('Kết quả', 'Outcomes'), columns: outcomeColumns },
    rows: [
      row('Hồ sơ nhận trong kỳ', received.length),
      row('Trong đó phải bổ sung', supplemented, percentOf(supplemented, received.length)),
      row('Hồ sơ có kết quả trong kỳ', results.length),
      ...['Trước hạn', 'Đúng hạn', 'Quá hạn'].map((name, i) => row(name, counts[i] ?? 0, shares[i])),
      row('Kết thúc không có kết quả (không tiếp nhận, rút, dừng)', closed.length - results.length),
    ],
  };
};

const timeColumns: readonly Column[] = [
  { key: 'step', name: both('Bước', 'Step'), kind: 'text' },
  { key: 'role', name: both('Người thực hiện', 'Whose'), kind: 'text' },
  { key: 'budget', name: both('Định mức', 'Allowed'), kind: 'decimal' },
  { key: 'stays', name: both('Số lượt', 'Stays'), kind: 'count' },
  { key: 'low', name: both('Nhanh (10%)', '10th percentile'), kind: 'decimal' },
  { key: 'median', name: both('Trung vị', 'Median'), kind: 'decimal' },
  { key: 'mean', name: both('Trung bình', 'Mean'), kind: 'decimal' },
  { key: 'high', name: both('Chậm (90%)', '90th percentile'), kind: 'decimal' },
  { key: 'slack', name: both('Định mức trừ mức chậm', 'Allowed minus 90th percentile'), kind: 'decimal' },
  { key: 'late', name: both('Lượt quá hạn', 'Late'), kind: 'count' },
  { key: 'lateShare', name: both('Quá hạn (%)', 'Late (%)'), kind: 'percent' },
  { key: 'back', name: both('Lượt trả lại', 'Sent back'), kind: 'count' },
];

const times = (
  own: readonly DossierFacts[],
  period: Period,
  procedure: ProcedureData,
  minutesPerDay: number,
): Table => {
  const ended = own.flatMap(({ steps }) =>
    steps.filter(({ to, ended: how }) => how !== 'closed' && to !== undefined && isIn(to, period)),
  );
  const intake = procedure.steps.filter(({ phase }) => phase === 'intake').slice(0, 1);
  const ids = [INTAKE, ...[...intake, ...reviewSteps(procedure)].map(({ id }) => id), RESULT_ENTRY];
  // Steps of an earlier version come last: they are part of what the procedure took.
  const earlier = [...new Set(ended.map(({ id }) => id))].filter((id) => !ids.includes(id));
  const rows = [...ids, ...earlier].map((id) =>
    stepRow(
      stepName(id, procedure.steps),
      ended.filter((step) => step.id === id),
      minutesPerDay,
    ),
  );
  return {
    ...{
      key: 'steps',
      title: both('Thời gian từng bước (ngày làm việc)', 'Time of each step (working days)'),
    },
    columns: timeColumns,
    rows,
    total: whole(own, period, procedure, minutesPerDay),
  };
};

const spreadOf = (minutes: readonly number[], minutesPerDay: number) => {
  const days = minutes.map((each) => each / minutesPerDay);
  return {
    low: tenth(quantile(days, 0.1)),
    median: tenth(quantile(days, 0.5)),
    mean: tenth(mean(days)),
    high: tenth(quantile(days, 0.9)),
  };
};

const stepRow = (name: string, stays: readonly StepFact[], minutesPerDay: number): Row => {
  const spread = spreadOf(
    stays.map(({ minutes }) => minutes),
    minutesPerDay,
  );
  const budget = stays.at(-1)?.budget;
  const allowed = budget === undefined ? undefined : tenth(budget / minutesPerDay);
  const late = stays.filter(({ outcome }) => outcome === 'late').length;
  const role = stays.at(-1)?.role;
  return {
    ...{ step: name, role: role && roleNames[role], budget: allowed, stays: stays.length, ...spread },
    slack: allowed === undefined || spread.high === undefined ? undefined : tenth(allowed - spread.high),
    ...{
      late: budget === undefined ? undefined : late,
      lateShare: budget === undefined ? undefined : percentOf(late, stays.length),
    },
    back: stays.filter(({ ended }) => ended === 'sentBack').length,
  };
};

/** From acceptance to result, against the limit of the law where it is counted in working days. */
const whole = (
  own: readonly DossierFacts[],
  period: Period,
  { limit }: ProcedureData,
  minutesPerDay: number,
): Row => {
  const results = own.filter(({ closing }) => closing?.how === 'result' && isIn(closing.day, period));
  const spread = spreadOf(
    results.map(({ minutes = 0 }) => minutes),
    minutesPerDay,
  );
  const allowed = limit?.unit === 'workingDay' ? limit.amount : undefined;
  const late = results.filter(({ closing }) => closing?.outcome === 'late').length;
  return {
    ...{ step: 'Từ tiếp nhận đến kết quả', budget: allowed, stays: results.length, ...spread },
    slack: allowed === undefined || spread.high === undefined ? undefined : tenth(allowed - spread.high),
    ...{ late, lateShare: percentOf(late, results.length) },
  };
};
