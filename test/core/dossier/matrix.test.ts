import { expect, test } from 'vitest';
import { problems } from '../../../functions/core/dossier/problems.ts';
import { phases, statusNames } from '../../../functions/core/dossier/status.ts';
import { type Transition, transitions } from '../../../functions/core/dossier/transitions.ts';
import { matrix, type Place, refusals, standing } from './matrix.ts';
import { cellOf } from './places.ts';
import { follow, judge, must } from './support.ts';

const [head = '', ...lines] = matrix.trim().split('\n');
const words = (line: string) => line.trim().split(/ +/);
const isPlace = (name: string): name is Place => name in standing;
const places = words(head).filter(isPlace);
const cells = lines.flatMap((line) => {
  const [type = '', ...expected] = words(line);
  return places.map((place, i) => ({ type, place, expected: must(expected[i]) }));
});

test('the matrix names every command, every phase and all ten statuses', () => {
  expect(lines.map((line) => words(line)[0]).toSorted()).toEqual(Object.keys(transitions).toSorted());
  for (const line of lines) expect(words(line)).toHaveLength(places.length + 1);
  expect(places).toEqual(Object.keys(standing));
  const stands = Object.values(standing).map((each) => each.split(' '));
  expect(new Set(stands.map(([phase]) => phase))).toEqual(new Set(phases));
  expect(new Set(stands.map(([, status]) => status))).toEqual(new Set(Object.keys(statusNames)));
});

const rowOf = (type: string): Transition =>
  must(Object.entries(transitions).find(([key]) => key === type)?.[1]);
const isRefusal = (word: string): word is keyof typeof refusals => word in refusals;

test.each(cells)('$type in $place: $expected', ({ type, place, expected }) => {
  const { story, command, actor, when } = cellOf(type, place);
  const row = rowOf(type);
  expect(`${story.dossier.phase} ${story.dossier.status}`).toBe(standing[place]);
  const decision = judge(story, command, actor, when);
  // A plain dot, dirty files and an issued result are no rows of the table; whatever else is refused is a rule of its own.
  const isRow = !['.', 'dirt', 'iss'].includes(expected);
  expect(row.from.includes(story.dossier.phase)).toBe(isRow);
  if (decision.ok) {
    const after = follow(story, command, actor, when);
    expect([expected, after.events.at(-1)?.type]).toEqual(['ok', row.event]);
    expect(row.to).toContain(after.dossier.phase);
  } else {
    expect(isRefusal(expected) ? refusals[expected] : expected).toBe(decision.error.code);
    expect([404, 409]).toContain(problems[decision.error.code].status);
  }
});
