import { expect, test } from 'vitest';
import { localDateOf } from '../../../functions/core/calendar/index.ts';
import { type CodeIssuer, formatCode } from '../../../functions/core/code/code.ts';
import { at } from '../calendar/support.ts';
import { calendar, policy } from '../dossier/support.ts';

const { unit } = policy;
const centralised: CodeIssuer = {
  agencyCode: 'H05.014.00',
  codeFormat: 'TT04-2025',
  systemOwnerCode: '27',
};
const day = { year: 2026, month: 11, day: 2 };

test('the office numbers its dossiers by TT 01/2018 until it is told otherwise', () => {
  expect([unit.codeFormat, unit.agencyCode]).toEqual(['TT01-2018', '000.00.NN.H05']);
});

test.each([
  [1, '0001'],
  [42, '0042'],
  [9999, '9999'],
  [10_000, '10000'],
  [123_456, '123456'],
])('R11: serial %d of the day is written %s', (serial, text) => {
  expect(formatCode(unit, day, serial)).toBe(`000.00.NN.H05-261102-${text}`);
});

test.each([
  ['half past midnight in Hanoi is still the day before in UTC', '2026-11-03 00:30', '261103'],
  ['the last minute of the day', '2026-11-03 23:59', '261103'],
  ['the first minute of the year', '2027-01-01 00:00', '270101'],
  ['one digit months and days are padded', '2026-03-05 09:00', '260305'],
])('R11: the date is the local day of receipt: %s', (_, received, date) => {
  expect(formatCode(unit, localDateOf(at(received), calendar), 7)).toBe(`000.00.NN.H05-${date}-0007`);
});

test('the year 2100 has two digits like any other', () => {
  expect(formatCode(unit, { ...day, year: 2100 }, 1)).toBe('000.00.NN.H05-001102-0001');
});

test.each(['', 'h05', 'A B', 'Sở'])(
  'an agency code that fits no dossier code is a fault: "%s"',
  (agencyCode) => {
    expect(() => formatCode({ ...unit, agencyCode }, day, 1)).toThrow(/agency code/);
  },
);

test.each([0, -1, 1.5, Number.NaN])('no counter gives serial %d', (serial) => {
  expect(() => formatCode(unit, day, serial)).toThrow(/serial/);
});

test.each([
  [1, '270001'],
  [9999, '279999'],
  [10_000, '2710000'],
])('TT 04/2025: serial %d comes after the owner of the system: %s', (serial, text) => {
  expect(formatCode(centralised, day, serial)).toBe(`H05.014.00-261102-${text}`);
});

test('an agency is written from low to high in one format and from high to low in the other', () => {
  expect(() => formatCode({ ...centralised, agencyCode: unit.agencyCode }, day, 1)).toThrow(/agency code/);
  expect(() => formatCode({ ...unit, agencyCode: centralised.agencyCode }, day, 1)).toThrow(/agency code/);
});
