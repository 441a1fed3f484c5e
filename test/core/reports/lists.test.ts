import { expect, test } from 'vitest';
import { dueList } from '../../../functions/core/reports/due-list.ts';
import type { DossierFacts } from '../../../functions/core/reports/facts.ts';
import { onSpot } from '../../../functions/core/reports/on-spot.ts';
import { reviewSheet } from '../../../functions/core/reports/review-sheet.ts';
import { satisfaction } from '../../../functions/core/reports/satisfaction.ts';
import { stepLateness } from '../../../functions/core/reports/step-lateness.ts';
import type { Report } from '../../../functions/core/reports/table.ts';
import {
  calendar,
  desk,
  leader,
  must,
  officer,
  owner,
  procedure,
  rulesWith,
  type Story,
} from '../dossier/support.ts';
import { asked, inStep, onwards, resolvedAt, supplied, tell } from '../dossier/tell.ts';
import { codeOf, factsAt, filedAt, takenIn, times } from './support.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const everyone = () => true;
const names = new Map([['appraiser-1', 'Nguyễn Văn Định']]);
const seen = (story: Story, day = november.to): DossierFacts => must(factsAt(story, day));
const tableOf = ({ tables }: Report, key: string) => must(tables.find((each) => each.key === key));

// Ten working days from Mon 16/11/2026: Tue 01/12 (24/11 is a holiday); from Tue 20/10: Tue 03/11.
test('the due list: overdue, due in the week, and whoever waits for the applicant apart', () => {
  const day = '2026-11-30';
  const due = seen(takenIn('2026-11-16 09:00'), day);
  const overdue = { ...seen(takenIn('2026-10-20 09:00'), day), code: codeOf(2) };
  const restricted: DossierFacts = { ...overdue, code: codeOf(3), restricted: true };
  const later = seen(takenIn('2026-11-25 09:00'), day);
  const waiting = seen(asked(takenIn('2026-11-16 09:00'), '2026-11-18 09:00', 'payment'), day);
  const answer = seen(filedAt('2026-11-27 15:00'), day);
  const list = dueList(
    [due, overdue, restricted, later, waiting, answer],
    { from: day, to: '2026-12-04' },
    {
      ...{ calendar, names, visible: (facts: DossierFacts) => !facts.restricted },
    },
  );
  expect(tableOf(list, 'summary').rows).toEqual([
    { day: 'Quá hạn trước 30/11/2026', result: 0, answer: 0, overdue: 2, all: 2 },
    { day: '30/11/2026', result: 0, answer: 1, overdue: 0, all: 1 },
    { day: '01/12/2026', result: 1, answer: 0, overdue: 0, all: 1 },
  ]);
  expect(tableOf(list, 'summary').notes?.[0]?.vi).toContain('1 hồ sơ đang chờ người nộp');
  expect(tableOf(list, 'list').rows.map(({ code, due: on, left }) => [code, on, left])).toEqual([
    [codeOf(2), '2026-11-03', -18],
    [answer.code, '2026-11-30', 0],
    [due.code, '2026-12-01', 1],
  ]);
  expect(list.notes).toHaveLength(1);
});

/** APPRAISE has six working days; entered Mon 02/11 09:00 it is due Tue 10/11 09:00. Claimed on the 9th, done on the 12th. */
const overrun = (): Story => {
  const appraised = onwards(takenIn('2026-11-02 09:00'), '2026-11-02 09:00', inStep('APPRAISE'));
  const held = tell(appraised, '2026-11-09 09:00', { type: 'claim' }, officer('appraiser'));
  return tell(held, '2026-11-12 09:00', { type: 'completeStep', step: 'APPRAISE' }, officer('appraiser'));
};

test('late steps by person, with how long they had waited for that person; what is still late', () => {
  const open = onwards(takenIn('2026-11-02 09:00'), '2026-11-02 09:00', inStep('APPRAISE'));
  const report = stepLateness([seen(overrun()), { ...seen(open), restricted: true }], november, {
    ...{ names, minutesPerDay: 480, visible: (facts: DossierFacts) => !facts.restricted },
  });
  const people = tableOf(report, 'people').rows;
  // Two working days over the six; five of the eight days had passed before the claim.
  expect(people[0]).toMatchObject({
    ...{
      who: 'Nguyễn Văn Định (appraiser-1)',
      done: 1,
      late: 1,
      inTime: 0,
      over: 2,
      waited: 5,
      lateShare: 100,
    },
  });
  expect(people.find(({ who }) => who === 'desk-1')).toMatchObject({ roles: 'Bộ phận Một cửa', late: 0 });
  expect(tableOf(report, 'late').rows).toEqual([
    expect.objectContaining({ step: 'Thẩm định hồ sơ, kiểm tra thực địa, lấy ý kiến', taken: 8, budget: 6 }),
  ]);
  // The restricted one is late too, and not to be named.
  expect(tableOf(report, 'open').rows.map(({ code }) => code)).toEqual([seen(overrun()).code]);
});

