import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './child.ts';
import { type Failure, failuresIn, seedIn } from './events.ts';
import type { Layer } from './layers.ts';
import type { Workspace } from './workspace.ts';

/** A file that takes longer than this by itself hangs. */
const FILE_MINUTES = 6;

/** Runs a layer until its first failure; files in `without` are left out. Answers what failed, nothing when all is well. */
export const runLayer = (
  space: Workspace,
  layer: Layer,
  without: readonly string[],
): Promise<readonly Failure[]> =>
  'tests' in layer.run
    ? vitest(
        space,
        layer,
        [
          ...layer.run.tests,
          ...[...(layer.run.without ?? []), ...without].map((file) => `--exclude=${file}`),
        ],
        layer.minutes,
      )
    : command(space, layer, layer.run.command);

/** Runs what has failed once more, by itself. */
export const runAgain = (space: Workspace, layer: Layer, { file }: Failure): Promise<readonly Failure[]> =>
  'tests' in layer.run
    ? vitest(space, layer, [file], FILE_MINUTES)
    : command(space, layer, layer.run.command);

const runner = [
  ...[process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--bail=1'],
  '--reporter=./test/mutants/reporter.ts',
];

const vitest = async (
  { dir, env: own }: Workspace,
  { cloud }: Layer,
  args: readonly string[],
  minutes: number,
): Promise<readonly Failure[]> => {
  const events = join(dir, '.build', 'events.jsonl');
  mkdirSync(dirname(events), { recursive: true });
  writeFileSync(events, '');
  const env = { ...own, MUTANT_EVENTS: events, ...(!cloud && { WITHOUT_ASSEMBLY: 'yes' }) };
  const { code, timedOut, output } = await run([...runner, ...args], { cwd: dir, env, minutes });
  const found = failuresIn(readFileSync(events, 'utf8'), dir, timedOut);
  if (found.length > 0 || code === 0) return found;
  // It failed outside of every test: an error nobody caught, or the set-up.
  const message = output.slice(-2000);
  return [{ file: args[0] ?? '', title: '(outside of every test)', message, hangs: timedOut }];
};

const command = async (
  { dir, env }: Workspace,
  { name, minutes }: Layer,
  argv: readonly string[],
): Promise<readonly Failure[]> => {
  const { code, timedOut, output } = await run(argv, { cwd: dir, env, minutes });
  if (code === 0 && !timedOut) return [];
  const lines = output.trim().split('\n');
  const title = lines.findLast((line) => /\b(fail|error|violat|seed)/i.test(line)) ?? lines.at(-1) ?? '';
  const seed = seedIn(title) ?? seedIn(output);
  return [
    {
      file: name,
      title: title.trim().slice(0, 200),
      message: output.slice(-2000),
      hangs: timedOut,
      ...(seed !== undefined && { seed }),
    },
  ];
};
