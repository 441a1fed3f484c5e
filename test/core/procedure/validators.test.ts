import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditProcedures } from '../../../catalogue/tools/audit.ts';
import { catalogueFolder, listJson, loadAbolished } from '../../../catalogue/tools/load.ts';

/** Each rule of the catalogue: a good file is broken in exactly that way, and the check names it. */
const abolished = loadAbolished();
const read = (path: string) => ({ path, text: readFileSync(`${catalogueFolder}${path}`, 'utf8') });
const good = read('procedures/1.013236.json');
const audit = (text: string, path = good.path) => auditProcedures([{ path, text }], abolished);
const broken = (change: (file: Json) => void): string[] => {
  const file: Json = JSON.parse(good.text);
  change(file);
  return audit(JSON.stringify(file));
};

type Json = Record<string, unknown> & {
  steps: { phase: string; role: string; id: string; days: number }[];
  components: Record<string, unknown>[];
  innerClocks: Record<string, unknown>[];
  supplement: Record<string, unknown>;
  limitCases: unknown[];
};
const name = { vi: 'x', en: 'x' };
const [HERE, IN] = ['procedures/1.013236.json: ', '1.013236 v1: '];

test('the files as shipped are good', () => {
  expect(auditProcedures(listJson('procedures').map(read), abolished)).toEqual([]);
});

