import type { Role } from '../dossier/status.ts';
import type { DossierFacts, StepFact, Visible } from './facts.ts';
import { procedureName, roleNames, stepName } from './names.ts';
import { percentOf } from './percent.ts';
import { isIn, type Period } from './period.ts';
import { groupBy, sum, tenth } from './stats.ts';
import { both, type Column, type Report, type Row, type Table } from './table.ts';

interface Stay {
  readonly facts: DossierFacts;
  readonly step: StepFact;
}

interface Readers {
  readonly visible: Visible;
  /** Names of staff by account. */
  readonly names: ReadonlyMap<string, string>;
  readonly minutesPerDay: number;
}

/**
 * Steps that took longer than the internal process allows, by the person who finished them: for heads only, since it names
 * people. How long a late step had waited before that person had it stands beside, for the person is not to blame for it.
 * Facts as of the end of the period; every dossier counts, only those that the reader may know of are listed.
 */
export const stepLateness = (all: readonly DossierFacts[], period: Period, readers: Readers): Report => {
  const stays = all.flatMap((facts) => facts.steps.map((step) => ({ facts, step })));
  const ended = stays.filter(
    ({ step }) => step.to !== undefined && step.ended !== 'closed' && step.outcome && isIn(step.to, period),
  );
  const late = ended.filter(isLate);
  const open = stays.filter(({ step }) => step.to === undefined && isLate({ step }));
  return {
    name: 'step-lateness',
    title: both('Chậm bước theo người thực hiện', 'Late steps by person'),
    ...period,
    tables: [
      people(ended, readers),
      list('late', both('Các lượt quá hạn đã xong', 'Late steps that are finished'), late, readers),
      list('open', both('Các bước đang quá hạn', 'Steps that are late and not finished'), open, readers),
    ],
    plots: [
      {
        ...{
          kind: 'stacked',
          table: 'people',
          label: 'who',
          title: both('Số lượt theo người', 'Steps by person'),
        },
        series: [
          { key: 'inTime', tone: 'good' },
          { key: 'late', tone: 'bad' },
        ],
      },
    ],
    notes: [
      both(
        'Không tính thời gian chờ người nộp. Thời gian chờ người nhận: phần của lượt quá hạn trước khi người đó có hồ sơ.',
        'Waiting for the applicant is not counted. Waiting for a person: the part of a late step before the person had it.',
      ),
    ],
  };
};

const isLate = ({ step }: Pick<Stay, 'step'>): boolean => step.outcome === 'late';
const over = ({ minutes, budget = 0 }: StepFact): number => Math.max(0, minutes - budget);

const peopleColumns: readonly Column[] = [
  { key: 'who', name: both('Người thực hiện', 'Person'), kind: 'text' },
  { key: 'roles', name: both('Vai trò', 'Role'), kind: 'text' },
  { key: 'done', name: both('Số lượt', 'Steps'), kind: 'count' },
  { key: 'inTime', name: both('Trong hạn', 'In time'), kind: 'count' },
  { key: 'late', name: both('Quá hạn', 'Late'), kind: 'count' },
  { key: 'lateShare', name: both('Quá hạn (%)', 'Late (%)'), kind: 'percent' },
  {
    key: 'over',
    name: both('Tổng thời gian vượt (ngày làm việc)', 'Over, in all (working days)'),
    kind: 'decimal',
  },
  {
    key: 'waited',
    name: both(
      'Trong các lượt quá hạn: chờ người nhận (ngày làm việc)',
      'Of late steps: waiting for the person (working days)',
    ),
    kind: 'decimal',
  },
];

const people = (ended: readonly Stay[], { names, minutesPerDay }: Readers): Table => {
  const rows = [...groupBy(ended, ({ step }) => step.who ?? '')].map(([who, own]): Row & { late: number } => {
    const late = own.filter(isLate);
    const roles = [...new Set(own.map(({ step }) => step.role))];
    return {
      ...{ who: nameOf(who, names), roles: roles.map(roleOf).join(', '), done: own.length },
      ...{
        inTime: own.length - late.length,
        late: late.length,
        lateShare: percentOf(late.length, own.length),
      },
      over: tenth(sum(late.map(({ step }) => over(step))) / minutesPerDay),
      waited: tenth(sum(late.map(({ step }) => step.minutes - step.held)) / minutesPerDay),
    };
  });
  const title = both('Theo người', 'By person');
  return { key: 'people', title, columns: peopleColumns, rows: rows.toSorted((a, b) => b.late - a.late) };
};

const listColumns: readonly Column[] = [
  { key: 'code', name: both('Mã hồ sơ', 'Code'), kind: 'text' },
  { key: 'procedure', name: both('Thủ tục', 'Procedure'), kind: 'text' },
  { key: 'step', name: both('Bước', 'Step'), kind: 'text' },
  { key: 'who', name: both('Người thực hiện', 'Person'), kind: 'text' },
  { key: 'from', name: both('Từ ngày', 'From'), kind: 'day' },
  { key: 'to', name: both('Đến ngày', 'To'), kind: 'day' },
  { key: 'taken', name: both('Thời gian (ngày làm việc)', 'Taken (working days)'), kind: 'decimal' },
  { key: 'budget', name: both('Định mức', 'Allowed'), kind: 'decimal' },
];

const list = (key: string, title: Table['title'], stays: readonly Stay[], readers: Readers): Table => ({
  ...{ key, title, columns: listColumns },
  rows: stays
    .filter(({ facts }) => readers.visible(facts))
    .toSorted((a, b) => over(b.step) - over(a.step))
    .map(({ facts, step }) => ({
      ...{ code: facts.code, procedure: procedureName(facts) },
      step: stepName(step.id, facts.procedure.steps),
      who: nameOf(step.who ?? '', readers.names),
      ...{ from: step.from, to: step.to },
      taken: tenth(step.minutes / readers.minutesPerDay),
      budget: step.budget === undefined ? undefined : tenth(step.budget / readers.minutesPerDay),
    })),
});

const roleOf = (role: Role): string => roleNames[role] ?? role;

const nameOf = (who: string, names: ReadonlyMap<string, string>): string => {
  if (who === '') return 'Chưa ai nhận';
  const name = names.get(who);
  return name === undefined ? who : `${name} (${who})`;
};
