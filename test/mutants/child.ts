import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** How a command ended; `code` is undefined when it was killed. */
export interface Ended {
  readonly code: number | undefined;
  readonly timedOut: boolean;
  /** What it wrote to both streams, the last 200,000 characters. */
  readonly output: string;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly minutes: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Every process that descends from us carries this in its environment, also one that has left our process group. */
const MARK = 'MUTANT_RUN';
const KEPT = 200_000;
const mark = randomUUID();

/** Runs a command to its end or to the end of its time; whatever it has started is dead afterwards. */
export const run = (argv: readonly string[], o: ChildOptions): Promise<Ended> =>
  new Promise((done, failed) => {
    const own = `${mark}.${randomUUID()}`;
    const [file = '', ...args] = argv;
    const child = spawn(file, args, {
      cwd: o.cwd,
      detached: true,
      env: { ...process.env, ...o.env, [MARK]: own },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let timedOut = false;
    const hear = (chunk: string): void => {
      output = (output + chunk).slice(-KEPT);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.stdin.on('error', () => {}); // it may have ended without reading
    child.stdin.end(o.stdin ?? '');
    const dog = setTimeout(() => {
      timedOut = true;
      killMarked(own, child.pid);
    }, o.minutes * 60_000);
    child.once('error', failed);
    // Not `close`: an orphan may hold the pipes for ever.
    child.once('exit', (code) => {
      clearTimeout(dog);
      setImmediate(() => {
        killMarked(own, child.pid);
        done({ code: code ?? undefined, timedOut, output });
      });
    });
  });

/** Ends everything that this run of the program has started and that still lives. */
export const killAll = (): void => killMarked(mark);

const killMarked = (value: string, group?: number): void => {
  if (group !== undefined) kill(-group);
  for (const pid of marked(value)) kill(pid);
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
};

/** Processes with the mark in their environment, as /proc tells; elsewhere the process group has to do. */
const marked = (value: string): number[] => {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid && carries(pid, value));
  } catch {
    return [];
  }
};

const carries = (pid: number, value: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${value}`);
  } catch {
    return false; // gone, or another user's
  }
};