const rows: [string, (file: Json) => void, string][] = [
  [
    'steps sum to more than the limit',
    (f) => set(f, 'limit', days(9)),
    `STEPS_EXCEED_LIMIT: ${IN}10 days of steps in 9 workingDay`,
  ],
  [
    'or than the limit of one case',
    (f) =>
      f.limitCases.push({ id: 'X', when: name, limit: { amount: 13, unit: 'calendarDay' }, article: 'x' }),
    `STEPS_EXCEED_LIMIT: ${IN}10 days of steps in 13 calendarDay`,
  ],
  ['a role that does not exist', (f) => set(f.steps[1], 'role', 'wizard'), `${HERE}SCHEMA: steps.1.role: `],
  [
    'a role that has no desk',
    (f) => set(f.steps[1], 'role', 'reportViewer'),
    `ROLE_CANNOT_ACT: ${IN}ASSIGN: reportViewer`,
  ],
  ['a form that does not exist', (f) => set(f, 'forms', []), `UNKNOWN_FORM: ${IN}DON: MAU-01-PL-II`],
  [
    'no intake',
    (f) =>
      set(
        f,
        'steps',
        f.steps.filter((s) => s.phase !== 'intake'),
      ),
    `DEAD_END: ${IN}no intake step`,
  ],
  [
    'no review',
    (f) =>
      set(
        f,
        'steps',
        f.steps.filter((s) => s.phase !== 'review'),
      ),
    `DEAD_END: ${IN}no review step`,
  ],
  [
    'no return',
    (f) =>
      set(
        f,
        'steps',
        f.steps.filter((s) => s.phase !== 'return'),
      ),
    `DEAD_END: ${IN}no return step`,
  ],
  ['steps that go back', (f) => f.steps.reverse(), `DEAD_END: ${IN}the steps go back to an earlier phase`],
  [
    'a limit from a council that is not there',
    (f) => set(f, 'limitFrom', 'councilNotice'),
    `DEAD_END: ${IN}the limit waits for a council that is not there`,
  ],
  [
    'an inner clock of that council',
    (f) => set(f.innerClocks[0], 'from', 'councilNotice'),
    `DEAD_END: ${IN}APPRAISE waits for a council that is not there`,
  ],
  [
    'a clock of a consultation that is not there',
    (f) => {
      set(f, 'consultations', []);
      set(f.innerClocks[0], 'from', 'consultationRequested');
    },
    `DEAD_END: ${IN}APPRAISE waits for a consultation that is not there`,
  ],
  [
    'a clock of a supplement that may not be asked for',
    (f) => set(f.supplement, 'perStage', 0),
    `DEAD_END: ${IN}APPLICANT waits for a supplement that may not be asked for`,
  ],
  [
    'an inner clock longer than the limit',
    (f) => set(f.innerClocks[0], 'limit', days(11)),
    `INNER_CLOCK_EXCEEDS_LIMIT: ${IN}APPRAISE: 11 workingDay in 10 workingDay`,
  ],
  [
    'a supplement asked for after the limit',
    (f) => set(f.supplement, 'within', days(11)),
    `INNER_CLOCK_EXCEEDS_LIMIT: ${IN}supplement: 11 workingDay in 10 workingDay`,
  ],
  ['no sources', (f) => set(f, 'sources', []), `NO_SOURCES: ${IN}1.013236`],
  [
    'a limit without a provision',
    (f) => set(f, 'article', 'Chưa có nguồn'),
    `LIMIT_WITHOUT_SOURCE: ${IN}10 workingDay: Chưa có nguồn`,
  ],
  [
    'a limit known to be unsourced',
    (f) => set(f, 'limitCertainty', 'unsourced'),
    `LIMIT_WITHOUT_SOURCE: ${IN}10 workingDay: NĐ 217/2026/NĐ-CP Đ54`,
  ],
  [
    'a limit that does not say how it is known',
    (f) => {
      delete f.limitCertainty;
    },
    `LIMIT_WITHOUT_SOURCE: ${IN}10 workingDay: NĐ 217/2026/NĐ-CP Đ54`,
  ],
  [
    'no limit',
    (f) => {
      delete f.limit;
    },
    `NO_LIMIT: ${IN}1.013236`,
  ],
  ['a draft without its reason', (f) => set(f, 'status', 'draft'), `NO_DRAFT_REASON: ${IN}1.013236`],
  ['a step twice', (f) => set(f.steps[1], 'id', 'APPROVE'), `DUPLICATE_ID: ${IN}step APPROVE`],
  ['a component twice', (f) => set(f.components[1], 'id', 'DON'), `DUPLICATE_ID: ${IN}component DON`],
  [
    'an inner clock twice',
    (f) => set(f.innerClocks[1], 'id', 'APPRAISE'),
    `DUPLICATE_ID: ${IN}innerClock APPRAISE`,
  ],
  [
    'an interval that ends before it begins',
    (f) => set(f, 'effective', { from: '2026-07-01', to: '2026-06-30' }),
    `EMPTY_INTERVAL: ${IN}2026-07-01 … 2026-06-30`,
  ],
  [
    'a closed version without an end',
    (f) => set(f, 'closedReason', name),
    `CLOSED_WITHOUT_END: ${IN}1.013236`,
  ],
  [
    'a conditional component without its condition',
    (f) => {
      delete f.components[5]?.condition;
    },
    `NO_CONDITION: ${IN}THAMTRA`,
  ],
  [
    'data that replace a paper, from nowhere',
    (f) => {
      delete f.components[1]?.database;
    },
    `NO_DATABASE: ${IN}DAT`,
  ],
  ['nothing to hand in', (f) => set(f, 'components', []), `NO_COMPONENTS: ${IN}1.013236`],
  ['a level nobody knows', (f) => set(f, 'onlineLevel', 'unknown'), `UNKNOWN_LEVEL: ${IN}1.013236`],
  ['an unknown field', (f) => set(f, 'colour', 'red'), `${HERE}SCHEMA: : `],
  [
    'a date that does not exist',
    (f) => set(f, 'effective', { from: '2026-02-30' }),
    `${HERE}SCHEMA: effective.from: `,
  ],
  ['a limit of nothing', (f) => set(f, 'limit', days(0)), `${HERE}SCHEMA: limit.amount: `],
  [
    'another code than the file name',
    (f) => set(f, 'version', '2'),
    `${HERE}FILE_NAME: expected 1.013236-v2.json`,
  ],
];

describe('a procedure that is broken in one way', () => {
  test.each(rows)('%s', (_, change, expected) => {
    const problems = broken(change);
    expect(problems.some((problem) => problem.startsWith(expected)) || problems).toBe(true);
  });

  test('has no other problem than the one it was given', () => {
    const more = rows.filter(([, change]) => {
      const codes = new Set(broken(change).map((problem) => problem.replace(HERE, '').split(':')[0]));
      return codes.size !== 1;
    });
    expect(more.map(([what]) => what)).toEqual([]);
  });
});

function days(amount: number): Record<string, unknown> {
  return { amount, unit: 'workingDay' };
}

function set(target: object | undefined, key: string, value: unknown): void {
  if (target === undefined) throw new Error(`nothing to set ${key} on`);
  Object.assign(target, { [key]: value });
}
