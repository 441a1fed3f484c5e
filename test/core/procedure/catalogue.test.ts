import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  catalogueFolder,
  listJson,
  loadCalendar,
  loadProcedures,
  loadUnit,
  readJson,
} from '../../../catalogue/tools/load.ts';
import { schemaFiles } from '../../../catalogue/tools/schemas.ts';
import { parseDate } from '../../../functions/core/calendar/index.ts';
import {
  codeStem,
  type ProcedureData,
  reviewSteps,
  stepMinutes,
  validateCatalogue,
  validateProcedure,
  versionInForce,
} from '../../../functions/core/procedure/index.ts';

const versions = loadProcedures();
const permit = versions.find((version) => version.code === '1.013236');
if (permit?.limit === undefined) throw new Error('1.013236 is missing');
const fileable: ProcedureData = permit;

const intake = (code: string, date: string, among: readonly ProcedureData[] = versions): string => {
  const at = parseDate(date);
  if (at === undefined) throw new Error(date);
  const result = versionInForce(among, code, at);
  return result.ok ? `version ${result.value.version}` : result.error.code;
};

describe('the catalogue as shipped', () => {
  test('is valid', () => {
    expect(validateCatalogue(versions)).toEqual([]);
  });

  test('has every procedure of domain 4.1 in full; what has no sourced limit is a draft', () => {
    const published = versions
      .filter((version) => version.status === 'published')
      .map((version) => version.code);
    expect(published).toEqual(
      ['1.012900', '1.013217', '1.013219', '1.013222', '1.013224', '1.013230', '1.013231', '1.013233'].concat(
        ['1.013234', '1.013235', '1.013236', '1.013237', '1.013238', '1.013239'],
      ),
    );
    expect(versions.length).toBeGreaterThan(60);
  });

  test('is written in NFC, and the JSON Schemas are those the code checks with', () => {
    const paths = ['procedures', 'calendars', 'units'].flatMap(listJson);
    for (const path of paths) {
      const text = readFileSync(`${catalogueFolder}${path}`, 'utf8');
      expect(text === text.normalize('NFC') || path).toBe(true);
    }
    for (const { path, text } of schemaFiles()) expect(readJson(path)).toEqual(JSON.parse(text));
  });

  test('the office names a calendar that is there', () => {
    expect(loadUnit('SXD-H05').calendar).toBe(loadCalendar().id);
  });
});

describe('version in force', () => {
  test.each([
    ['1.013236', '2026-11-23', 'version 1'],
    ['1.013236.H05', '2026-07-01', 'version 1'],
    ['1.013236', '2026-06-30', 'NOT_IN_FORCE'],
    ['1.013234', '2026-07-01', 'PROCEDURE_CLOSED'],
    ['1.013234', '2026-06-30', 'NO_LIMIT'],
    ['1.012906', '2026-11-23', 'DRAFT'],
    ['9.999999', '2026-11-23', 'UNKNOWN_PROCEDURE'],
  ])('%s on %s: %s', (code, date, expected) => {
    expect(intake(code, date)).toBe(expected);
  });

  test('a dossier finds its version by date when there are several', () => {
    const first = { ...fileable, effective: { from: '2026-07-01', to: '2026-12-31' } };
    const second = { ...fileable, version: '2', effective: { from: '2027-01-01' } };
    expect(intake('1.013236', '2026-12-31', [first, second])).toBe('version 1');
    expect(intake('1.013236', '2027-01-01', [first, second])).toBe('version 2');
  });

  test('old codes are normalised on their stem', () => {
    expect(['1.009645.H05', '1.001122.000.00.00.H48', ' 1.013236'].map(codeStem)).toEqual([
      '1.009645',
      '1.001122',
      '1.013236',
    ]);
  });
});

test('the permit of 1.013236 has five review steps in 9 of its 10 days', () => {
  const steps = reviewSteps(fileable);
  expect(steps.map((step) => step.role)).toEqual([
    'divisionHead',
    'appraiser',
    'divisionHead',
    'departmentLeader',
    'clerk',
  ]);
  expect(steps.reduce((sum, step) => sum + stepMinutes(step), 0)).toBe(9 * 480);
});

describe('a version that may not be published', () => {
  const [step] = fileable.steps;
  const [component] = fileable.components;
  if (step === undefined || component === undefined) throw new Error('1.013236 is empty');
  const rows: [string, Partial<ProcedureData>][] = [
    ['STEPS_EXCEED_LIMIT', { limit: { amount: 9, unit: 'workingDay' } }],
    [
      'STEPS_EXCEED_LIMIT',
      {
        limitCases: [
          { id: 'X', when: fileable.name, limit: { amount: 13, unit: 'calendarDay' }, article: 'x' },
        ],
      },
    ],
    ['DUPLICATE_ID', { steps: [step, ...fileable.steps] }],
    ['NO_SOURCES', { sources: [] }],
    ['EMPTY_INTERVAL', { effective: { from: '2026-07-01', to: '2026-06-30' } }],
    ['UNKNOWN_FORM', { forms: [] }],
    ['NO_CONDITION', { components: [{ ...component, requirement: 'conditional' }] }],
    [
      'NO_DATABASE',
      { components: [{ ...component, requirement: 'replaced-by-data', condition: fileable.name }] },
    ],
    ['NO_COMPONENTS', { components: [] }],
    ['DEAD_END', { steps: fileable.steps.filter((one) => one.phase !== 'return') }],
    ['DEAD_END', { steps: fileable.steps.toReversed() }],
    ['NO_DRAFT_REASON', { status: 'draft' }],
  ];
  test.each(rows)('%s', (code, change) => {
    expect(validateProcedure({ ...fileable, ...change }).map((problem) => problem.code)).toContain(code);
  });

  test('NO_LIMIT', () => {
    const { limit: _, ...rest } = fileable;
    expect(validateProcedure(rest).map((problem) => problem.code)).toEqual(['NO_LIMIT']);
  });

  test('versions of one code may not be in force at once', () => {
    const codes = (from: string) =>
      validateCatalogue([
        { ...fileable, effective: { from: '2026-07-01', to: '2026-12-31' } },
        { ...fileable, version: '2', effective: { from } },
      ]).map((problem) => problem.code);
    expect(codes('2026-12-31')).toEqual(['OVERLAP']);
    expect(codes('2027-01-01')).toEqual([]);
  });
});
