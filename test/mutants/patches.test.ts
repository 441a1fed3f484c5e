import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failuresIn } from './events.ts';
import { changedBy, nearestTests } from './nearest.ts';
import { ownPatches } from './patches.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = (patch: string): string => {
  try {
    execFileSync('git', ['apply', '--check', '-'], { cwd: root, input: patch, stdio: 'pipe' });
    return 'applies';
  } catch (error) {
    return String(error);
  }
};

describe('the planted bugs', () => {
  const patches = ownPatches();

  test('are many', () => expect(patches.length).toBeGreaterThanOrEqual(32));

  test.each(patches.map((patch) => [patch.name, patch] as const))(
    '%s says what it is and still applies',
    (_, { bug, text }) => {
      expect(bug.length).toBeGreaterThan(20);
      expect(text).toMatch(/^# Of the list: .+$/m);
      expect([...text.matchAll(/^diff --git a\/(\w+)\//gm)].map(([, folder]) => folder)).not.toEqual([]);
      for (const [, folder] of text.matchAll(/^\+\+\+ b\/(\w+)\//gm)) {
        expect(['functions', 'statemachines', 'infra', 'catalogue']).toContain(folder);
      }
      expect(check(text)).toBe('applies');
    },
  );
});

test('a patch is tried first by the tests that are nearest to what it changes', () => {
  const of = (path: string) => nearestTests(root, changedBy(`--- a/${path}\n+++ b/${path}\n`));
  expect(of('functions/shared/stream.ts')[0]).toBe('test/shared/stream.test.ts');
  expect(of('functions/core/alerts/storm.ts').length).toBeGreaterThan(0);
  expect(of('statemachines/sla-sweep.asl.json')).toEqual(
    expect.arrayContaining(['test/architecture/statemachines.test.ts', 'test/simulation/sweep.test.ts']),
  );
  expect(of('biome.json')).toEqual([]);
});

describe('what the reporter has told', () => {
  const lines = (...told: object[]) => told.map((each) => `${JSON.stringify(each)}\n`).join('');
  const file = '/tree/test/a.test.ts';

  test('names the test that failed, the seed it printed and how many tries it took', () => {
    const message = 'Property failed after 3 tests\n{ seed: -1819918769, path: "2:0" }';
    const told = lines(
      { kind: 'running', file, title: 'a' },
      { kind: 'ran', file, title: 'a', passed: false, message },
      { kind: 'ended', file },
    );
    expect(failuresIn(told, '/tree', false)).toEqual([
      { file: 'test/a.test.ts', title: 'a', message, hangs: false, seed: '-1819918769', tries: 3 },
    ]);
  });

  test('names the file that does not load', () => {
    const told = lines({ kind: 'started', file }, { kind: 'ended', file, message: 'no such module' });
    expect(failuresIn(told, '/tree', false)).toMatchObject([{ file: 'test/a.test.ts', hangs: false }]);
  });

  test('names what was running when the time was over', () => {
    const told = lines(
      { kind: 'started', file },
      { kind: 'running', file, title: 'a' },
      { kind: 'ran', file, title: 'a', passed: true },
      { kind: 'running', file, title: 'b' },
    );
    expect(failuresIn(told, '/tree', false)).toEqual([]);
    expect(failuresIn(told, '/tree', true)).toMatchObject([{ title: 'b', hangs: true }]);
  });
});
