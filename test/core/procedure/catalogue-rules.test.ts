import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditProcedures } from '../../../catalogue/tools/audit.ts';
import { versionProblems } from '../../../catalogue/tools/calendars.ts';
import { catalogueFolder, loadAbolished, loadCalendar } from '../../../catalogue/tools/load.ts';

/** Rules about files, codes and versions together; those of one procedure stand in validators.test.ts. */
const abolished = loadAbolished();
const read = (path: string) => ({ path, text: readFileSync(`${catalogueFolder}${path}`, 'utf8') });
const good = read('procedures/1.013236.json');
const audit = (text: string, path = good.path) => auditProcedures([{ path, text }], abolished);
const HERE = 'procedures/1.013236.json: ';

describe('a code of our own', () => {
  const [junction = good] = ['procedures/L.000001.json'].map(read);
  const changed = (change: Record<string, unknown>) =>
    audit(JSON.stringify({ ...JSON.parse(junction.text), ...change }), junction.path);
  test('needs a note that says so', () => {
    expect(changed({ codeNote: undefined })).toEqual(['NO_CODE_NOTE: L.000001 v1: L.000001']);
  });
  test('may not be published', () => {
    expect(changed({ status: 'published' })).toContain('LOCAL_CODE: L.000001 v1: L.000001: no national code');
  });
});

describe('versions together', () => {
  const version = (number: string, effective: Record<string, string>) => ({
    path: `procedures/1.013236${number === '1' ? '' : `-v${number}`}.json`,
    text: JSON.stringify({ ...JSON.parse(good.text), version: number, effective }),
  });
  const first = version('1', { from: '2026-07-01', to: '2026-12-31' });
  test.each([
    [{ from: '2027-01-01' }, []],
    [{ from: '2026-12-31' }, ['OVERLAP: 1.013236: versions 1 and 2']],
    [{ from: '2026-01-01', to: '2026-07-01' }, ['OVERLAP: 1.013236: versions 1 and 2']],
    [{ from: '2026-01-01', to: '2026-06-30' }, []],
  ])('the second one %j', (effective, expected) => {
    expect(auditProcedures([first, version('2', effective)], abolished)).toEqual(expected);
  });

  test('the same version twice', () => {
    const problems = auditProcedures([first, first], abolished);
    expect(problems).toContain('DUPLICATE_VERSION: 1.013236 v1');
  });
});

describe('1.013234 is closed from 01/07/2026 (NĐ 217/2026 Đ76.5)', () => {
  const closed = read('procedures/1.013234.json');
  const until = (effective: Record<string, string>, change = {}) =>
    audit(JSON.stringify({ ...JSON.parse(closed.text), effective, ...change }), closed.path);
  const expected = 'ABOLISHED: 1.013234 v1: no intake from 2026-07-01 (NĐ 217/2026/NĐ-CP Đ76.5)';
  test('as shipped, and not a day longer', () => {
    expect(until({ from: '2025-07-01', to: '2026-06-30' })).toEqual([]);
    expect(until({ from: '2025-07-01', to: '2026-07-01' })).toEqual([expected]);
    expect(until({ from: '2025-07-01' })).toContain(expected);
  });
  test('nor as a draft', () => {
    const draft = { status: 'draft', draftReason: 'x', closedReason: undefined };
    expect(until({ from: '2027-01-01' }, draft)).toEqual([expected]);
  });
});

describe('files', () => {
  test('a file that is no JSON is named', () => {
    expect(audit(good.text.slice(0, -3))[0]).toMatch(/^procedures\/1\.013236\.json: NOT_JSON: /);
  });
  test('a file with a decomposed letter is named, and so is the text', () => {
    const problems = audit(good.text.replace('Giấy phép', 'Giấy phép'.normalize('NFD')));
    expect(problems[0]).toBe(`${HERE}NOT_NFC: the file is not written in NFC`);
    expect(problems[1]).toMatch(/^NOT_NFC: 1\.013236 v1: /);
  });
});

describe('calendar versions', () => {
  const calendar = loadCalendar();
  test('the newest is kept, as it is', () => {
    expect(versionProblems(calendar)).toEqual([]);
  });
  test('a change without a new version is noticed', () => {
    const changed = { ...calendar, years: calendar.years.map((year) => ({ ...year, makeUpDays: [] })) };
    expect(versionProblems(changed)).toEqual([
      'vn-2026.1 was changed after it was published: give the calendar a new version',
    ]);
    expect(versionProblems({ ...changed, version: '2026.2' })[0]).toMatch(
      /^calendars\/versions\/vn-2026\.2\.json: missing/,
    );
  });
});
