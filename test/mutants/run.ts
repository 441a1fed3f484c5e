/** `npm run mutants [-- --patch FILE … | --all | --only NAME …] [--until LAYER | --layer LAYER] [--no-demo] [--json] [--table]`: see docs/mutants.md. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { killAll } from './child.ts';
import { plainTree } from './judge.ts';
import { type Layer, layers } from './layers.ts';
import { demoPasses, type Outcome, type Patch, tryMutant } from './mutant.ts';
import { ownPatches, readPatch } from './patches.ts';
import { writeTable } from './table.ts';
import { copyTree, removeAll } from './workspace.ts';

const usage =
  'npm run mutants [-- --patch FILE … | --all | --only NAME …] [--until LAYER | --layer LAYER] [--no-demo] [--json] [--table]\n' +
  `LAYER is one of: ${layers.map(({ name }) => name).join(', ')}`;

/** The caller asked for something that cannot be done: exit code 2. */
class UsageError extends Error {}

const options = {
  patch: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  until: { type: 'string' },
  layer: { type: 'string' },
  'no-demo': { type: 'boolean' },
  json: { type: 'boolean' },
  table: { type: 'boolean' },
} as const;

const readArguments = () => {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const wanted = ({ patch = [], only = [], all }: ReturnType<typeof readArguments>): readonly Patch[] => {
  const chosen = [patch.length > 0, only.length > 0, all === true].filter(Boolean).length;
  if (chosen > 1) throw new UsageError('--patch, --only and --all exclude each other');
  const missing = patch.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new UsageError(`no such file: ${missing.join(', ')}`);
  if (patch.length > 0) return patch.map(readPatch);
  const own = ownPatches();
  const unknown = only.filter((name) => !own.some((each) => each.name === name));
  if (unknown.length > 0) throw new UsageError(`no such patch: ${unknown.join(', ')}`);
  return only.length > 0 ? own.filter(({ name }) => only.includes(name)) : own;
};

/** All layers up to one, or one alone. */
const chosenLayers = ({ until, layer }: ReturnType<typeof readArguments>): readonly Layer[] => {
  if (until !== undefined && layer !== undefined)
    throw new UsageError('--until and --layer exclude each other');
  const named = until ?? layer ?? layers.at(-1)?.name;
  const last = layers.findIndex(({ name }) => name === named);
  if (last < 0) throw new UsageError(`no such layer: ${named}`);
  return layers.slice(layer === undefined ? 0 : last, last + 1);
};

const lineOf = (outcome: Outcome): string => {
  if (outcome.verdict === 'notValid') return `${outcome.name} NOT VALID: ${outcome.why}`;
  const demo = outcome.demo === false ? ' (the demo fails too)' : '';
  if (outcome.verdict === 'survived') return `${outcome.name} SURVIVED ${outcome.layers.join(', ')}${demo}`;
  const { layer, file, titles, hangs, seed, tries } = outcome.by;
  const random = seed === undefined ? '' : ` [seed ${seed}${tries === undefined ? '' : `, try ${tries}`}]`;
  return `${outcome.name} killed by ${layer}: ${file} > ${titles.join('; ')}${hangs ? ' (hangs)' : ''}${random}${demo}`;
};

const main = async (): Promise<number> => {
  const values = readArguments();
  const [patches, layersToRun] = [wanted(values), chosenLayers(values)];
  const plain = copyTree(root, 'plain');
  let demo: Promise<boolean> | undefined;
  const say = (line: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);
  const bench = {
    ...{ space: copyTree(root, 'patched'), layers: layersToRun, say, plain: plainTree(plain) },
    plainDemo: values['no-demo'] ? undefined : () => (demo ??= demoPasses(plain)),
  };
  const outcomes: Outcome[] = [];
  for (const patch of patches) {
    const outcome = await tryMutant(bench, patch);
    outcomes.push(outcome);
    if (!values.json) console.log(lineOf(outcome));
    if (values.table)
      writeTable(
        `${root}/docs/mutants.md`,
        outcomes,
        ownPatches().map(({ name }) => name),
      );
  }
  const count = (verdict: Outcome['verdict']) => outcomes.filter((each) => each.verdict === verdict).length;
  const sum = `${count('killed')} killed, ${count('survived')} survived, ${count('notValid')} not valid`;
  console.log(values.json ? JSON.stringify({ outcomes, sum }, undefined, 2) : sum);
  return count('survived') > 0 ? 1 : count('notValid') > 0 ? 2 : 0;
};

const cleanUp = (): void => {
  killAll();
  removeAll();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    cleanUp();
    process.exit(130);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
} finally {
  cleanUp();
}
