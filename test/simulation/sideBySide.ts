import { type ChildProcess, spawn } from 'node:child_process';

/** Runs a script once for each list of arguments, all at once; when one goes wrong the others end. Answers the worst exit code. */
export const sideBySide = async (script: string, shares: readonly (readonly string[])[]): Promise<number> => {
  const children: ChildProcess[] = [];
  const run = (share: readonly string[]): Promise<number> =>
    new Promise((done) => {
      const argv = [...process.execArgv, script, ...share];
      const child = spawn(process.execPath, argv, { stdio: 'inherit' });
      children.push(child);
      child.once('exit', (code) => {
        if (code !== 0) for (const other of children) other.kill();
        done(code ?? 1); // no code: a signal has ended it, ours or another's
      });
    });
  return Math.max(...(await Promise.all(shares.map(run))));
};
