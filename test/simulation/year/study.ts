/** `npm run simulate:study`: many seeds of one span and what comes of other staffing, as the least and the most of every figure. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { whole } from './whole.ts';

const HELP = `Usage: npm run simulate:study -- [--seeds N] [--staff FILE] [--at-once N] [--json] [options of npm run simulate]
  --seeds N      seeds 1 to N (default 10)
  --at-once N    how many run side by side (default 2)
  All other options go to each run; without --days it is the year 2023.`;

const { values, tokens } = parseArgs({
  options: {
    ...{ seeds: { type: 'string', default: '10' }, 'at-once': { type: 'string', default: '2' } },
    ...{ json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  },
  strict: false,
  tokens: true,
});

const outcome = z.looseObject({
  seed: z.number(),
  received: z.number(),
  onlinePercent: z.number(),
  resolved: z.object({ early: z.number(), onTime: z.number(), late: z.number() }),
  onSpot: z.number(),
  digitised: z.number(),
  satisfaction: z.object({ mean: z.number() }),
  transitionsPerDossier: z.number(),
  writeUnitsPerDossier: z.number(),
  broken: z.array(z.string()),
  seconds: z.number(),
});
type Outcome = z.infer<typeof outcome>;

const figures: Readonly<Record<string, (of: Outcome) => number>> = {
  received: (of) => of.received,
  'resolved early': (of) => of.resolved.early,
  'resolved on time': (of) => of.resolved.onTime,
  'resolved late': (of) => of.resolved.late,
  'online, %': (of) => of.onlinePercent,
  'on the spot': (of) => of.onSpot,
  digitised: (of) => of.digitised,
  'satisfaction, of 5': (of) => of.satisfaction.mean,
  'transitions per dossier': (of) => of.transitionsPerDossier,
  'write units per dossier': (of) => of.writeUnitsPerDossier,
  'invariants broken': (of) => of.broken.length,
  seconds: (of) => of.seconds,
};

/** One run in a process of its own. Throws in words when it tells nothing. */
const run = async (seed: number, options: readonly string[]): Promise<Outcome> => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = [
    ...process.execArgv,
    main,
    '--year',
    '--json',
    '--shrink',
    '0',
    ...options,
    '--seed',
    String(seed),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(`seed ${seed}: ${err.slice(-2000)}`);
  return outcome.parse(JSON.parse(out));
};

const main = async (): Promise<void> => {
  if (values.help === true) return console.log(HELP);
  const own = ['seeds', 'at-once', 'json', 'help'];
  const options = tokens.flatMap((token) =>
    token.kind === 'option' && !own.includes(token.name)
      ? [token.rawName, ...(token.value === undefined ? [] : [token.value])]
      : token.kind === 'positional'
        ? [token.value]
        : [],
  );
  const seeds = Array.from({ length: whole('seeds', String(values.seeds), 1, 1000) }, (_, i) => i + 1);
  await synthIfNeeded(process.cwd(), (line) => process.stderr.write(`${line}\n`));
  const waiting = [...seeds];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const one = await run(seed, options);
      outcomes.push(one);
      process.stderr.write(
        `seed ${seed}: late ${one.resolved.late}, broken ${one.broken.length}, ${one.seconds} s (${outcomes.length} of ${seeds.length})\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: whole('at-once', String(values['at-once']), 1, 64) }, work));
  const rows = Object.entries(figures).map(([name, of]) => {
    const all = outcomes.map(of);
    return { name, least: Math.min(...all), most: Math.max(...all) };
  });
  if (values.json === true) console.log(JSON.stringify({ seeds: seeds.length, options, figures: rows }));
  else
    for (const { name, least, most } of rows)
      console.log(`${name.padEnd(26)}${String(least).padStart(9)}${String(most).padStart(9)}`);
  if (outcomes.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
};

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
