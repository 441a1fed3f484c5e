import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Layer, layers } from './layers.ts';

/** So many files are tried before their layers have their turn. */
const MOST = 14;
/** Imports between a test and what was changed, at most. */
const FARTHEST = 3;

/** The files that a patch changes, by the lines that name them. */
export const changedBy = (patch: string): readonly string[] => [
  ...new Set([...patch.matchAll(/^\+\+\+ (?:[a-z]\/)?(\S+)/gm)].flatMap(([, path]) => path ?? [])),
];

/** The layer that a test file belongs to, if it runs without a cloud. */
export const cheapLayerOf = (file: string): Layer | undefined =>
  layers.find(
    ({ run, cloud }) =>
      !cloud &&
      'tests' in run &&
      run.tests.some((path) => file.startsWith(path)) &&
      !run.without?.includes(file),
  );

/**
 * Test files that are the fewest imports away from what a patch changes, nearest first: those that most likely notice, and
 * soonest. A definition that is no module counts as imported by whoever names it or its folder.
 */
export const nearestTests = (dir: string, changed: readonly string[]): readonly string[] => {
  const sources = globSync('{functions,infra,catalogue,local,test}/**/*.ts', { cwd: dir });
  const texts = new Map(sources.map((path) => [path, readFileSync(join(dir, path), 'utf8')]));
  const importers = new Map<string, string[]>();
  const note = (target: string, by: string) => importers.set(target, [...(importers.get(target) ?? []), by]);
  for (const [path, text] of texts) {
    for (const [, specifier = ''] of text.matchAll(/from '(\.[^']+)'/g))
      note(join(dirname(path), specifier), path);
    for (const data of changed.filter((each) => !each.endsWith('.ts'))) {
      const folder = dirname(data);
      if (text.includes(data) || (folder !== '.' && new RegExp(`${folder}['/]`).test(text))) note(data, path);
    }
  }
  // Stacks are synthesised only for what is in a stack.
  const ofStacks = changed.some((path) => path.startsWith('infra/'));
  const worthIt = (path: string) => cheapLayerOf(path) && (ofStacks || !path.startsWith('test/infra/'));
  const found: string[] = [];
  let front = [...changed];
  const seen = new Set(front);
  for (let distance = 1; distance <= FARTHEST && found.length < MOST; distance++) {
    front = front
      .flatMap((path) => importers.get(path) ?? [])
      .filter((path) => !seen.has(path) && seen.add(path));
    found.push(...front.filter((path) => path.endsWith('.test.ts') && worthIt(path)));
  }
  const slow = (path: string) => Number(cheapLayerOf(path)?.name === 'properties');
  return found.slice(0, MOST).toSorted((a, b) => slow(a) - slow(b));
};
