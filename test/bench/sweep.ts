import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { loadCatalogue } from '../../local/catalogue.ts';
import { startCloud } from '../../local/cloud.ts';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { assembly } from '../support/boot.ts';
import { history, statesEntered } from '../support/tables.ts';
import { alertAtAnyHour, dueAt, store } from './due.ts';
import { median } from './suite/numbers.ts';

/**
 * What one sweep costs with more and more open dossiers and the same number due: its cost must follow what is due and not
 * what is open. Deadlines of the open ones lie in the years to come; no spine runs.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    due: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const due = Number(values.due);
const YEAR = 365 * 86_400_000;

const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
const binary = engineBinary();
if (binary === undefined) throw new Error('the native engine is not here');
const engine = await startEngine(dir, binary);
process.env.DYNAMODB_ENDPOINT = engine.endpoint;
// The schedule would sweep between the rounds: once a day is never, here.
const cloud = await startCloud({ assembly, parameters: { SweepMinutes: '1440' } });
const config = { region: LOCAL.region, credentials: LOCAL };
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...config, endpoint: engine.endpoint }), {
  marshallOptions: { removeUndefinedValues: true },
});
const sfn = new SFNClient({ ...config, endpoint: cloud.url });
const tables = { state: cloud.names.stateTable, event: cloud.names.eventTable };
const stateMachineArn = cloud.names.slaSweepStateMachineArn;

const range = function* (from: number, to: number, when: (n: number) => number) {
  const now = Date.now();
  for (let n = from; n < to; n++) yield dueAt(n, when(n), now);
};

/** One sweep from start to end: milliseconds and states entered. */
const sweep = async (): Promise<{ readonly ms: number; readonly states: number }> => {
  const begun = performance.now();
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  for (;;) {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') break;
    if (status !== 'RUNNING') throw new Error(`the sweep ended ${status}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  const ms = performance.now() - begun;
  return { ms, states: statesEntered(await history(cloud, executionArn)).length };
};
try {
  await loadCatalogue(cloud);
  await alertAtAnyHour(client, tables.state);
  let made = 0;
  const rows: Record<string, number>[] = [];
  for (const open of sizes) {
    const upTo = made + Math.max(0, open - made);
    await store(
      client,
      tables,
      range(made, upTo, (n) => Date.now() + YEAR + n * 1000),
    );
    made = upTo;
    const idle: number[] = [];
    const busy: { readonly ms: number; readonly states: number }[] = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      idle.push((await sweep()).ms);
      await store(
        client,
        tables,
        range(made, made + due, () => Date.now() - 1000),
      );
      made += due;
      busy.push(await sweep());
    }
    const [first] = busy;
    rows.push({
      open,
      due,
      states: first?.states ?? 0,
      idleMs: median(idle),
      ms: median(busy.map(({ ms }) => ms)),
    });
    console.log(`${open} open, ${due} due: ${JSON.stringify(rows.at(-1))}`);
  }
  const base = rows[0]?.ms ?? 1;
  const machine = { node: process.version, cores: availableParallelism(), load: loadavg()[0] };
  console.log(
    JSON.stringify(
      { machine, rows: rows.map((row) => ({ ...row, growth: Number(((row.ms ?? 0) / base).toFixed(2)) })) },
      null,
      2,
    ),
  );
} finally {
  await cloud.stop();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
}
