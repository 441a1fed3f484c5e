import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import {
  DynamoDBDocumentClient,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { loadCatalogue } from '../../local/catalogue.ts';
import { startCloud } from '../../local/cloud.ts';
import { engineBinary, startEngine } from '../../local/dynamo/engine.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { assembly } from '../support/boot.ts';
import { alertAtAnyHour, dueAt, startSpines, store } from './due.ts';
import { percentile } from './suite/numbers.ts';

/**
 * Many deadlines in the same second, on the real clock, with every dossier's own spine waiting for it and the sweep on: how
 * many are evaluated per second, how late, and whether any is decided twice. Engine on disk, as `npm start` has it.
 */
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '10000' },
    lead: { type: 'string', default: '420' },
  },
});
const count = Number(values.dossiers);
const seconds = (from: number): string => ((Date.now() - from) / 1000).toFixed(0).padStart(4);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const dir = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
const binary = engineBinary();
if (binary === undefined) throw new Error('the native engine is not here');
const engine = await startEngine(dir, binary);
process.env.DYNAMODB_ENDPOINT = engine.endpoint;
const cloud = await startCloud({ assembly, dir: join(dir, 'cloud'), parameters: { SweepMinutes: '1' } });
const config = { region: LOCAL.region, credentials: LOCAL };
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...config, endpoint: engine.endpoint }), {
  marshallOptions: { removeUndefinedValues: true },
});
const { stateTable, eventTable, dossierStateMachineArn } = cloud.names;

const counted = async (query: Omit<QueryCommandInput, 'TableName' | 'Select'>): Promise<number> => {
  let sum = 0;
  for await (const page of paginateQuery({ client }, { ...query, TableName: stateTable, Select: 'COUNT' })) {
    sum += page.Count ?? 0;
  }
  return sum;
};
const stillDue = (until: number): Promise<number> =>
  counted({
    IndexName: 'due',
    KeyConditionExpression: '#shard = :open AND dueSk < :until',
    ExpressionAttributeNames: { '#shard': 'shard' },
    ExpressionAttributeValues: { ':open': 'OPEN', ':until': String(until + 1) },
  });
const parked = async (): Promise<number> => {
  let sum = 0;
  const only = { FilterExpression: 'attribute_exists(taskToken)', Select: 'COUNT' } as const;
  for await (const page of paginateScan({ client }, { TableName: stateTable, ...only }))
    sum += page.Count ?? 0;
  return sum;
};

try {
  await loadCatalogue(cloud);
  await alertAtAnyHour(client, stateTable);
  const begun = Date.now();
  const due = Math.ceil(begun / 1000 + Number(values.lead)) * 1000;
  const all = function* () {
    for (let n = 0; n < count; n++) yield dueAt(n, due, begun);
  };
  const ids = [...all()].map(({ dossier }) => ({ id: dossier.id, code: dossier.code }));
  await store(client, { state: stateTable, event: eventTable }, all());
  console.log(
    `${seconds(begun)} s  ${count} dossiers stored, due in ${((due - Date.now()) / 1000).toFixed(0)} s`,
  );
  await startSpines(new SFNClient({ ...config, endpoint: cloud.url }), dossierStateMachineArn, ids);
  for (let waiting = await parked(); waiting < count; waiting = await parked()) {
    console.log(`${seconds(begun)} s  ${waiting} of ${count} spines wait`);
    if (Date.now() > due) throw new Error('not all spines waited in time: give a longer --lead');
    await pause(5000);
  }
  console.log(`${seconds(begun)} s  all spines wait; ${((due - Date.now()) / 1000).toFixed(0)} s to go`);
  await pause(due - Date.now());
  for (let left = count; left > 0; left = await stillDue(due)) {
    if (Date.now() > due + 20 * 60_000) throw new Error(`${left} not evaluated after 20 minutes`);
    await pause(2000);
    console.log(`${seconds(due)} s after the second: ${count - left} evaluated`);
  }
  const late: number[] = [];
  const decided = new Map<string, number>();
  for await (const page of paginateScan({ client }, { TableName: eventTable })) {
    for (const { type, pk, at } of page.Items ?? []) {
      if (type !== 'alertsDecided') continue;
      late.push(Number(at) - due);
      decided.set(String(pk), (decided.get(String(pk)) ?? 0) + 1);
    }
  }
  late.sort((a, b) => a - b);
  const at = (p: number): number => percentile(late, p);
  const span = Math.max(1, (late.at(-1) ?? 0) - Math.min(0, late[0] ?? 0)) / 1000;
  const result = {
    dossiers: count,
    decided: decided.size,
    twice: [...decided.values()].filter((n) => n > 1).length,
    early: late.filter((ms) => ms < 0).length,
    perSecond: Math.round(late.length / span),
    latenessMs: { p50: at(50), p95: at(95), p99: at(99), max: late.at(-1) },
    deadLetters: cloud.deadLetters().length,
    machine: { node: process.version, cores: availableParallelism(), load: loadavg()[0] },
  };
  console.log(JSON.stringify(result, null, 2));
} finally {
  await cloud.stop();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
}
