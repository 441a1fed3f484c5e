import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from './child.ts';

const cwd = process.cwd();
/** Commands that sleep for this long, unlike any other's. */
const MARK = '86399.25';
const alive = (): string[] =>
  readdirSync('/proc').flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return line.startsWith(`sleep\0${MARK}`) ? [pid] : [];
    } catch {
      return []; // no process, or gone meanwhile
    }
  });

/** Elsewhere the process group has to do. */
const onLinux = test.runIf(process.platform === 'linux');

onLinux(
  'a command that hangs is ended with everything it has started, also what has left its group',
  async () => {
    const script = `sleep ${MARK} & setsid sleep ${MARK} & wait`;
    const ended = await run(['sh', '-c', script], { cwd, minutes: 1 / 200 });
    expect(ended).toEqual({ code: undefined, timedOut: true, output: '' });
    await expect.poll(alive).toEqual([]);
  },
);

onLinux('a command that ends leaves nothing behind either', async () => {
  const ended = await run(['sh', '-c', `setsid sleep ${MARK} >/dev/null 2>&1 & cat; exit 3`], {
    ...{ cwd, minutes: 1, stdin: 'said' },
  });
  expect(ended).toEqual({ code: 3, timedOut: false, output: 'said' });
  await expect.poll(alive).toEqual([]);
});
