/** `npm run bench`: what the product does per second and per dossier, as a table and as JSON. See docs/benchmarks.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { synthIfNeeded } from '../../local/template/synth.ts';
import { api } from './suite/api.ts';
import type { Bench, Found } from './suite/bench.ts';
import { counts } from './suite/counts.ts';
import { due } from './suite/due.ts';
import { growth } from './suite/growth.ts';
import { lives } from './suite/lives.ts';
import { tableOf } from './suite/table.ts';

const benches: readonly Bench[] = [lives, api, ...counts, due, growth];
const HELP = `Usage: npm run bench -- [options]
  --quick       smaller sizes and fewer rounds
  --only NAME   one of them, or several separated by commas: ${benches.map(({ name }) => name).join(', ')}
  --json        one JSON object instead of the table
  --keep        write the relative figures into test/bench/results.json
Ends with 1 when a benchmark fails.`;
const RESULTS = fileURLToPath(new URL('results.json', import.meta.url));
const kept = z.record(z.string(), z.record(z.string(), z.number()));

const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: { quick: flag, json: flag, keep: flag, help: flag, only: { type: 'string' } },
});
const names = values.only?.split(',') ?? benches.map(({ name }) => name);
const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`--only ${unknown.join(',')}: no such benchmark`);
  console.log(HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0).padStart(4);
const say = (line: string): boolean => process.stderr.write(`${seconds()} s  ${line}\n`);
const load = (): number => Number((loadavg()[0] ?? Number.NaN).toFixed(2));

const found: Record<string, Found & { readonly seconds: number }> = {};
const failed: Record<string, string> = {};
await synthIfNeeded(process.cwd(), say);
const before = load();
for (const { name, run } of benches) {
  if (!names.includes(name)) continue;
  const begun = performance.now();
  try {
    const result = await run({ quick: values.quick, say: (line) => void say(`${name}: ${line}`) });
    found[name] = { ...result, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  } catch (error) {
    failed[name] = error instanceof Error ? error.message : String(error);
    say(`${name} FAILED: ${failed[name]}`);
    process.exitCode = 1;
  }
}
const machine = {
  ...{ node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model ?? '' },
  load: [before, load()],
};

if (values.keep) {
  const old = existsSync(RESULTS) ? kept.parse(JSON.parse(readFileSync(RESULTS, 'utf8'))) : {};
  const now = Object.fromEntries(Object.entries(found).map(([name, { relative }]) => [name, relative]));
  const all = Object.entries({ ...old, ...now }).filter(([, relative]) => Object.keys(relative).length > 0);
  writeFileSync(RESULTS, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
if (values.json) {
  console.log(JSON.stringify({ machine, quick: values.quick, benches: found, failed }));
} else {
  const figures = Object.entries(found).map(([name, each]) => [name, each.figures] as const);
  for (const line of tableOf(Object.fromEntries(figures))) console.log(line);
  const { node, cores, processor } = machine;
  console.log(
    `\nnode ${node}, ${cores} cores (${processor}), load ${machine.load.join(' to ')}, ${seconds()} s`,
  );
}
