import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';

export interface Engine {
  endpoint: string;
  stop(): Promise<void>;
}

/** The start time in kernel ticks names a process for good, where a pid alone may come again. */
const processId = z.object({ pid: z.number(), started: z.string() });
const lockSchema = z.object({ owner: processId, engine: processId.extend({ port: z.number() }).optional() });
/** Folders in use by this very process: its own pid in a lock says nothing. */
const held = new Set<string>();

/** Where the native engine is, if this machine has it. */
export function engineBinary(): string | undefined {
  try {
    const path = createRequire(import.meta.url)
      .resolve('@dynoxide/linux-x64/package.json')
      .replace('package.json', 'dynoxide');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function startedAt(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

const alive = ({ pid, started }: z.infer<typeof processId>): boolean => startedAt(pid) === started;
const self = { pid: process.pid, started: startedAt(process.pid) ?? '' };

/** Takes the data folder for this process, or says in words who has it. Ends an engine that outlived its owner. */
export async function lockFolder(dir: string): Promise<() => void> {
  const path = join(dir, 'lock');
  mkdirSync(dir, { recursive: true });
  if (held.has(dir)) throw new Error(`The data folder ${dir} is already open in this process.`);
  const { owner, engine } = readLock(path);
  if (owner && owner.pid !== process.pid && alive(owner))
    throw new Error(
      `The data folder ${dir} is in use by process ${owner.pid}. Stop that one first, or choose another folder.`,
    );
  if (engine && alive(engine) && readFileSync(`/proc/${engine.pid}/cmdline`, 'utf8').includes('dynoxide')) {
    process.kill(engine.pid, 'SIGKILL');
    while (alive(engine)) await new Promise((turn) => setImmediate(turn));
  }
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify({ owner: self }), { flag: 'wx' });
  held.add(dir);
  return () => void held.delete(dir);
}

function readLock(path: string): Partial<z.infer<typeof lockSchema>> {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {}; // absent, or written halfway by a process that died
  }
}

/**
 * Starts the engine on a port of its own choice. A shell stands in between: when this process dies, however
 * suddenly, the shell's input ends and it ends the engine.
 */
export async function startEngine(dir: string | undefined, binary: string): Promise<Engine> {
  const script = '"$@" & engine=$!; echo $engine; cat >/dev/null; kill -9 $engine; wait $engine';
  const data = dir === undefined ? [] : ['--db-path', join(dir, 'dynamo.db')];
  const args = ['-c', script, 'sh', binary, 'serve', '--host', '127.0.0.1', '--port', '0', ...data];
  const shell = spawn('/bin/sh', args, { detached: true, stdio: 'pipe' });
  const gone = new Promise<void>((done) => shell.once('exit', () => done()));
  const named = new Promise<number>((done) => {
    createInterface(shell.stdout).once('line', (line) => done(Number(line)));
  });
  await new Promise<void>((ready, reject) => {
    let said = '';
    const output = createInterface(shell.stderr).on('line', (line) => {
      said += `${line}\n`;
      if (line.includes('listening on')) ready();
    });
    shell.once('error', reject);
    output.once('close', () => reject(new Error(`The DynamoDB engine did not start: ${said}`)));
  });
  const pid = await named; // comes through another pipe than the message, so it may be later
  const port = listeningPort(pid);
  const engine = { pid, port, started: startedAt(pid) };
  if (dir !== undefined) writeFileSync(join(dir, 'lock'), JSON.stringify({ owner: self, engine }));
  const stop = async (): Promise<void> => {
    shell.stdin.end();
    await gone;
    if (dir !== undefined) rmSync(join(dir, 'lock'), { force: true });
  };
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

/** The engine prints port 0 as it was given, so the kernel is asked. */
function listeningPort(pid: number): number {
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return ''; // closed meanwhile
    }
  });
  for (const line of readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n')) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state === '0A' && sockets.includes(`socket:[${inode}]`))
      return Number.parseInt(local.split(':')[1] ?? '', 16);
  }
  throw new Error('The DynamoDB engine listens on no port.');
}
