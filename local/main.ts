/** `npm start`: the product on this machine. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCatalogue } from './catalogue.ts';
import { clamdIfGiven } from './clamd.ts';
import { virtualClock } from './clock.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { lastInstant } from './cloud-file.ts';
import { lockFolder } from './dynamo/engine.ts';
import { STUBS } from './template/support.ts';
import { synthIfNeeded } from './template/synth.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const HELP = `Usage: npm start -- [options]
  --port <n>             port on 127.0.0.1 (default 3000; when busy the next free one)
  --data <folder>        where state lives (default .data); it survives Ctrl-C and kill -9
  --empty                start over: deletes the data folder first
  --clamd <address>      scans uploads by clamd at host:port or a socket (default $CLAMD_ADDRESS); without one by a
                         stub that finds the EICAR test file and nothing else
  --clock real|virtual   virtual: time stands still until POST /_local/clock {"advanceTo": "<ISO time>"}
  --help                 this text`;

const options = {
  port: { type: 'string', default: '3000' },
  data: { type: 'string', default: '.data' },
  empty: { type: 'boolean', default: false },
  clock: { type: 'string', default: 'real' },
  clamd: { type: 'string', default: process.env.CLAMD_ADDRESS ?? '' },
  help: { type: 'boolean', default: false },
} as const;

/** Deletes a data folder, but only one that this program made and nobody uses. */
async function empty(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  if (!existsSync(join(folder, 'cloud.json')) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not a data folder of this program; it stays as it is.`);
  const unlock = await lockFolder(folder);
  unlock();
  rmSync(folder, { recursive: true });
}

function welcome(cloud: Cloud, procedures: number, dataFolder: string, ms: number): string {
  const at = dataFolder === resolve('.data') ? '' : ` --data ${dataFolder}`;
  const malware = ['AWS::GuardDuty::MalwareProtectionPlan', cloud.scanner];
  const stubs = [malware, ...Object.entries(STUBS)].map(([type, what]) => `  ${type}: ${what}`);
  const reasons = Map.groupBy(cloud.inert, ({ why }) => why);
  const inert = [...reasons].map(
    ([why, types]) => `  ${types.map(({ type, count }) => `${type.slice(5)} ${count}`).join(', ')}: ${why}`,
  );
  return `
Ready in ${(ms / 1000).toFixed(1)} s. Everything is on this machine.

  API        ${cloud.apiUrl}
  Try        curl ${cloud.apiUrl}/procedures        (${procedures} catalogue entries loaded)
  Token      npm run -s token -- --role applicant --sub citizen-1${at}
             npm run -s token -- --role frontDesk --sub officer-1 --unit SXD-H05${at}
  Data       ${dataFolder}
  Messages   curl ${cloud.url}/_local/outbox        (mail, text messages, alerts)
  Events     curl ${cloud.url}/_local/events        (what partner systems get)

File a dossier:

  TOKEN=$(npm run -s token -- --role applicant --sub citizen-1${at})
  curl -s ${cloud.apiUrl}/procedures/1.013236
  curl -s ${cloud.apiUrl}/dossiers -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -H "idempotency-key: $(date +%s)" -d @docs/examples/dossier.json
  node docs/examples/file.mjs ${cloud.apiUrl} $TOKEN        (files, uploads and submits in one go)

Stand-ins:
${stubs.join('\n')}
In the template, without effect here:
${inert.join('\n')}

Stop with Ctrl-C; the next start continues where this one was.`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port ${values.port} is not a port.\n${HELP}`);
  if (values.clock !== 'real' && values.clock !== 'virtual')
    throw new Error(`--clock is real or virtual.\n${HELP}`);
  const scanner = await clamdIfGiven(values.clamd);
  const data = resolve(values.data);
  await synthIfNeeded(root, console.log);
  if (values.empty) await empty(data);
  const since = performance.now();
  const cloud = await startCloud({
    assembly: join(root, 'cdk.out'),
    dir: data,
    port,
    ...(scanner && { scanner }),
    log: console.error, // a refused call, for example
    ...(values.clock === 'virtual' && { clock: virtualClock(Math.max(Date.now(), lastInstant(data))) }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1); // a second Ctrl-C does not wait
    stopping = true;
    console.log('\nStopping …');
    cloud.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const procedures = await loadCatalogue(cloud);
  console.log(welcome(cloud, procedures, data, performance.now() - since));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
