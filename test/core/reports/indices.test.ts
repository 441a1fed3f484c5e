import { expect, test } from 'vitest';
import { loadScales } from '../../../catalogue/tools/load.ts';
import { scaleProblems } from '../../../catalogue/tools/scales.ts';
import type { DossierFacts } from '../../../functions/core/reports/facts.ts';
import { qd766 } from '../../../functions/core/reports/qd766.ts';
import type { Report } from '../../../functions/core/reports/table.ts';
import { tt012018 } from '../../../functions/core/reports/tt012018.ts';
import { desk, must, procedure, type Story } from '../dossier/support.ts';
import { resolvedAt, tell } from '../dossier/tell.ts';
import { factsAt, takenIn, times } from './support.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };
const landing = { withdrawn: 'resolved', stopped: 'resolved' } as const;
const scales = loadScales();
const seen = (story: Story): DossierFacts => must(factsAt(story, november.to));
const tableOf = ({ tables }: Report, key: string) => must(tables.find((each) => each.key === key));
// Ten working days: Mon 02/11/2026 is due Mon 16/11.
const online = takenIn('2026-11-02 09:00');
const delivered = tell(
  resolvedAt(online, '2026-11-13 09:00'),
  '2026-11-14 09:00',
  { type: 'deliver', method: 'counter' },
  desk,
);
const early = seen(delivered);
const late = seen(resolvedAt(online, '2026-11-18 09:00'));
const counter = seen(resolvedAt(takenIn('2026-11-02 09:00', 'counter'), '2026-11-16 09:00'));

const scored = (all: readonly DossierFacts[]) => {
  const report = qd766(all, november, {
    ...{ scale: scales.qd766, landing, minutesPerDay: 480 },
    procedures: [procedure],
  });
  const row = (id: string) => must(tableOf(report, 'items').rows.find((each) => each.id === `Mục ${id}`));
  return { row, items: tableOf(report, 'items'), groups: tableOf(report, 'groups') };
};

test('the shipped scales make sense: groups of QĐ 766 add up to 100, no item has points that its group lacks', () => {
  expect(scaleProblems(scales)).toEqual([]);
  expect(scales.qd766.groups.reduce((sum, { points }) => sum + points, 0)).toBe(100);
});

test('QĐ 766: all points from the target on, below it in proportion', () => {
  const { row, items } = scored([...times(8, early), late, counter]);
  // 9 of 10 in time: 20 points × 90%.
  expect(row('2.1')).toMatchObject({ part: 9, whole: 10, ratio: 90, points: 20, score: 18 });
  // 9 of 10 online: 12 × 90%.
  expect(row('3.4')).toMatchObject({ part: 9, whole: 10, score: 10.8 });
  // Late 10%, no complaint: 90 ≥ 90, all six points.
  expect(row('5.4')).toMatchObject({ ratio: 90, target: 90, score: 6 });
  expect(row('4.1')).toMatchObject({ part: 10, whole: 10, score: 6 });
  // 4.3: no dossier re-used a paper, which is 0 of 2 points.
  expect(items.total).toMatchObject({ points: 20 + 12 + 6 + 4 + 6 + 2, score: 18 + 10.8 + 6 + 4 + 6 });
});

test('QĐ 766, 3.6: of four dossiers that paid in November three paid online: 6 points × 75%', () => {
  const payment = { day: '2026-11-05', amount: 150_000, paidDay: '2026-11-06' };
  const paid = (method: 'online' | 'counter', paidDay = '2026-11-06'): DossierFacts => ({
    ...early,
    payments: [{ ...payment, paidDay, method }],
  });
  const all = [...times(3, paid('online')), paid('counter'), paid('counter', '2026-12-01'), early];
  expect(scored(all).row('3.6')).toMatchObject({ part: 3, whole: 4, ratio: 75, points: 6, score: 4.5 });
});

test('QĐ 766, 4.3: of ten dossiers received two re-used a paper: 20% of the 80% asked for, 2 points × 1/4', () => {
  const reused: DossierFacts = { ...early, reused: 1 };
  const earlier: DossierFacts = { ...early, reused: 3, receivedDay: '2026-10-30' };
  const all = [...times(8, early), reused, { ...reused, reused: 4 }, earlier];
  expect(scored(all).row('4.3')).toMatchObject({ part: 2, whole: 10, ratio: 20, points: 2, score: 0.5 });
});

