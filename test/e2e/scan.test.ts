import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { dynamoUploadStore } from '../../functions/adapters/dynamo/uploadStore.ts';
import { wakeScan } from '../../functions/adapters/stepFunctions.ts';
import { parseUploadKey, recordVerdict, type VerdictPorts } from '../../functions/app/uploads.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { Scanner } from '../../local/events/scan.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { act, draft, permitPapers, view } from '../support/play.ts';
import { dynamo, executions, history, scan, sfn, statesEntered } from '../support/tables.ts';

/** A scanner that is slower than the applicant, fails, or is silent: from its second scan on it says what it is told. */
let cloud: Cloud;
let scans = 0;
let says: 'NO_THREATS_FOUND' | 'FAILED' | undefined;
const scanner: Scanner = {
  name: 'scanner of the test',
  scan: async () => {
    scans += 1;
    return scans === 1 ? { status: 'NO_THREATS_FOUND' } : says && { status: says };
  },
};

beforeAll(async () => {
  cloud = await bootVirtual({ scanner });
});
beforeEach(() => {
  scans = 0;
  says = undefined;
});
afterAll(() => cloud.stop());

const minutes = (n: number) => cloud.clock.advanceTo(cloud.clock.now() + n * 60_000);
const seen = async (id: string) => (await view(cloud, 'desk', id)).body;

/** Files and submits; the scanner has spoken about one of the three papers only. */
const withoutVerdicts = async (): Promise<{ id: string; code: string }> => {
  const { id } = await draft(cloud, await permitPapers());
  const { body } = await act(cloud, 'citizen', id, 'submit');
  return { id, code: String(body.code) };
};

/** The versions that still wait for a verdict. */
const waiting = async (id: string) => {
  const items = await scan(cloud, cloud.names.stateTable);
  return items
    .filter(({ pk, scan: verdict }) => pk === `UPLOAD#${id}` && verdict === undefined)
    .map(({ sk }) => {
      const parsed = parseUploadKey(`SXD-H05/${id}/${Number(String(sk).slice(0, 3))}`);
      if (!parsed) throw new Error('no upload key');
      return { ...parsed, versionId: String(sk).slice(4) };
    });
};

/** The recorder itself, on the real tables and the real wait. */
const record = (more: Partial<VerdictPorts> = {}) =>
  recordVerdict({
    uploads: dynamoUploadStore(dynamo(cloud), cloud.names.stateTable),
    documents: dynamoDocumentStore(dynamo(cloud), cloud.names.stateTable),
    wake: (token, output) => wakeScan(token, output, sfn(cloud)),
    ...more,
  });

/** How often each state of the runs of a dossier was entered, in the order of the runs. */
const runsOf = async (code: string): Promise<Record<string, number>[]> => {
  const all = await executions(cloud, cloud.names.digitisationStateMachineArn);
  const runs = all.filter(({ name }) => name?.startsWith(`${code}--d`)).toReversed();
  return Promise.all(
    runs.map(async ({ executionArn = '' }) => {
      const names = statesEntered(await history(cloud, executionArn));
      return Object.fromEntries(
        [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]),
      );
    }),
  );
};

test('a late verdict wakes the run that waits for it; told twice, the first one stands', async () => {
  const { id, code } = await withoutVerdicts();
  expect(await seen(id)).toMatchObject({ phase: 'VERIFY' });
  for (const key of await waiting(id)) {
    await record()(key, 'CLEAN', cloud.clock.now());
    await record()(key, 'INFECTED', cloud.clock.now());
  }
  await cloud.clock.settle();
  expect(await seen(id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { clean: 3 } });
  const [run, ...more] = await runsOf(code);
  expect(more).toEqual([]);
  expect(run, 'the files are not inspected again').toMatchObject({ Inspect: 3, 'Await verdict': 2 });
  expect(run).not.toHaveProperty('Ask for another scan');
});

test('after an hour of silence the scanner is asked again, and its answer counts', async () => {
  const { id, code } = await withoutVerdicts();
  await minutes(59);
  expect(scans).toBe(3);
  says = 'NO_THREATS_FOUND';
  await minutes(2);
  expect(scans, 'one more scan of each that waits').toBe(5);
  expect(await seen(id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { clean: 3 } });
  const [run] = await runsOf(code);
  expect(run).toMatchObject({ 'Await verdict': 2, 'Ask for another scan': 2, 'Await second verdict': 2 });
});

test('a verdict whose wake-up was lost is found after the hour, without another scan', async () => {
  const { id } = await withoutVerdicts();
  const lost = record({ wake: () => Promise.reject(new Error('the process ended here')) });
  for (const key of await waiting(id)) await lost(key, 'CLEAN', cloud.clock.now()).catch(() => undefined);
  await minutes(61);
  expect([await seen(id), scans]).toMatchObject([{ phase: 'ACCEPTANCE', documents: { clean: 3 } }, 3]);
});

test('two silences or failed scans: not accepted, the administrator is told, and nothing goes back', async () => {
  // In office hours, in which alerts are told.
  await until(cloud, '2026-11-17T08:00');
  const { id, code } = await withoutVerdicts();
  const alerts = () =>
    cloud.outbox().filter(({ subject }) => subject?.startsWith(`DIGITISATION STUCK ${code}`));
  says = 'FAILED';
  await minutes(61);
  expect([scans, alerts().length]).toEqual([5, 0]);
  await minutes(41);
  const body = await seen(id);
  expect(body).toMatchObject({ phase: 'VERIFY', waitsFor: 'system', documents: { clean: 0, bad: [] } });
  const without = (Array.isArray(body.files) ? body.files : []).filter(({ verdict }) => verdict === 'NONE');
  expect(without).toHaveLength(2);
  expect(without[0]).toMatchObject({ reasons: [{ code: 'no-scan-verdict' }] });
  expect((await act(cloud, 'desk', id, 'accept')).status).toBe(409);
  expect(alerts()).toHaveLength(1);
  expect(alerts()[0]?.attributes).toMatchObject({ recipient: '["administrator"]' });

  // The next run waits by itself; the first verdict that comes is enough, however late, and nobody is told again.
  await minutes(30);
  for (const key of await waiting(id)) await record()(key, 'CLEAN', cloud.clock.now());
  await cloud.clock.settle();
  expect(await seen(id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { clean: 3, bad: [] } });
  expect(alerts()).toHaveLength(1);
  const [first, second] = await runsOf(code);
  expect(first).toMatchObject({ 'Await second verdict': 2, Report: 1 });
  expect(second, 'of the files that wait alone').toMatchObject({ Inspect: 2, 'Await verdict': 2 });
});

test('all invariants hold', async () => {
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
