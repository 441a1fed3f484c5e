import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sideBySide } from './sideBySide.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'side-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A script that writes down that it began, and then does as its argument says. */
const script = (): string => {
  const path = join(dir, 'script.mjs');
  const began = `import { appendFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(join(dir, 'began'))}, process.argv[2] + '\\n');`;
  writeFileSync(
    path,
    `${began}
    const ways = {
      well: () => {},
      wrong: () => process.exit(3),
      killed: () => process.kill(process.pid, 'SIGKILL'),
      waits: () => setInterval(() => {}, 1000),
    };
    ways[process.argv[2]]();`,
  );
  return path;
};

test.each([
  [['well', 'well'], 0],
  [['well', 'wrong'], 3],
  [['killed'], 1], // by the system, when memory runs out
  [['waits', 'killed'], 1], // and nobody waits for the others for ever
  [['waits', 'wrong'], 3],
])('%j ends with %i', async (shares, code) => {
  expect(
    await sideBySide(
      script(),
      shares.map((share) => [share]),
    ),
  ).toBe(code);
  expect(readFileSync(join(dir, 'began'), 'utf8')).toContain(shares.at(-1));
});
