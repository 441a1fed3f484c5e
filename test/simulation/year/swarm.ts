/** `npm run simulate:swarm`: many short lives, each with the faults its seed draws; ends at the first that goes wrong. */
import { parseArgs } from 'node:util';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { attempt } from './attempt.ts';
import { readFaults } from './faults.ts';
import { optionsOf } from './shortest.ts';
import { readStaffing, STAFF_FILE } from './staffing.ts';
import { whole } from './whole.ts';
import type { Wanted } from './world.ts';

const HELP = `Usage: npm run simulate:swarm -- [--seeds N] [--first N] [--dossiers M] [--days D]
  --seeds N      how many seeds, from --first on (default 200, from 1)
  --dossiers M   how many dossiers each files (default 3), within --days D (default 10), from some day of 2023
Ends with 1 at the first seed that goes wrong, with what is wrong, the log of the dossier, and how to repeat and shorten it.`;

const text = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    ...{ seeds: text('200'), first: text('1'), dossiers: text('3'), days: text('10') },
    help: { type: 'boolean', default: false },
  },
});
const DAY = 86_400_000;
/** Short lives begin anywhere in the year: before Tết, at the end of a month, on a day off. */
const YEAR = 350;

const wantedOf = (seed: number): Wanted => ({
  ...{ seed, dossiers: whole('dossiers', values.dossiers, 1, 1000), staffing: readStaffing(STAFF_FILE) },
  span: {
    from: new Date(Date.UTC(2023, 0, 1) + ((seed * 37) % YEAR) * DAY).toISOString().slice(0, 10),
    days: whole('days', values.days, 1, 15),
  },
  faults: readFaults('swarm', seed),
});

const main = async (): Promise<void> => {
  if (values.help) return console.log(HELP);
  await synthIfNeeded(process.cwd(), (line) => process.stderr.write(`${line}\n`));
  const [first, seeds] = [whole('first', values.first, 0, 2 ** 31), whole('seeds', values.seeds, 1, 100_000)];
  for (let seed = first; seed < first + seeds; seed++) {
    const started = performance.now();
    const wanted = wantedOf(seed);
    const failure = await attempt(wanted);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `seed ${seed} of ${first + seeds - 1}: ${failure?.code ?? 'well'}  ${seconds} s  ${wanted.span.from}  ${wanted.faults.join(',')}`,
    );
    if (!failure) continue;
    console.error([failure.text, ...failure.log].join('\n'));
    console.error(
      `To repeat it: npm run simulate -- ${optionsOf(wanted)} (without --shrink 0 a shorter run is searched for)`,
    );
    process.exitCode = 1;
    return;
  }
  console.log(`${seeds} seeds, all well`);
};

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
