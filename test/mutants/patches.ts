import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Patch } from './mutant.ts';

const folder = fileURLToPath(new URL('patches/', import.meta.url));

export const readPatch = (path: string): Patch => {
  const text = readFileSync(path, 'utf8');
  // `# Bug: …` above the diff; an unseen patch need not have one.
  const bug = /^# Bug: (.+)$/m.exec(text)?.[1] ?? '';
  return { name: basename(path).replace(/\.(patch|diff)$/, ''), bug, text };
};

/** The bugs that are kept here, by name. */
export const ownPatches = (): readonly Patch[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.patch'))
    .toSorted()
    .map((name) => readPatch(`${folder}${name}`));
