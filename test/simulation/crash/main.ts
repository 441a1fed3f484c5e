/** `npm run simulate:crashes`: every call of every life fails once, before and after its effect. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { synthIfNeeded } from '../../../local/template/synth.ts';
import { sharedBundles } from '../sharedBundles.ts';
import { sideBySide } from '../sideBySide.ts';
import { type Scenario, scenarios } from './lives.ts';
import { allWays, type Way } from './places.ts';
import { crashPoints } from './points.ts';

const HELP = `Usage: npm run simulate:crashes -- [options]
  --scenario S      ${scenarios.join(', ')} (default: all of them)
  --every N         only each N-th place (default 1: exhaustive, which takes hours)
  --offset N        and begin at the N-th (default 0)
  --ways W          which failures: ${allWays.join(', ')} (default: all)
  --seed N          default 1
  --at-once N       in so many processes, each of which tells its own share (default 1)
Ends with 1 when a dossier does not come to its end, an invariant is broken or a dead letter is left.`;
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    scenario: text,
    ways: text,
    every: text,
    offset: text,
    seed: text,
    'at-once': text,
    help: { type: 'boolean', default: false },
  },
});
const isScenario = (name: string): name is Scenario => scenarios.some((each) => each === name);
const isWay = (name: string): name is Way => allWays.some((way) => way === name);
const number = (value: string | undefined, otherwise: number): number => {
  const read = Number(value ?? otherwise);
  if (!Number.isInteger(read) || read < 0) throw new Error(`${value}: a whole number\n${HELP}`);
  return read;
};

const main = async (): Promise<void> => {
  if (values.help) return console.log(HELP);
  const chosen = values.scenario?.split(',') ?? [...scenarios];
  if (!chosen.every(isScenario)) throw new Error(`--scenario ${values.scenario}: not known\n${HELP}`);
  const ways = values.ways?.split(',') ?? [...allWays];
  if (!ways.every(isWay)) throw new Error(`--ways ${values.ways}: not known\n${HELP}`);
  await synthIfNeeded(process.cwd(), (line) => void process.stderr.write(`${line}\n`));
  const started = performance.now();
  const atOnce = Math.max(1, number(values['at-once'], 1));
  const o = {
    ...{ seed: number(values.seed, 1), scenarios: chosen, ways },
    ...{ every: Math.max(1, number(values.every, 1)), offset: number(values.offset, 0) },
  };
  if (atOnce > 1) {
    await sharedBundles(); // made once, not by each
    const common = ['--scenario', chosen.join(','), '--ways', ways.join(','), '--seed', `${o.seed}`];
    const shares = Array.from({ length: atOnce }, (_, i) => [
      ...common,
      ...['--every', `${o.every * atOnce}`, '--offset', `${o.offset + i * o.every}`],
    ]);
    process.exitCode = await sideBySide(fileURLToPath(import.meta.url), shares);
    return;
  }
  const say = (line: string): void => {
    process.stderr.write(`${line} (${((performance.now() - started) / 1000).toFixed(0)} s)\n`);
  };
  const { points, calls, wrong } = await crashPoints(o, say);
  for (const { point, what } of wrong)
    console.log(`${point ? `${point.scenario} ${point.way} at ${point.k} (${point.what}): ` : ''}${what}`);
  const lives = Object.entries(calls).map(([name, count]) => `${name} ${count}`);
  console.log(`calls: ${lives.join(', ')}; ${points} points, ${wrong.length} wrong`);
  if (wrong.length > 0) process.exitCode = 1;
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
