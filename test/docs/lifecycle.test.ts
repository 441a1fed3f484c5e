import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Transition, transitions } from '../../functions/core/dossier/transitions.ts';
import { lifecycle, lifecyclePath, moves } from './lifecycle.ts';

test('docs/lifecycle.md is what the table says: `npm run docs:lifecycle` writes it again', () => {
  expect(readFileSync(lifecyclePath, 'utf8') === lifecycle() || 'out of date').toBe(true);
});

const phaseOf = (stand: string): string => stand.split(' ')[0] ?? '';

/** A rating at intake is asked for with form 02 alone: the fresh filings of the matrix have nothing to say yet. */
const needsRequestAtIntake = ['rate', 'answerComplaint', 'noteComplaintOverdue'];

describe.each(Object.entries<Transition>(transitions))('%s', (type, row) => {
  const own = moves.filter((move) => move.type === type);
  test('goes where its row says, and its row says nothing that never happens', () => {
    const atIntake = needsRequestAtIntake.includes(type) ? ['VERIFY', 'REPLACEMENT', 'ACCEPTANCE'] : [];
    const reached = (of: 'from' | 'to') => new Set([...atIntake, ...own.map((move) => phaseOf(move[of]))]);
    expect({ from: new Set<string>(row.from), to: new Set<string>(row.to) }).toEqual({
      from: reached('from'),
      to: reached('to'),
    });
  });
});

test('the diagram has each phase and each final status, and no arrow into nothing', () => {
  const text = /```mermaid\n(.*?)```/s.exec(lifecycle())?.[1] ?? '';
  const states = new Set([...text.matchAll(/^ {4}(\w+)$|subgraph (S\d+)/gm)].map(([, a, b]) => a ?? b));
  const arrows = [...text.matchAll(/^ {2}(\w+) -->\|"[^"|]+"\| (\w+)$/gm)];
  expect(arrows.length).toBe(text.split('-->').length - 2);
  expect(arrows.length).toBeGreaterThan(30);
  for (const [, from, to] of arrows) expect([...states]).toEqual(expect.arrayContaining([from, to]));
  for (const status of ['10', '7', '3', '8']) expect(states).toContain(`CLOSED_${status}`);
});
