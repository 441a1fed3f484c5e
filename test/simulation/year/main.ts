/** `npm run simulate` and `npm run simulate:2023`: a department's days on the unmodified assembly and a virtual clock. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { attempt } from './attempt.ts';
import type { Failure } from './failure.ts';
import { faultNames, readFaults } from './faults.ts';
import { bieu06Of, digestOf, printBieu06, scoreboardOf, transitionsOf } from './scoreboard.ts';
import { optionsOf, shortest } from './shortest.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import { whole } from './whole.ts';
import { lastDay, type Simulated, type Wanted } from './world.ts';

const HELP = `Usage: npm run simulate -- [options]         npm run simulate:2023 -- [--json] [options]
  --seed N          decides arrivals, people, files, faults and order (default 1); the same seed, the same bytes
  --days D          days on which dossiers are filed, from --from D (default 30, from 2023-01-03)
  --dossiers M      how many are filed (default: 1644 a year)
  --faults LIST     ${faultNames.join(', ')}; or "all", or "swarm": a subset drawn by the seed
  --staff FILE      who works there (default test/simulation/year/staff.jsonc; see the files beside it)
  --keep FOLDER     keep the data folder: npm run verify and npm run export read it
  --json            one JSON object instead of the summary
  --eventful        whatever can happen to a dossier as often as the usual
  --only N,N        of these filings only those with these numbers; each is the same as if all had come
  --fault-days D,D  faults strike on these local days only
  --rate R          how often a call fails in each way that is switched on, of 1 (default 0.01)
  --shrink SECONDS  how long to look for a shorter run that fails alike (default 120, 0: not at all)
simulate:2023 is 1,644 dossiers from 2023-01-01 on 365 days. Invariants are checked after each act and at each midnight; the
first broken one, or a refusal that cannot be explained, ends the run with 1, the log of the dossier, and how to repeat it.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ seed: { ...text, default: '1' }, from: text, days: text, dossiers: text, faults: text },
  ...{ staff: { ...text, default: STAFF_FILE }, keep: text, json: flag, year: flag, help: flag },
  ...{ eventful: flag, only: text, 'fault-days': text, rate: text, shrink: { ...text, default: '120' } },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const PER_YEAR = 1644;
const SPINES_SAMPLED = 100;
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

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
    eventful: values.eventful,
    only: values.only?.split(',').map((n) => whole('only', n, 1, dossiers)),
    faultDays: values['fault-days']?.split(','),
    rate: values.rate === undefined ? undefined : share(values.rate),
    ...(values.keep !== undefined && { dir: values.keep }),
  };
};

/** A number from 0 to a half. Throws in words. */
const share = (value: string): number => {
  const number = Number(value);
  if (!(number >= 0 && number <= 0.5)) throw new Error(`--rate ${value}: a number from 0 to 0.5`);
  return number;
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(HELP);
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  const wanted = wantedOf(values, (line) => void say(`${line}  (${seconds()} s)`));
  const budget = whole('shrink', values.shrink, 0, 86_400);
  await synthIfNeeded(process.cwd(), say);
  if (wanted.faults.length > 0) say(`faults: ${wanted.faults.join(', ')}`);
  let facts: Readonly<Record<string, unknown>> = { seed: wanted.seed };
  let form = '';
  const failure = await attempt(wanted, async (simulated) => {
    say('everything is over; reading the figures');
    form = printBieu06(await bieu06Of(simulated.cloud, wanted.span.from, lastDay(wanted.span)));
    facts = await factsOf(wanted, simulated);
  });
  const broken = failure ? failure.text.split('\n') : [];
  if (values.json) console.log(JSON.stringify({ ...facts, broken, seconds: seconds() }));
  else print({ ...facts, broken: broken.length }, form, seconds());
  if (failure) await explain(wanted, failure, values.staff === STAFF_FILE ? undefined : values.staff, budget);
}

const factsOf = async (wanted: Wanted, { cloud, looks, repeated, struck, writeUnits }: Simulated) => ({
  ...{ seed: wanted.seed, dossiers: wanted.only?.length ?? wanted.dossiers },
  ...(await scoreboardOf(cloud, wanted.span.from, lastDay(wanted.span))),
  transitionsPerDossier: await transitionsOf(cloud, SPINES_SAMPLED),
  writeUnitsPerDossier: Math.round(writeUnits / (wanted.only?.length ?? wanted.dossiers)),
  ...{ deadLetters: cloud.deadLetters().length, repeated, looks, faults: struck },
  logs: await digestOf(cloud),
});

/** Says what is wrong, searches for the shortest run that fails alike, and leaves its log in a file. */
const explain = async (
  wanted: Wanted,
  failure: Failure,
  staff: string | undefined,
  budget: number,
): Promise<void> => {
  process.exitCode = 1;
  const tell = (of: Failure, from: Wanted): void => {
    console.error([of.text, ...of.log].join('\n'));
    console.error(`To repeat it: npm run simulate -- ${optionsOf(from, staff)}`);
  };
  console.error(`\nseed ${wanted.seed} failed: ${failure.code}`);
  tell(failure, wanted);
  let found = { wanted, failure };
  if (budget > 0) {
    const until = performance.now() + budget * 1000;
    say(`\nsearching for a shorter run, for ${budget} s at most`);
    const less = await shortest(wanted, failure, () => performance.now() < until, say);
    found = less;
    console.error(
      `\nThe shortest found in ${less.tried} tries${less.minimal ? '; nothing more can be left out' : ''}:`,
    );
    tell(less.failure, less.wanted);
  }
  const file = `.data/simulate/seed-${wanted.seed}.log`;
  mkdirSync('.data/simulate', { recursive: true });
  writeFileSync(
    file,
    [optionsOf(found.wanted, staff), found.failure.text, ...found.failure.log, ''].join('\n'),
  );
  console.error(`log: ${file}`);
};

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
