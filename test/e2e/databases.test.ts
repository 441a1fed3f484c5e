import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatedKey } from '../../functions/adapters/dynamo/simulatedDatabases.ts';
import type { Cloud } from '../../local/cloud.ts';
import { call, slotsOf } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { does, seen } from '../support/paths.ts';
import { makePdf } from '../support/pdf.ts';
import { accept, filingOf, type Paper, permitPapers, uploadAll } from '../support/play.ts';
import { dynamo } from '../support/tables.ts';

/** Data of the State in place of papers (rule R14), with the stand-in of the national databases. */
let cloud: Cloud;
let papers: Paper[];

beforeAll(async () => {
  cloud = await bootVirtual();
  const land = { component: 'DAT', name: 'Giấy chứng nhận.pdf', bytes: await makePdf('DAT') };
  papers = [...(await permitPapers()), land];
});
afterAll(() => cloud.stop());

const file = async (count: number, identifier = '2300000001') => {
  const body = filingOf(papers.slice(0, count));
  return call(cloud, 'POST', '/dossiers', {
    token: await tokenOf(cloud, 'citizen'),
    body: { ...body, applicant: { ...body.applicant, identifier } },
  });
};
const counted = async () => {
  const span = 'unit=SXD-H05&from=2026-11-16&to=2026-11-16';
  const { body } = await call(cloud, 'GET', `/metrics?${span}`, { token: await tokenOf(cloud, 'desk') });
  return body.totals;
};

test('found: the land paper is not asked for; the draft and the log say why', async () => {
  const created = await file(3);
  expect(created).toMatchObject({
    status: 201,
    body: { lookUps: [{ component: 'DAT', database: 'land', answer: 'found' }] },
  });
  const id = String(created.body.id);
  expect(await seen(cloud, id)).toMatchObject({ draft: true, lookUps: [{ answer: 'found' }] });
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  await does(cloud, 'citizen', id, 'submit');
  const log = await call(cloud, 'GET', `/dossiers/${id}/events`, { token: await tokenOf(cloud, 'desk') });
  expect(log.body).toMatchObject({
    events: expect.arrayContaining([
      expect.objectContaining({
        data: expect.objectContaining({ replaced: ['DAT'] }),
      }),
    ]),
  });
  expect(await counted()).toMatchObject({ received: 1, databaseGaps: 0 });
});

test('missing: the paper is asked for as DB_GAP, stays marked, is counted and holds nothing up', async () => {
  expect(await file(3, '2300000404')).toMatchObject({
    status: 422,
    body: {
      code: 'MC-1303',
      errors: [{ field: '/components', detail: expect.stringMatching(/^DB_GAP: DAT /) }],
    },
  });
  const created = await file(4, '2300000404');
  expect(created.body).toMatchObject({
    lookUps: [{ answer: 'missing', advice: { vi: expect.any(String) } }],
  });
  const id = String(created.body.id);
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  await does(cloud, 'citizen', id, 'submit');
  expect((await accept(cloud, id)).status).toBe(200);
  const { files } = await seen(cloud, id);
  expect(files).toContainEqual(
    expect.objectContaining({ component: 'DAT', state: 1, gap: { reason: 'DB_GAP', database: 'land' } }),
  );
  expect(await counted()).toMatchObject({ received: 2, databaseGaps: 1 });
});

test('unavailable, and not connected at all: the same, with another advice', async () => {
  const put = (document: unknown) =>
    dynamo(cloud).send(
      new PutCommand({ TableName: cloud.names.stateTable, Item: { ...simulatedKey, document } }),
    );
  for (const databases of [{ land: { down: true, missing: [] } }, {}]) {
    await put({ about: 'test', databases });
    expect((await file(3)).body).toMatchObject({
      errors: [{ field: '/components', detail: expect.stringContaining('chưa tra cứu được') }],
    });
    expect((await file(4)).status).toBe(201);
  }
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
