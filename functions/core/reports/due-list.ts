import { type Calendar, type LocalDate, parseDate, workingDaysBetween } from '../calendar/index.ts';
import { type Status, statusNames } from '../dossier/status.ts';
import { type Day, plusDays } from './days.ts';
import type { DossierFacts, Visible } from './facts.ts';
import { procedureName, roleNames, stepName } from './names.ts';
import { inWords, type Period } from './period.ts';
import { both, type Column, type Report, type Row, type Table } from './table.ts';

interface DueReaders {
  readonly calendar: Calendar;
  readonly visible: Visible;
  /** Names of staff by account. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * What is due from one day to another, and what is overdue before it: the weekly list. The facts are as of the first day, or
 * of now where that is earlier; whoever waits for the applicant is counted apart, since no promise of the office runs.
 */
export const dueList = (all: readonly DossierFacts[], period: Period, readers: DueReaders): Report => {
  const { visible } = readers;
  const open = all.filter(({ closing }) => closing === undefined);
  const waiting = open.filter(({ pausedSince }) => pausedSince !== undefined);
  const running = open.filter(({ pausedSince, dueDay }) => pausedSince === undefined && dueDay <= period.to);
  const listed = running
    .filter(visible)
    .toSorted((a, b) => compare(a.dueDay, b.dueDay) || compare(a.code, b.code));
  return {
    name: 'due-list',
    title: both('Hồ sơ đến hạn và quá hạn', 'Dossiers due and overdue'),
    ...period,
    tables: [
      summary(running, waiting.length, period),
      {
        ...{ key: 'list', title: both('Danh sách', 'List') },
        columns,
        rows: listed.map((facts) => rowOf(facts, period.from, readers)),
      },
    ],
    plots: [
      {
        ...{
          kind: 'stacked',
          table: 'summary',
          label: 'day',
          title: both('Hồ sơ theo ngày đến hạn', 'Dossiers by due day'),
        },
        series: [
          { key: 'result', tone: 'plain' },
          { key: 'answer', tone: 'fair' },
          { key: 'overdue', tone: 'bad' },
        ],
      },
    ],
    notes:
      listed.length === running.length
        ? []
        : [
            both(
              'Bảng tổng hợp gồm cả hồ sơ mà người xem không được biết tên; danh sách không có các hồ sơ đó.',
              'The summary counts dossiers that the reader may not know by name; the list leaves them out.',
            ),
          ],
  };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const summary = (running: readonly DossierFacts[], waiting: number, { from, to }: Period): Table => {
  const rows: Row[] = [];
  const overdue = running.filter(({ dueDay }) => dueDay < from).length;
  rows.push({ day: `Quá hạn trước ${inWords(from)}`, result: 0, answer: 0, overdue, all: overdue });
  for (let day = from; day <= to && rows.length <= MOST_DAYS; day = plusDays(day, 1)) {
    const due = running.filter(({ dueDay }) => dueDay === day);
    const answer = due.filter(({ dueKind }) => dueKind === 'INTAKE_ANSWER').length;
    if (due.length > 0)
      rows.push({ day: inWords(day), result: due.length - answer, answer, overdue: 0, all: due.length });
  }
  return {
    ...{ key: 'summary', title: both('Tổng hợp', 'Summary'), rows },
    columns: [
      { key: 'day', name: both('Ngày đến hạn', 'Due day'), kind: 'text' },
      { key: 'result', name: both('Trả kết quả', 'Result due'), kind: 'count' },
      { key: 'answer', name: both('Trả lời tiếp nhận', 'Answer due'), kind: 'count' },
      { key: 'overdue', name: both('Quá hạn', 'Overdue'), kind: 'count' },
      { key: 'all', name: both('Tổng số', 'All'), kind: 'count' },
    ],
    total: {
      day: 'Tổng cộng',
      ...Object.fromEntries(
        ['result', 'answer', 'overdue', 'all'].map((key) => [
          key,
          rows.reduce((sum, row) => sum + Number(row[key]), 0),
        ]),
      ),
    },
    notes: [
      both(
        `Ngoài ra ${waiting} hồ sơ đang chờ người nộp, không tính thời hạn.`,
        `Besides, ${waiting} dossiers wait for the applicant; no time limit runs.`,
      ),
    ],
  };
};

/** More days are a mistake in the question, not a list to print. */
const MOST_DAYS = 400;

const columns: readonly Column[] = [
  { key: 'due', name: both('Hạn', 'Due'), kind: 'day' },
  { key: 'left', name: both('Còn / quá (ngày làm việc)', 'Working days left / over'), kind: 'count' },
  { key: 'code', name: both('Mã hồ sơ', 'Code'), kind: 'text' },
  { key: 'procedure', name: both('Thủ tục', 'Procedure'), kind: 'text' },
  { key: 'received', name: both('Ngày nhận', 'Received'), kind: 'day' },
  { key: 'status', name: both('Trạng thái', 'Status'), kind: 'text' },
  { key: 'where', name: both('Đang ở', 'Where'), kind: 'text' },
  { key: 'holder', name: both('Người đang giữ', 'Holder'), kind: 'text' },
];

const rowOf = (facts: DossierFacts, today: Day, { calendar, names }: DueReaders): Row => {
  const { standing, procedure } = facts;
  const desk = standing.desk && roleNames[standing.desk];
  return {
    due: facts.dueDay,
    left: workingDaysLeft(today, facts.dueDay, calendar),
    code: facts.code,
    procedure: procedureName(facts),
    received: facts.receivedDay,
    status: `${standing.status} ${nameOf(standing.status)}`,
    where: standing.step === undefined ? desk : stepName(standing.step, procedure.steps),
    holder: standing.holder && (names.get(standing.holder) ?? standing.holder),
  };
};

const nameOf = (status: Status): string => statusNames[status].vi;

/** Negative when overdue. */
const workingDaysLeft = (today: Day, due: Day, calendar: Calendar): number =>
  today <= due
    ? workingDaysBetween(calendar, dateOf(today), dateOf(due))
    : -workingDaysBetween(calendar, dateOf(due), dateOf(today));

const dateOf = (day: Day): LocalDate => {
  const date = parseDate(day);
  if (!date) throw new Error(`no such day: ${day}`);
  return date;
};
