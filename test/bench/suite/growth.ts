import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { alertAtAnyHour, dueAt, store } from '../due.ts';
import { fill } from '../fill.ts';
import type { Bench, Figure, Found, Wanted } from './bench.ts';
import { median, ratio } from './numbers.ts';
import { ask, inWorld, type World } from './world.ts';

/**
 * Time and memory of a page of an inbox, and of a sweep that always finds as many due, as more and more dossiers are open. So
 * many lie with appraisers and others, and so many more have a deadline in the years to come, which no sweep is to touch; of
 * those there is no log, which nobody would read.
 */
const MB = 1_000_000;
const YEAR = 365 * 86_400_000;
const WRITERS = 8;
const PATIENCE_MS = 10 * 60_000;
/** Microseconds of processor time in a second in which nothing is asked. */
const IDLE = 50_000;

/** One sweep from start to end, in milliseconds. */
const sweep = async ({ sfn, cloud }: World): Promise<number> => {
  const begun = performance.now();
  const start = new StartExecutionCommand({ stateMachineArn: cloud.at.sweep, input: '{}' });
  const { executionArn = '' } = await sfn.send(start);
  while (performance.now() - begun < PATIENCE_MS) {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return performance.now() - begun;
    if (status !== 'RUNNING') throw new Error(`the sweep ended ${status}`);
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('the sweep does not end');
};

/** Waits until the cloud has done what the last sweep has set going, which would be measured as the page's. */
const rest = async ({ cloud }: World): Promise<void> => {
  for (let before = (await cloud.memory()).cpu, seconds = 0; seconds * 1000 < PATIENCE_MS; seconds++) {
    await new Promise((done) => setTimeout(done, 1000));
    const { cpu } = await cloud.memory();
    if (cpu - before < IDLE) return;
    before = cpu;
  }
  throw new Error('the cloud does not come to rest');
};

interface Row {
  readonly open: number;
  readonly page: number;
  readonly pageMb: number;
  readonly sweep: number;
  readonly sweepMb: number;
}

const run = async ({ quick, say }: Wanted): Promise<Found> =>
  inWorld(async (world) => {
    const sizes = quick ? [1000, 10_000] : [1000, 10_000, 100_000];
    const rounds = quick ? 3 : 5;
    const due = quick ? 50 : 200;
    const { cloud, engine } = world;
    const { state, event, appraiser } = cloud.at;
    await alertAtAnyHour(engine, state);
    const now = Date.now();
    let made = 0;
    const deadlines = async (many: number, when: (n: number) => number, logs = true): Promise<void> => {
      const some = Array.from({ length: many }, (_, i) => {
        const each = dueAt(made + i, when(made + i), now);
        return logs ? each : { ...each, events: [] };
      });
      const part = Math.ceil(many / WRITERS);
      const parts = Array.from({ length: WRITERS }, (_, i) => some.slice(i * part, (i + 1) * part));
      await Promise.all(parts.map((each) => store(engine, { state, event }, each)));
      made += many;
    };
    const page = async (): Promise<number> => (await ask(world, appraiser, '/inbox')).ms;
    const round = async (): Promise<number> => {
      await deadlines(due, () => Date.now() - 1000);
      return sweep(world);
    };
    const times = async (many: number, act: () => Promise<number>): Promise<number[]> => {
      const found: number[] = [];
      for (let i = 0; i < many; i++) found.push(await act());
      return found;
    };
    const rows: Row[] = [];
    let open = 0;
    for (const size of sizes) {
      say(`${size} open: filling`);
      await fill(engine, state, { from: open, to: size, now });
      await deadlines(size - open, (n) => now + YEAR + n * 1000, false);
      open = size;
      say(`${size} open: measuring`);
      // Starts workers; it does not count.
      await times(20, page);
      if (rows.length === 0) await round();
      await rest(world);
      const pages = await times(quick ? 50 : 200, page);
      const { peak: pagePeak } = await cloud.memory();
      const sweeps = await times(rounds, round);
      const { peak: sweepPeak } = await cloud.memory();
      rows.push({
        ...{ open: size, page: median(pages), pageMb: pagePeak / MB },
        ...{ sweep: median(sweeps), sweepMb: sweepPeak / MB },
      });
    }
    return found(rows, due);
  });

const partsOf = (due: number) =>
  [
    ['page of the inbox, median', 'page', 'ms'],
    ['page of the inbox, most memory', 'pageMb', 'MB'],
    [`sweep with ${due} due, median`, 'sweep', 'ms'],
    [`sweep with ${due} due, most memory`, 'sweepMb', 'MB'],
  ] as const;

const found = (rows: readonly Row[], due: number): Found => {
  const relative: Record<string, number> = {};
  const [first] = rows;
  const figures = partsOf(due).flatMap(([what, key, unit]) =>
    rows.map((row): Figure => {
      const figure = { what: `${what}, ${row.open} open`, value: row[key], unit };
      if (first === undefined || row === first) return figure;
      const growth = ratio(row[key], first[key]);
      relative[`${what}: ${row.open} / ${first.open} open`] = growth;
      return { ...figure, beside: `${growth} times that of ${first.open}` };
    }),
  );
  return { figures, relative };
};

export const growth: Bench = { name: 'growth', run };
