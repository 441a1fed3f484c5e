/** `npm run simulate:swarm`: many short lives, each with the faults its seed draws; ends at the first that goes wrong. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { sharedBundles } from '../sharedBundles.ts';
import { sideBySide } from '../sideBySide.ts';
import { attempt } from './attempt.ts';
import { optionsOf } from './shortest.ts';
import { shortLife, staffFileOf } from './shortLife.ts';
import { whole } from './whole.ts';

const HELP = `Usage: npm run simulate:swarm -- [--seeds N] [--first N] [--at-once N] [--dossiers M] [--days D]
  --seeds N      how many seeds, from --first on (default 200, from 1); every fourth without faults, where more is expected
  --at-once N    in so many processes (default 1)
  --dossiers M   how many dossiers each files (default 1 to 3, by the seed), within --days D (default 10), from some day of 2023
Ends with 1 at the first seed that goes wrong, with what is wrong, the log of the dossier, and how to repeat and shorten it.`;

const text = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    ...{ seeds: text('200'), first: text('1'), days: text('10'), 'at-once': text('1') },
    dossiers: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const main = async (): Promise<void> => {
  if (values.help) return console.log(HELP);
  await synthIfNeeded(process.cwd(), (line) => process.stderr.write(`${line}\n`));
  const [first, seeds] = [whole('first', values.first, 0, 2 ** 31), whole('seeds', values.seeds, 1, 100_000)];
  const atOnce = Math.min(seeds, whole('at-once', values['at-once'], 1, 64));
  if (atOnce > 1) await sharedBundles(); // made once, not by each
  await (atOnce > 1 ? inProcesses(first, seeds, atOnce) : oneByOne(first, seeds));
};

/** Each process takes a share. */
const inProcesses = async (first: number, seeds: number, atOnce: number): Promise<void> => {
  const share = Math.ceil(seeds / atOnce);
  const { dossiers, days } = values;
  const shares = Array.from({ length: atOnce }, (_, i) => first + i * share)
    .filter((from) => from < first + seeds)
    .map((from) => [
      ...['--first', `${from}`, '--seeds', `${Math.min(share, first + seeds - from)}`, '--days', days],
      ...(dossiers === undefined ? [] : ['--dossiers', dossiers]),
    ]);
  const worst = await sideBySide(fileURLToPath(import.meta.url), shares);
  if (worst > 0) process.exitCode = worst;
  else console.log(`${seeds} seeds, all well`);
};

const oneByOne = async (first: number, seeds: number): Promise<void> => {
  const days = whole('days', values.days, 1, 15);
  const dossiers = values.dossiers === undefined ? undefined : whole('dossiers', values.dossiers, 1, 1000);
  for (let seed = first; seed < first + seeds; seed++) {
    const started = performance.now();
    const wanted = shortLife(seed, dossiers, days);
    const failure = await attempt(wanted);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `seed ${seed} of ${first + seeds - 1}: ${failure?.code ?? 'well'}  ${seconds} s  ${wanted.span.from}  ${wanted.faults.join(',')}`,
    );
    if (!failure) continue;
    console.error([failure.text, ...failure.log].join('\n'));
    console.error(
      `To repeat it: npm run simulate -- ${optionsOf(wanted, staffFileOf(seed))} (without --shrink 0 a shorter run is searched for)`,
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
