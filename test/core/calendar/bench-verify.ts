import { parseArgs } from 'node:util';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import { compileCalendar } from '../../../functions/core/calendar/index.ts';
import { readTable } from '../../verifier/table.ts';
import { differences } from './differences.ts';
import { isFound, plantedBugs } from './planted.ts';

/**
 * `npm run bench:verify [-- --cases 1000000 --seed 20261123]`: the differential test at length. Every case is answered by
 * the product and judged by the verifier; then bugs are planted, and each must be found.
 */
const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 1_000_000);
const seed = Number(values.seed ?? 20_261_123);
const BATCH = 50_000;

const data = loadCalendar();
const calendar = compileCalendar(data);
const table = readTable();
console.log(`${cases} cases, seed ${seed}, calendar ${calendar.id}`);
const started = performance.now();
let wrong: string[] = [];
for (let done = 0; done < cases && wrong.length === 0; done += BATCH) {
  // Each batch has a seed of its own, so that a disagreement is found again by `--seed <it> --cases 50000`.
  const batch = seed + done / BATCH;
  const size = Math.min(BATCH, cases - done);
  wrong = differences(calendar, table, size, batch);
  console.log(
    `  ${done + size} cases (batch seed ${batch}): ${wrong.length === 0 ? '0 differences' : wrong.join('\n')}`,
  );
}
const missed = plantedBugs(data).filter((bug) => !isFound(bug, table));
for (const bug of plantedBugs(data))
  console.log(`  planted: ${bug.name}: ${missed.includes(bug) ? 'MISSED' : 'found'}`);
const seconds = (performance.now() - started) / 1000;
console.log(
  `${wrong.length === 0 ? 0 : 1} differences, ${missed.length} planted bugs missed, ${seconds.toFixed(1)} s`,
);
process.exitCode = wrong.length + missed.length === 0 ? 0 : 1;