test('a review sheet: time of each step against what it is given, papers asked for again, papers that nobody hands in', () => {
  const plain = { ...seen(resolvedAt(overrun(), '2026-11-13 09:00')), filed: ['DON', 'BANVE'] };
  const waited = supplied(
    asked(
      onwards(takenIn('2026-11-02 09:00'), '2026-11-02 09:00', inStep('APPRAISE')),
      '2026-11-03 09:00',
      'supplement',
    ),
    '2026-11-04 09:00',
  );
  const asking = { ...seen(waited), filed: ['DON', 'BANVE', 'PCCC'] };
  const report = reviewSheet([plain, asking], november, { procedure, minutesPerDay: 480 });
  const steps = tableOf(report, 'steps');
  expect(
    steps.rows.find(({ step }) => step === 'Thẩm định hồ sơ, kiểm tra thực địa, lấy ý kiến'),
  ).toMatchObject({
    ...{ budget: 6, stays: 1, median: 8, high: 8, slack: -2, late: 1, lateShare: 100, back: 0 },
  });
  // Received Mon 02/11 09:00, result Fri 13/11 09:00: nine working days of ten.
  expect(steps.total).toMatchObject({ budget: 10, stays: 1, median: 9, slack: 1, late: 0 });
  expect(tableOf(report, 'supplements').rows).toEqual([
    expect.objectContaining({ requirement: 'Bắt buộc', intake: 0, review: 1, all: 1, share: 100 }),
  ]);
  const components = tableOf(report, 'components').rows;
  expect(components.filter(({ unused }) => unused !== undefined)).toHaveLength(
    procedure.components.length - 3,
  );
  expect(components.at(-1)).toMatchObject({ dossiers: 2, share: 100 });
  const outcomes = tableOf(report, 'outcomes').rows.map(({ count, share }) => [count, share]);
  expect(outcomes).toEqual([
    [2, undefined],
    [1, 50],
    [1, undefined],
    [1, 100],
    [0, 0],
    [0, 0],
    [0, undefined],
  ]);
});

test('rule R16: a dossier counts as done on the spot when every act was at the counter; else it is said why', () => {
  const rules = rulesWith({ onSpotLevel: '4', nationalId: { ...procedure.nationalId, required: false } });
  const delivered = (story: Story, when: string) =>
    tell(resolvedAt(story, when), when, { type: 'deliver', method: 'counter' }, desk);
  const notListed = seen(delivered(takenIn('2026-11-02 09:00'), '2026-11-10 09:00'));
  const notBegun = seen(delivered(takenIn('2026-11-02 09:00', 'counter', rules), '2026-11-10 09:00'));
  const sitting = {
    level: '4',
    day: '2026-11-10',
    done: ['receive', 'appraise', 'approve', 'return'],
  } as const;
  const four: DossierFacts = { ...notBegun, onSpot: { ...sitting, counts: '4' } };
  const broken: DossierFacts = {
    ...notBegun,
    onSpot: { ...sitting, counts: 'NONE', broken: { act: 'approve', why: 'elsewhere' } },
  };
  // 65 of 1,644 in 2023: 3.95%.
  const report = onSpot(
    [...times(65, four), notListed, notBegun, broken, ...times(1576, notListed)],
    november,
    { visible: everyone },
  );
  expect(tableOf(report, 'reasons').rows.map(({ count, share }) => [count, share])).toEqual([
    ...[
      [0, 0],
      [65, 3.9],
      [1577, 95.9],
      [1, 0.1],
      [1, 0.1],
      [0, 0],
      [0, 0],
    ],
  ]);
  expect(tableOf(report, 'procedures').rows).toEqual([
    expect.objectContaining({ delivered: 1644, counted: 65, share: 4 }),
  ]);
  expect(tableOf(report, 'list').rows).toHaveLength(65);
  expect(tableOf(onSpot([four], november, { visible: () => false }), 'list').rows).toEqual([]);
});

test('satisfaction: marks, dates and apologies, and what became of complaints (R20)', () => {
  const rate = (story: Story, when: string, marks: readonly [number, number, number], more: object = {}) => {
    const [attitude, waiting, facilities] = marks;
    return tell(
      story,
      when,
      { type: 'rate', occasion: 'form01', attitude, waiting, facilities, ...more },
      owner,
    );
  };
  const glad = seen(rate(takenIn('2026-11-02 09:00'), '2026-11-02 10:00', [5, 4, 3]));
  const complaint = rate(takenIn('2026-11-02 09:00'), '2026-11-03 09:00', [1, 2, 3], {
    ...{ onAppointedDate: false, apologyReceived: false },
  });
  const answered = seen(
    tell(complaint, '2026-11-05 09:00', { type: 'answerComplaint', upheld: true, text: 't' }, leader),
  );
  const report = satisfaction([glad, answered, seen(takenIn('2026-11-02 09:00'))], november);
  expect(tableOf(report, 'marks').rows).toEqual([
    expect.objectContaining({
      question: 'Thái độ phục vụ',
      good: 1,
      fair: 0,
      bad: 1,
      goodShare: 50,
      mean: 3,
    }),
    expect.objectContaining({ good: 1, bad: 1, mean: 3 }),
    expect.objectContaining({ fair: 2, fairShare: 100, mean: 3 }),
  ]);
  expect(tableOf(report, 'answers').rows.map(({ yes, no }) => [yes, no])).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(tableOf(report, 'complaints').rows.map(({ count }) => count)).toEqual([1, 1, 0, 1, 0, 0]);
  expect(tableOf(satisfaction([], november), 'marks').rows).toEqual([]);
});
