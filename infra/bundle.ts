import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { FunctionSpec } from './manifest.ts';

/** Some dependencies are CommonJS and require Node's own modules, which an ES module cannot do by itself. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

const credentials = fileURLToPath(new URL('lambda-credentials.ts', import.meta.url));

const entryOf = (spec: FunctionSpec): string => join(spec.context, `${spec.name}.handler.ts`);

/** Every way in which the manifest and the folder disagree, as sentences; empty when they agree. */
export function entryProblems(folder: string, functions: readonly FunctionSpec[]): string[] {
  const known = new Set(functions.map(entryOf));
  const missing = [...known]
    .filter((entry) => !existsSync(join(folder, entry)))
    .map(
      (entry) => `infra/operations.ts lists ${entry}, but there is no such file in ${relative('', folder)}.`,
    );
  const stray = globSync('**/*.handler.ts', { cwd: folder })
    .filter((entry) => !known.has(entry))
    .map((entry) => `${join(relative('', folder), entry)} is in no row of infra/operations.ts.`);
  const names = functions.map((spec) => spec.name);
  const doubled = names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `Two functions are called "${name}" in infra/operations.ts.`);
  return [...missing, ...stray, ...doubled].sort();
}

/** Writes only what changed, by rename, so that a build beside a running one never shows half a file. */
function replace(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

/** The typeface of the forms, with its licence: from this package to `fonts/` beside the module, under the same paths. */
const typeface = {
  folder: fileURLToPath(new URL('../node_modules/@expo-google-fonts/tinos/', import.meta.url)),
  files: [
    '400Regular/Tinos_400Regular.ttf',
    '400Regular_Italic/Tinos_400Regular_Italic.ttf',
    '700Bold/Tinos_700Bold.ttf',
    'LICENSE_FONT',
  ],
} as const;

/** The layers of the product that hold no client, no environment and nothing from one invocation to the next. */
export const STATELESS = /^(core|contract|app|adapters)\//;

/** Leaves the stateless layers of the product where they are, so that all functions of a process share one instance of them. */
const sharing = (folder: string): Plugin => ({
  name: 'share the stateless layers',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path);
      return STATELESS.test(relative(folder, file).replaceAll('\\', '/'))
        ? { path: pathToFileURL(file).href, external: true }
        : undefined;
    });
  },
});

/**
 * Bundles every function in one pass to `<outdir>/<name>/index.mjs`, SDK included, and removes bundles
 * of functions that are gone. The bytes depend on the sources only. With `shared` packages and the stateless layers stay
 * outside, for simulations, where all functions share a process; each keeps its own clients, environment and logger.
 */
export async function bundle(
  folder: string,
  functions: readonly FunctionSpec[],
  outdir: string,
  shared = false,
): Promise<void> {
  const problems = entryProblems(folder, functions);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const result = await build({
    entryPoints: functions.map((spec) => ({ in: join(folder, entryOf(spec)), out: `${spec.name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    ...(shared && { packages: 'external', plugins: [sharing(folder)] }),
    write: false,
    minify: true,
    treeShaking: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    charset: 'utf8',
    alias: { '@aws-sdk/credential-provider-node': credentials },
    legalComments: 'none',
    banner: { js: banner },
    logLevel: 'silent',
  });
  for (const file of result.outputFiles) {
    replace(join(outdir, basename(dirname(file.path)), 'index.mjs'), file.contents);
  }
  for (const { name } of functions.filter((spec) => spec.fonts)) {
    for (const file of typeface.files) {
      replace(join(outdir, name, 'fonts', file), readFileSync(join(typeface.folder, file)));
    }
  }
  const names = new Set(functions.map((spec) => spec.name));
  for (const name of readdirSync(outdir)) {
    if (!names.has(name)) rmSync(join(outdir, name), { recursive: true, force: true });
  }
}
