import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from './child.ts';

/** A copy of the tree outside of the repository, with an assembly and caches of its own. */
export interface Workspace {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
}

const open = new Set<string>();

/**
 * Copies what git tracks and what is new and not ignored, as it stands now, committed or not. The copy is a repository of
 * its own, so that it can be put back after each patch; what is ignored (assembly, caches) stays and saves time.
 */
export const copyTree = (root: string, name: string): Workspace => {
  const dir = mkdtempSync(join(tmpdir(), `mutant-${name}-`));
  open.add(dir);
  const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  for (const path of new Set(listed.split('\0'))) {
    if (!statSync(join(root, path), { throwIfNoEntry: false })?.isFile()) continue; // deleted and not committed
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    copyFileSync(join(root, path), join(dir, path));
  }
  linkPackages(join(root, 'node_modules'), join(dir, 'node_modules'));
  git(dir, 'init', '--quiet');
  git(dir, 'add', '--all');
  git(
    dir,
    '-c',
    'user.name=mutants',
    '-c',
    'user.email=mutants@localhost',
    'commit',
    '--quiet',
    '-m',
    'the tree',
  );
  const bin = join(dir, 'node_modules', '.bin');
  // What continuous integration says about itself is not for the runners in here.
  return { dir, env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, CI: '' } };
};

/** Takes the patch away, and whatever the tests have left behind. */
export const restore = ({ dir }: Workspace): void => {
  git(dir, 'reset', '--quiet', '--hard');
  git(dir, 'clean', '--quiet', '-fd');
};

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });

/** A folder of links, so that what tools write into `node_modules` stays in the copy. */
const linkPackages = (from: string, to: string): void => {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.vite')) symlinkSync(join(from, name), join(to, name));
  }
};

/** On the way out, also out of an interrupted run. */
export const removeAll = (): void => {
  for (const dir of open) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
};

/** Ways to read a patch: made by git, by `diff -u` beside or above the tree; lines that have moved a little. */
const ways = [
  ...['-p1', '-p0', '-p2', '-p3'].map((strip) => ['git', 'apply', strip, '--whitespace=nowarn']),
  ...['-p1', '-p0', '-p2'].map((strip) => [
    'patch',
    strip,
    '--batch',
    '--forward',
    '--no-backup-if-mismatch',
  ]),
];

/** Applies a patch to the copy; answers why not, in the words of `git apply -p1`, when no way works. */
export const applyPatch = async (space: Workspace, patch: string): Promise<string | undefined> => {
  let why: string | undefined;
  for (const argv of ways) {
    // `patch` writes the files that fit before it meets one that does not.
    const asked = await tryRun([...argv, argv[0] === 'git' ? '--check' : '--dry-run'], space, patch);
    if (asked === undefined) return tryRun(argv, space, patch);
    why ??= asked;
  }
  return why;
};

const tryRun = async (
  argv: readonly string[],
  { dir, env }: Workspace,
  stdin: string,
): Promise<string | undefined> => {
  try {
    const { code, output } = await run(argv, { cwd: dir, env, stdin, minutes: 1 });
    return code === 0 ? undefined : output.trim();
  } catch (error) {
    return String(error); // no such program
  }
};