test('QĐ 766: what cannot be computed or has no points says so and is not in the sum, never as 0', () => {
  const { row, items, groups } = scored([{ ...early, reused: 1 }]);
  expect(row('1.4')).toMatchObject({
    score: undefined,
    remark: expect.stringContaining('Chưa kết nối Cổng'),
  });
  expect(row('3.3')).toMatchObject({
    ratio: 100,
    score: undefined,
    remark: expect.stringContaining('Chưa có thang điểm'),
  });
  expect(row('5.2')).toMatchObject({ score: undefined, remark: expect.stringContaining('Không phát sinh') });
  const sum = items.rows.reduce((all, { score }) => all + Number(score ?? 0), 0);
  expect(items.total).toMatchObject({ points: sum, score: sum });
  expect(groups.rows[0]).toMatchObject({ points: 18, known: 0, score: 0, lost: 0, unknown: 18 });
  expect(scored([]).items.total).toMatchObject({ points: 0, score: 0 });
});

const evaluated = (all: readonly DossierFacts[], names?: ReadonlyMap<string, string>) => {
  const report = tt012018(all, november, {
    scale: scales.tt012018,
    procedures: [procedure],
    ...(names && { names }),
  });
  const index = (n: number) => must(tableOf(report, 'unit').rows[n - 1]);
  return { report, index, unit: tableOf(report, 'unit') };
};

test('TT 01/2018 Đ13: 2, 1 and 0 for early, on time and late, as a mean over the dossiers; contacts; online share', () => {
  const once: DossierFacts = {
    ...early,
    supplements: [{ stage: 'intake', day: '2026-11-02', components: [] }],
  };
  const { index } = evaluated([early, once, counter, late]);
  // (2 + 2 + 1 + 0) / 4 = 1.25
  expect(index(1)).toMatchObject({ score: 1.3 });
  // (2 + 1 + 2 + 2) / 4
  expect(index(3)).toMatchObject({ score: 1.8 });
  // An online dossier was late.
  expect(index(9)).toMatchObject({ score: 0 });
  expect(evaluated([early, counter]).index(9)).toMatchObject({ score: 2 });
});

test('TT 01/2018 Đ14: a complaint costs the index of attitude, unless it was refuted', () => {
  const complaint = { n: 1, openedDay: '2026-11-13', dueDay: '2026-11-27' };
  const with_ = (upheld?: boolean): DossierFacts => ({
    ...early,
    complaints: [{ ...complaint, answeredDay: '2026-11-20', ...(upheld !== undefined && { upheld }) }],
  });
  expect(evaluated([with_(true)]).index(7)).toMatchObject({ score: 0 });
  expect(evaluated([with_(false)]).index(7)).toMatchObject({ score: 2 });
  expect(evaluated([with_(true)]).index(8)).toMatchObject({ score: 2 });
});

test('an index without data is dropped, and the grade says what it was read from', () => {
  const { unit, index, report } = evaluated([early]);
  for (const n of [4, 5, 6, 8])
    expect(index(n)).toMatchObject({ score: undefined, remark: expect.stringContaining('bỏ chỉ số') });
  // Indices 1, 3, 7 and 9 have 2 points each; 2 has none, since one unit took longer than it was given: 8 × 9/5.
  expect(unit.total).toMatchObject({ score: 8, name: 'Tốt (5/9 chỉ số, quy đổi 14,4 điểm)' });
  expect(report.tables.map(({ key }) => key)).toEqual(['unit']);
  expect(evaluated([]).unit.total?.name).toBe('Không xếp loại');
});

test('officers are told apart for heads only', () => {
  const { report } = evaluated([early, late], new Map([['appraiser-1', 'Nguyễn Văn Định']]));
  const rows = tableOf(report, 'officers').rows;
  expect(rows.find(({ who }) => who === 'Nguyễn Văn Định (appraiser-1)')).toMatchObject({
    dossiers: 2,
    i1: 1,
    i3: 2,
  });
  expect(rows.map(({ who }) => who)).not.toContain('desk-1');
});
