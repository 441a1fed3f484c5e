import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What cannot be run is refused in words, with 2, before anything starts. */
const run = (file: string, ...args: readonly string[]) => {
  const path = fileURLToPath(new URL(`./${file}.ts`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test.each([
  ['swarm', ['--seeds', 'many'], /--seeds many: a whole number from 1 to 100000/],
  ['swarm', ['--at-once', '0'], /--at-once 0: a whole number from 1 to 64/],
  ['swarm', ['--dossiers', '1.5'], /--dossiers 1\.5: a whole number/],
  ['study', ['--seeds', '0'], /--seeds 0: a whole number from 1 to 1000/],
  ['main', ['--days', '400'], /--days 400: a whole number from 1 to 366/],
  ['main', ['--faults', 'rain'], /--faults rain: one of crashBefore/],
  ['main', ['--from', '2025-01-01'], /--from 2025-01-01: a day of 2023 or 2024/],
] as const)('%s %j', (file, args, message) => {
  const { status, stdout, stderr } = run(file, ...args);
  expect(stderr).toMatch(message);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each(['swarm', 'study', 'main'])('%s --help says what it takes', (file) => {
  const { status, stdout } = run(file, '--help');
  expect(stdout).toMatch(/^Usage: npm run simulate/);
  expect(status).toBe(0);
});
