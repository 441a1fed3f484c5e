/** `npm run simulate` and `npm run simulate:2023`: a department's days on the unmodified assembly and a virtual clock. */
import { parseArgs } from 'node:util';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { broken, brokenSpines, readWorld } from '../../support/invariants.ts';
import { faultNames, readFaults } from './faults.ts';
import { bieu06Of, digestOf, printBieu06, scoreboardOf, transitionsOf } from './scoreboard.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import { lastDay, simulate, type Wanted } from './world.ts';

const HELP = `Usage: npm run simulate -- [options]         npm run simulate:2023 -- [--json] [options]
  --seed N          decides arrivals, people, files, faults and order (default 1); the same seed, the same bytes
  --days D          days on which dossiers are filed, from --from D (default 30, from 2023-01-03)
  --dossiers M      how many are filed (default: 1644 a year)
  --faults LIST     ${faultNames.join(', ')}; or "all", or "swarm": a subset drawn by the seed
  --staff FILE      who works there (default test/simulation/year/staff.jsonc; see the files beside it)
  --keep FOLDER     keep the data folder: npm run verify and npm run export read it
  --json            one JSON object instead of the summary
simulate:2023 is 1,644 dossiers from 2023-01-01 on 365 days. Ends with 1 when an invariant is broken.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ seed: { ...text, default: '1' }, from: text, days: text, dossiers: text, faults: text },
  ...{ staff: { ...text, default: STAFF_FILE }, keep: text, json: flag, year: flag, help: flag },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const PER_YEAR = 1644;
const SPINES_SAMPLED = 100;
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

const whole = (name: string, value: string, least: number, most: number): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`--${name} ${value}: a whole number from ${least} to ${most}`);
  return number;
};

const wantedOf = (values: Values, progress: (line: string) => void): Wanted => {
  const days = whole('days', values.days ?? (values.year ? '365' : '30'), 1, 366);
  const dossiers = whole(
    'dossiers',
    values.dossiers ?? String(Math.max(1, Math.round((PER_YEAR * days) / 365))),
    1,
    100_000,
  );
  const from = values.from ?? (values.year ? '2023-01-01' : '2023-01-03');
  if (!/^202[34]-\d\d-\d\d$/.test(from) || Number.isNaN(Date.parse(from)))
    throw new Error(`--from ${from}: a day of 2023 or 2024, such as 2023-03-01`);
  const seed = whole('seed', values.seed, 0, 2 ** 31);
  const faults = values.faults === undefined ? [] : readFaults(values.faults, seed);
  return {
    ...{ seed, span: { from, days }, dossiers, staffing: readStaffing(values.staff), faults, progress },
    ...(values.keep !== undefined && { dir: values.keep }),
  };
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(HELP);
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  const wanted = wantedOf(values, (line) => void say(`${line}  (${seconds()} s)`));
  await synthIfNeeded(process.cwd(), say);
  if (wanted.faults.length > 0) say(`faults: ${wanted.faults.join(', ')}`);
  const { cloud, repeated, struck, looks } = await simulate(wanted);
  try {
    say('everything is over; reading the figures, checking every dossier');
    const [from, to] = [wanted.span.from, lastDay(wanted.span)];
    const board = await scoreboardOf(cloud, from, to);
    const form = await bieu06Of(cloud, from, to);
    const world = await readWorld(cloud);
    const faults = [...broken(world), ...(await brokenSpines(cloud, world))];
    const left = wanted.dossiers - world.heads.length;
    const facts = {
      ...{ seed: wanted.seed, dossiers: wanted.dossiers, ...board },
      ...{
        transitionsPerDossier: await transitionsOf(cloud, SPINES_SAMPLED),
        deadLetters: cloud.deadLetters().length,
      },
      ...{ repeated, looks, faults: struck, leftOut: left, broken: faults, logs: await digestOf(cloud) },
    };
    if (values.json) console.log(JSON.stringify({ ...facts, seconds: seconds() }));
    else print(facts, printBieu06(form), seconds());
    if (faults.length > 0 || left !== 0) process.exitCode = 1;
  } finally {
    await cloud.stop();
  }
}

const print = (facts: Readonly<Record<string, unknown>>, form: string, seconds: number): void => {
  console.log(form);
  for (const [name, value] of Object.entries({ ...facts, seconds }))
    console.log(`${name.padEnd(22)}  ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`To repeat it: npm run simulate -- ${process.argv.slice(2).join(' ')}`);
  process.exitCode = 2;
}
