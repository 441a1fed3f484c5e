import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { loadCatalogue } from '../../local/catalogue.ts';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { assembly } from '../support/boot.ts';
import { UNIT } from '../support/cast.ts';
import { fill, RARE } from './fill.ts';
import { percentile } from './suite/numbers.ts';

/**
 * How long `GET /inbox` and `GET /inbox/counts` take through the real front door and Lambda workers, with more and more open
 * dossiers in one unit. Engine on disk, as `npm start` has it; one client, one request at a time.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    requests: { type: 'string', default: '200' },
    json: { type: 'string' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const requests = Number(values.requests);
const WARM = 30;

const people = {
  appraiser: { sub: 'appraiser-7', roles: ['appraiser'] },
  head: { sub: 'one-stop-head-1', roles: ['headOfOneStop'] },
} as const;
/** What is asked for; `deep` starts in the middle of the list. */
const asked = {
  mine: ['appraiser', '/inbox?scope=mine'],
  group: ['appraiser', '/inbox'],
  'group, deep page': ['appraiser', '/inbox?cursor=MIDDLE'],
  'group, overdue': ['appraiser', '/inbox?due=overdue'],
  [`group, 1 of ${RARE}`]: ['appraiser', '/inbox?procedure=1.013999'],
  'group, free': ['appraiser', '/inbox?free=true'],
  unit: ['head', '/inbox?scope=unit'],
  'unit, procedure': ['head', '/inbox?scope=unit&procedure=1.013205'],
  'counts, head': ['head', '/inbox/counts'],
  'counts, appraiser': ['appraiser', '/inbox/counts'],
} as const satisfies Record<string, readonly [keyof typeof people, string]>;

interface Row {
  readonly dossiers: number;
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of one request, all threads of this process; the engine is a process of its own. */
  readonly cpu: number;
}

const measure = async (cloud: Cloud, dossiers: number): Promise<Row[]> => {
  const now = cloud.clock.now();
  const middle = `${now + 7 * 86_400_000}.00000000-0000-4000-8000-000000000000`;
  const rows: Row[] = [];
  for (const [what, [who, path]] of Object.entries(asked)) {
    const token = await cloud.token({ ...people[who], roles: [...people[who].roles], unit: UNIT });
    const times: number[] = [];
    let before = process.cpuUsage();
    for (let i = 0; i < WARM + requests; i++) {
      if (i === WARM) before = process.cpuUsage();
      const start = performance.now();
      const answer = await fetch(`${cloud.apiUrl}${path.replace('MIDDLE', middle)}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${what}: ${answer.status}`);
      if (i >= WARM) times.push(performance.now() - start);
    }
    const used = process.cpuUsage(before);
    const cpu = (used.user + used.system) / 1000 / requests;
    const [p50 = 0, p95 = 0, p99 = 0] = [50, 95, 99].map((p) => percentile(times, p));
    rows.push({ dossiers, what, p50, p95, p99, cpu });
  }
  return rows;
};

const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
const binary = engineBinary();
if (binary === undefined) throw new Error('the native engine is not here');
const engine = await startEngine(dir, binary);
process.env.DYNAMODB_ENDPOINT = engine.endpoint;
const cloud = await startCloud({ assembly });
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: engine.endpoint, region: LOCAL.region, credentials: LOCAL }),
  { marshallOptions: { removeUndefinedValues: true } },
);
const rows: Row[] = [];
try {
  await loadCatalogue(cloud);
  const started = cloud.clock.now();
  let from = 0;
  for (const to of sizes) {
    const begun = performance.now();
    await fill(client, cloud.names.stateTable, { from, to, now: started });
    console.log(`${to} open dossiers, filled in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    rows.push(...(await measure(cloud, to)));
    from = to;
  }
} finally {
  await cloud.stop();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
}

const ms = (value: number): string => value.toFixed(1).padStart(8);
console.log(
  `\n${'milliseconds'.padEnd(20)} dossiers      p50      p95      p99      cpu   p95 against ${sizes[0]}`,
);
const result = rows.map((row) => {
  const base = rows.find(({ what, dossiers }) => what === row.what && dossiers === sizes[0]);
  return { ...row, growth: row.p95 / (base?.p95 ?? row.p95) };
});
for (const { what, dossiers, p50, p95, p99, cpu, growth } of result) {
  console.log(
    `${what.padEnd(20)} ${String(dossiers).padStart(8)} ${ms(p50)} ${ms(p95)} ${ms(p99)} ${ms(cpu)} ${growth.toFixed(2).padStart(8)}x`,
  );
}
const machine = { node: process.version, cores: availableParallelism(), load: loadavg()[0] };
console.log(
  `\n${machine.node}, ${machine.cores} cores, load ${machine.load?.toFixed(1)}, ${requests} requests each`,
);
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ machine, requests, result }, null, 2)}\n`);
} else console.log(JSON.stringify({ machine, requests, result }));
