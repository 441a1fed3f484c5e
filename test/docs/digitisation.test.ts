import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reasonCodes, warningCodes } from '../../functions/core/inspection/codes.ts';
import { fileReasons } from '../../functions/core/notices/messages/fileReasons.ts';
import { limits } from '../support/limits.ts';

/** docs/digitisation.md says what the code does. */
const text = readFileSync(new URL('../../docs/digitisation.md', import.meta.url), 'utf8');
const rowsOf = (heading: string): string[][] => {
  const [, section = ''] = text.split(`## ${heading}\n`);
  const lines = section.split('\n## ')[0]?.split('\n') ?? [];
  return lines
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
};
const named = (cell = ''): string => cell.replaceAll('`', '');

test('every reason with what the applicant is told', () => {
  const rows = rowsOf('Reasons').map(([, code, , , , told]) => [named(code), told]);
  expect(rows).toEqual(reasonCodes.map((code) => [code, fileReasons[code].vi]));
});

test('every warning', () => {
  expect(rowsOf('Warnings').map(([, code]) => named(code))).toEqual(warningCodes);
});

test('every threshold with its value', () => {
  const rows = rowsOf('Thresholds').map(([, name, value]) => [named(name), Number(value)]);
  expect(Object.fromEntries(rows)).toEqual(limits);
});

test('every threshold that a reason names', () => {
  const named = rowsOf('Reasons').flatMap(
    ([, , , threshold = '']) => threshold.match(/(?<=`)\w+(?=`)/g) ?? [],
  );
  expect(named.filter((name) => !(name in limits))).toEqual([]);
});
