import { run } from './child.ts';
import type { Failure } from './events.ts';
import { isByPatch, type Plain } from './judge.ts';
import type { Layer } from './layers.ts';
import { changedBy, cheapLayerOf, nearestTests } from './nearest.ts';
import { runLayer } from './suite.ts';
import { applyPatch, restore, type Workspace } from './workspace.ts';

/** A patch with its name and the bug it plants. */
export interface Patch {
  readonly name: string;
  readonly bug: string;
  readonly text: string;
}

export interface Killed {
  readonly layer: string;
  readonly file: string;
  readonly titles: readonly string[];
  readonly hangs: boolean;
  readonly seed?: string;
  readonly tries?: number;
}

/** What became of a mutant; `seconds` were spent in tests. `demo` says whether `npm run demo` still passes; undefined when it was not asked. */
export type Outcome = { readonly name: string; readonly bug: string; readonly seconds: number } & (
  | { readonly verdict: 'killed'; readonly demo: boolean | undefined; readonly by: Killed }
  | { readonly verdict: 'survived'; readonly demo: boolean | undefined; readonly layers: readonly string[] }
  | { readonly verdict: 'notValid'; readonly why: string }
);

export interface Bench {
  /** Where bugs are planted, one after the other. */
  readonly space: Workspace;
  readonly layers: readonly Layer[];
  readonly plain: Plain;
  /** Without it the demo is not run: a patch is judged sooner. */
  readonly plainDemo: (() => Promise<boolean>) | undefined;
  readonly say: (line: string) => void;
}

/** So many files of a layer may fail without the patch being to blame before the layer is left. */
const INNOCENT = 3;
const COMPILE_MINUTES = 5;
const DEMO_MINUTES = 6;

/** Plants one bug in a copy of the tree and looks for the first layer that notices. */
export const tryMutant = async (bench: Bench, { name, bug, text }: Patch): Promise<Outcome> => {
  let spent = 0;
  const told = () => ({ name, bug, seconds: Math.round(spent / 1000) });
  const look = async (layer: Layer): Promise<Killed | undefined> => {
    const since = performance.now();
    const by = await killedIn(bench, layer);
    spent += performance.now() - since;
    return by;
  };
  const { space } = bench;
  try {
    const flaw = await applyPatch(space, text);
    if (flaw !== undefined) return { ...told(), verdict: 'notValid', why: `does not apply: ${flaw}` };
    bench.say(`${name}: tsc and the nearest tests`);
    const [nearest] = nearestLayer(bench, text);
    const [wrong, soon] = await Promise.all([compile(space), nearest && look(nearest)]);
    if (wrong !== undefined) return { ...told(), verdict: 'notValid', why: `does not compile: ${wrong}` };
    const demo = await demoStill(bench, name);
    if (soon) return { ...told(), verdict: 'killed', demo, by: soon };
    for (const layer of bench.layers) {
      bench.say(`${name}: ${layer.name}`);
      const by = await look(layer);
      if (by) return { ...told(), verdict: 'killed', demo, by };
    }
    if (demo === false) {
      const by = { layer: 'demo', file: 'test/demo/demo.ts', titles: ['npm run demo'], hangs: false };
      return { ...told(), verdict: 'killed', demo, by };
    }
    return { ...told(), verdict: 'survived', demo, layers: bench.layers.map((layer) => layer.name) };
  } finally {
    restore(space);
  }
};

/** The tests that are nearest to the patch, of the layers that are wanted, as a layer of their own before all others. */
const nearestLayer = ({ space, layers }: Bench, text: string): readonly Layer[] => {
  const wanted = layers.map(({ name }) => name);
  const tests = nearestTests(space.dir, changedBy(text)).filter((file) => {
    const layer = cheapLayerOf(file);
    return layer && wanted.includes(layer.name);
  });
  return tests.length === 0 ? [] : [{ name: 'nearest', run: { tests }, minutes: 8 }];
};

/** What the compiler has to say against the tree; undefined when it is content. */
const compile = async ({ dir, env }: Workspace): Promise<string | undefined> => {
  const argv = ['node_modules/.bin/tsc', '--incremental', '--tsBuildInfoFile', '.build/tsc.json'];
  const { code, output } = await run(argv, { cwd: dir, env, minutes: COMPILE_MINUTES });
  return code === 0 ? undefined : firstLine(output);
};

const demoStill = async ({ space, plainDemo, say }: Bench, name: string): Promise<boolean | undefined> => {
  if (!plainDemo) return undefined;
  say(`${name}: demo`);
  const passes = (await demoPasses(space)) || !(await plainDemo());
  if (!passes) say(`${name}: the demo fails`);
  return passes;
};

export const demoPasses = async ({ dir, env }: Workspace): Promise<boolean> =>
  (await run(['npm', 'run', '-s', 'demo'], { cwd: dir, env, minutes: DEMO_MINUTES })).code === 0;

/** The failures of a layer for which the patch is to blame. Files that fail without it too are left out and it goes on. */
const killedIn = async (bench: Bench, layer: Layer): Promise<Killed | undefined> => {
  const { space } = bench;
  const innocent: string[] = [];
  while (innocent.length <= INNOCENT) {
    const found = await runLayer(space, layer, innocent);
    if (found.length === 0) return undefined;
    for (const failure of found) {
      if (innocent.includes(failure.file)) continue;
      bench.say(`  ${failure.file} > ${failure.title}: ${firstLine(failure.message)}`);
      if (await isByPatch(space, bench.plain, layer, failure)) return killedBy(layer, failure, found);
      bench.say('  … not the patch’s doing');
      innocent.push(failure.file);
    }
    if ('command' in layer.run) return undefined;
  }
  return undefined;
};

const killedBy = (layer: Layer, { file, hangs, seed, tries }: Failure, all: readonly Failure[]): Killed => ({
  ...{
    layer: cheapLayerOf(file)?.name ?? layer.name,
    file,
    hangs,
    titles: all.filter((each) => each.file === file).map(({ title }) => title),
  },
  ...(seed !== undefined && { seed }),
  ...(tries !== undefined && { tries }),
});

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 200) ?? '';
