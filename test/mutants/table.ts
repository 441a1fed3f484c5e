import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Outcome } from './mutant.ts';

const head = `# Planted bugs

Each row is a small patch in \`test/mutants/patches\` that compiles and still passes \`npm run demo\`, and the lowest layer of tests
found to notice it. \`npm run mutants -- --patch FILE\` plants a bug that is not here: it is applied to a copy of the tree, compiled,
the demo is run, and the layers of \`test/mutants/layers.ts\` follow in order of cost, after the tests that are nearest to what
it changes; the first failure that is the patch's doing (the same file passes without it) kills it. \`--until LAYER\`, \`--layer LAYER\` (that one alone:
\`--layer swarm\` tells how many seeds of whole simulated lives it takes) and \`--no-demo\` are for the impatient; \`--all --table\` writes this file. "Tries" are the random cases it took, with the seed of
the run; seconds are those of the tests until then, on two busy cores.

| Patch | Bug | Layer | Test | Tries (seed) | Seconds |
|---|---|---|---|---|---|
`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const rowOf = (outcome: Outcome): string => {
  const { name, bug, seconds, verdict } = outcome;
  const [layer, test, random] =
    verdict === 'killed'
      ? [
          outcome.by.layer + (outcome.demo === false ? ', demo' : ''),
          `${outcome.by.file.replace(/^test\//, '')}: ${outcome.by.titles[0] ?? ''}${outcome.by.hangs ? ' (hangs)' : ''}`,
          [outcome.by.tries, outcome.by.seed && `(${outcome.by.seed})`]
            .filter((part) => part !== undefined)
            .join(' '),
        ]
      : [
          verdict === 'survived' ? '**survived**' : '**not valid**',
          verdict === 'notValid' ? outcome.why : '',
          '',
        ];
  return `| ${[name, bug, layer, test, random, String(seconds)].map(cell).join(' | ')} |`;
};

/** Puts the outcomes in the table; rows of other patches stay as they were. */
export const writeTable = (path: string, outcomes: readonly Outcome[], known: readonly string[]): void => {
  const rows = new Map<string, string>();
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    const name = /^\| ([\w-]+) \|/.exec(line)?.[1];
    if (name !== undefined && known.includes(name)) rows.set(name, line);
  }
  for (const outcome of outcomes) if (known.includes(outcome.name)) rows.set(outcome.name, rowOf(outcome));
  const body = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  writeFileSync(path, `${head}${body.join('\n')}\n`);
};
