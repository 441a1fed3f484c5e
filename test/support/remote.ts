import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { CloudLike } from './cloudLike.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const namesSchema = z.object({
  stateTable: z.string(),
  eventTable: z.string(),
  quarantineBucket: z.string(),
  archiveBucket: z.string(),
  dossierStateMachineArn: z.string(),
  digitisationStateMachineArn: z.string(),
  slaSweepStateMachineArn: z.string(),
  recountStateMachineArn: z.string(),
  fixityStateMachineArn: z.string(),
  alertTopicArn: z.string(),
  eventBus: z.string(),
});

const json = async (url: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
};

/** `npm start` in a process group of its own, on a virtual clock, as it is run by people. */
export interface Remote extends CloudLike {
  /** SIGKILL to the whole group: front door, functions and database engine die in the same instant. */
  kill(): Promise<void>;
  /** Ctrl-C. */
  interrupt(): Promise<void>;
  readonly output: () => string;
}

/** Starts it on a data folder and waits until it says that it is ready. */
export const startRemote = async (
  data: string,
  args: readonly string[] = ['--clock', 'virtual'],
): Promise<Remote> => {
  const child = spawn(process.execPath, ['local/main.ts', '--port', '0', '--data', data, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
  });
  let output = '';
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((ready, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /API\s+(http:\/\/\S+)/.exec(output)?.[1];
      if (found && output.includes('Ready in')) ready(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}: ${output}`)));
  });
  const advance = (to: string) => json(`${url}/_local/clock`, { advanceTo: to });
  return {
    url,
    apiUrl: url,
    names: namesSchema.parse(await json(`${url}/_local/names`)),
    async token({ sub, roles, unit }) {
      const answer = await json(`${url}/_local/token`, {
        sub,
        roles,
        ...(unit !== undefined && { unit }),
        minutes: 1440,
      });
      return z.object({ access_token: z.string() }).parse(answer).access_token;
    },
    clock: {
      async settle() {
        const { now } = z.object({ now: z.string() }).parse(await json(`${url}/_local/clock`));
        await advance(now);
      },
      async advanceTo(until) {
        await advance(new Date(until).toISOString());
      },
    },
    async kill() {
      signalGroup(child, 'SIGKILL');
      await ended;
    },
    async interrupt() {
      child.kill('SIGINT');
      await ended;
    },
    output: () => output,
  };
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
};
