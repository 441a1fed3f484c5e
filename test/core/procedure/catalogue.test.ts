import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  catalogueFolder,
  listJson,
  loadAbolished,
  loadCalendar,
  loadProcedures,
  loadUnit,
  readJson,
} from '../../../catalogue/tools/load.ts';
import { schemaFiles } from '../../../catalogue/tools/schemas.ts';
import { parseDate } from '../../../functions/core/calendar/index.ts';
import {
  codeStem,
  isLocalCode,
  type ProcedureData,
  reviewSteps,
  stepMinutes,
  validateCatalogue,
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

/** Domain 4.1: limits read in the law in force, so that they can be filed; then those kept for history or in draft. */
const inForce = [
  '1.012900',
  '1.013217',
  '1.013219',
  '1.013222',
  '1.013224',
  '1.013230',
  '1.013231',
  '1.013233',
].concat(['1.013234', '1.013235', '1.013236', '1.013237', '1.013238', '1.013239']);
/** Domain 4.1 and 4.2: known by code and level; the junctions of Bắc Ninh have no national code. */
const drafts = ['1.012884', '1.013225', '1.013226', '1.013227', '1.013228', '1.013229', '1.013232'].concat(
  [
    'L.000001',
    'L.000002',
    '1.013223',
    '1.012882',
    '1.012883',
    '1.012885',
    '1.012886',
    '1.012887',
    '1.013769',
  ],
  [
    '1.012891',
    '1.012890',
    '1.012895',
    '1.012906',
    '1.012907',
    '1.012910',
    '1.012901',
    '1.012902',
    '1.012903',
  ],
  [
    '1.012904',
    '1.012905',
    '1.013777',
    '1.009794',
    '1.009788',
    '1.009791',
    '1.011705',
    '1.011708',
    '1.011710',
  ],
  [
    '1.011711',
    '2.001116',
    '1.011675',
    '1.006871',
    '1.002693',
    '1.008891',
    '1.008989',
    '1.008990',
    '1.008991',
  ],
  ['1.008992', '1.008993', '1.014159', '1.014155', '1.014157', '1.014156', '1.014158'],
);

describe('the catalogue as shipped', () => {
  test('is valid', () => {
    expect(validateCatalogue(versions, loadAbolished())).toEqual([]);
  });

  test('has every procedure of domain 4.1 and 4.2; what has no sourced limit is a draft', () => {
    const codes = (status: string) =>
      versions.filter((version) => version.status === status).map((version) => version.code);
    expect(codes('published')).toEqual(inForce);
    expect(codes('draft').toSorted()).toEqual(drafts.toSorted());
  });

  test('the two junction procedures say that their code is not national, and cannot be filed', () => {
    const local = versions.filter((version) => isLocalCode(version.code));
    expect(local.map(({ codeNote }) => codeNote?.en.slice(0, 34))).toEqual(
      Array.from({ length: 2 }, () => 'The national code is not sourced. '),
    );
    for (const { code } of local) expect(intake(code, '2026-11-23')).toBe('DRAFT');
  });

  test('is written in NFC, and the JSON Schemas are those the code checks with', () => {
    const paths = ['procedures', 'calendars', 'calendars/versions', 'units'].flatMap(listJson);
    for (const path of [...paths, 'abolished.json']) {
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
