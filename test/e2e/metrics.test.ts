import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod';
import { metricsAnswer, metricsList } from '../../functions/contract/metrics.ts';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, readWorld } from '../support/invariants.ts';
import { accept, act, submitted } from '../support/play.ts';
import { dynamo, type Item, scan, sfn } from '../support/tables.ts';

/** Numbers of a unit and the dossiers behind them, the nightly recount, and what it says of a damaged number. */
let cloud: Cloud;
const dir = mkdtempSync(join(tmpdir(), 'mot-cua-metrics-'));
const ids: Record<'withdrawn' | 'refused' | 'waiting', string> = { withdrawn: '', refused: '', waiting: '' };

beforeAll(async () => {
  cloud = await bootVirtual({ dir, parameters: { RecountSchedule: 'cron(30 1 * * ? *)' } });
  for (const name of ['withdrawn', 'refused', 'waiting'] as const) ids[name] = (await submitted(cloud)).id;
  await act(cloud, 'desk', ids.refused, 'refuse', { reason: 'Không thuộc thẩm quyền' });
  await until(cloud, '2026-11-16T10:00');
  await accept(cloud, ids.withdrawn);
  await act(cloud, 'desk', ids.withdrawn, 'hand-over');
  await act(cloud, 'head', ids.withdrawn, 'complete-step', { step: 'ASSIGN' });
  await until(cloud, '2026-11-17T09:00');
  await act(cloud, 'citizen', ids.withdrawn, 'withdraw', { reason: 'Không còn nhu cầu' });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const span = 'unit=SXD-H05&from=2026-11-16&to=2026-11-17';
const get = async (path: string) => {
  const answer = await call(cloud, 'GET', path, { token: await tokenOf(cloud, 'desk') });
  expect(answer.status).toBe(200);
  return answer.body;
};
const list = async (measure: string, more = '') => {
  const items: z.output<typeof metricsList>['items'] = [];
  for (let cursor = ''; ; ) {
    const page = metricsList.parse(await get(`/metrics/dossiers?${span}&measure=${measure}${more}${cursor}`));
    items.push(...page.items);
    if (page.next === undefined) return items;
    cursor = `&cursor=${page.next}`;
  }
};
const recountItem = async (): Promise<Item> =>
  (
    await dynamo(cloud).send(
      new GetCommand({
        TableName: cloud.names.stateTable,
        Key: { pk: 'RECOUNT#SXD-H05', sk: 'RECOUNT' },
      }),
    )
  ).Item ?? {};
const rollUps = async (): Promise<Item[]> =>
  (await scan(cloud, cloud.names.stateTable))
    .filter(({ pk }) => String(pk).startsWith('ROLLUP#'))
    .map(({ at: _, ...item }) => item);

test('received = resolved + in process, and every number has its dossiers', async () => {
  const answer = metricsAnswer.parse(await get(`/metrics?${span}`));
  expect(answer.totals).toMatchObject({
    received: 3,
    accepted: 1,
    withdrawn: 1,
    refused: 1,
    resolvedEarly: 2,
  });
  expect(answer.carriedOver).toBe(0);
  expect(answer.inProcess).toEqual({ open: 1, paused: 0, withinTime: 1, overTime: 0 });
  expect(answer.steps).toMatchObject([{ step: 'ASSIGN', runs: 1 }]);
  for (const { measure, procedure, channel, count } of answer.detail) {
    const items = await list(measure, `&procedure=${procedure}&channel=${channel}`);
    expect([measure, items.reduce((sum, item) => sum + item.count, 0)]).toEqual([measure, count]);
  }
  expect((await list('open')).map(({ id }) => id)).toEqual([ids.waiting]);
  expect((await list('withdrawn')).map(({ id, day }) => [id, day])).toEqual([[ids.withdrawn, '2026-11-17']]);
  // The night between: at the end of 16/11 one was refused, two were in process.
  const monday = metricsAnswer.parse(await get('/metrics?unit=SXD-H05&from=2026-11-16&to=2026-11-16'));
  expect(monday.inProcess).toEqual({ open: 2, paused: 0, withinTime: 2, overTime: 0 });
});

test('the night has counted again and found no difference', async () => {
  expect(await recountItem()).toMatchObject({
    ...{ from: '2026-11-16', to: '2026-11-16', goodUntil: '2026-11-16', difference: 0, differences: [] },
  });
  const logs = readdirSync(join(dir, 'logs')).map((name) => readFileSync(join(dir, 'logs', name), 'utf8'));
  expect(logs.join('\n')).toContain('"ReconcileDifference":0');
  expect(broken(await readWorld(cloud))).toEqual([]);
});

test('a damaged number is named by day, cell and dossiers the next night', async () => {
  const counters = (await scan(cloud, cloud.names.stateTable)).filter(
    ({ pk, sk }) => pk === 'COUNTER#SXD-H05' && String(sk).startsWith('2026-11-16#'),
  );
  const damaged = counters.find((item) => item['refused|online'] === 1);
  const change = (by: number) =>
    dynamo(cloud).send(
      new UpdateCommand({
        TableName: cloud.names.stateTable,
        Key: { pk: damaged?.pk, sk: damaged?.sk },
        UpdateExpression: 'ADD #cell :by',
        ExpressionAttributeNames: { '#cell': 'refused|online' },
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  await change(1);
  await until(cloud, '2026-11-18T02:00');
  expect(await recountItem()).toMatchObject({
    ...{ to: '2026-11-17', goodUntil: '2026-11-16', difference: 1 },
    differences: [
      {
        ...{ day: '2026-11-16', cell: 'refused|1.013236|online', counted: 2, recounted: 1 },
        dossiers: [ids.refused],
      },
    ],
  });
  await change(-1);
});

test('periods summed up twice are the same', async () => {
  const run = async () => {
    const stateMachineArn = cloud.names.recountStateMachineArn;
    await sfn(cloud).send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    await cloud.clock.settle();
    return rollUps();
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(await recountItem()).toMatchObject({ difference: 0, goodUntil: '2026-11-17' });
  const of = (pk: string, sk: string) => first.find((item) => item.pk === pk && item.sk === sk);
  const november = of('ROLLUP#SXD-H05', '2026-11');
  expect(november).toMatchObject({
    ...{ opening: { open: 0, paused: 0 }, closing: { open: 1, paused: 0 }, upTo: '2026-11-17' },
    cells: { 'received|online': 3, 'refused|online': 1, 'withdrawn|online': 1 },
  });
  for (const period of ['2026-Q4', '2026']) {
    expect(of('ROLLUP#SXD-H05', period)).toEqual({ ...november, sk: period });
    expect(of('ROLLUP#province#H05', period)).toMatchObject({ cells: november?.cells });
  }
  expect(of('ROLLUP#SXD-H05', '2026-11#field#HDXD')).toMatchObject({ cells: november?.cells });
});
