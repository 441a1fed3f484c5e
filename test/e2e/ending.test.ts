import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { asPerson, shipped } from '../support/catalogue.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, enterResult, submitted, view } from '../support/play.ts';

/** Dossiers that end before a result: refused at intake (3), stopped in review (8), and all of a version that has ended. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const inReview = async (): Promise<string> => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  return id;
};

test('refused before acceptance: reason compulsory, form 03, the clock never started', async () => {
  const { id, code } = await submitted(cloud);
  expect((await act(cloud, 'desk', id, 'refuse', {})).body).toMatchObject({
    code: 'MC-1001',
    errors: [{ field: '/reason' }],
  });
  expect((await act(cloud, 'citizen', id, 'refuse', { reason: 'x' })).body).toMatchObject({
    code: 'MC-1102',
  });
  const refused = await act(cloud, 'desk', id, 'refuse', { reason: 'Không thuộc thẩm quyền của Sở' });
  expect(refused.body).toMatchObject({ status: 3, statusName: 'Không được tiếp nhận', phase: 'CLOSED' });
  const seen = (await view(cloud, 'citizen', id)).body;
  expect(seen).not.toHaveProperty('acceptedAt');
  expect(seen.forms).toEqual([expect.objectContaining({ form: '03', number: `${code}/PTC` })]);
  expect((await act(cloud, 'desk', id, 'accept')).body).toMatchObject({ code: 'MC-1201' });
});

test('stopped in review by the leader: reason and legal basis, form 05', async () => {
  const id = await inReview();
  const body = { reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025/TT-VPCP Đ7' };
  expect((await act(cloud, 'appraiser', id, 'stop', body)).body).toMatchObject({ code: 'MC-1102' });
  expect((await act(cloud, 'leader', id, 'stop', { reason: 'x' })).body).toMatchObject({
    code: 'MC-1001',
    errors: [{ field: '/legalBasis' }],
  });
  expect((await act(cloud, 'leader', id, 'stop', body)).body).toMatchObject({
    status: 8,
    statusName: 'Dừng xử lý',
    phase: 'CLOSED',
  });
  const seen = (await view(cloud, 'citizen', id)).body;
  expect(seen.forms).toEqual([
    expect.objectContaining({ form: '01' }),
    expect.objectContaining({ form: '05' }),
  ]);
  expect(seen).not.toHaveProperty('due');
});

test('a version that ends with stop-and-return takes its open dossiers along, once, and no others', async () => {
  const code = '1.013236';
  const next = { ...shipped(code), version: '2', transition: 'stop-and-return' as const };
  const later = { ...shipped(code), version: '3' };
  const admin = (path: string, body: unknown, key?: string) =>
    asPerson(cloud, 'admin', 'POST', path, body, key === undefined ? {} : { key });
  const kept = await inReview();
  for (const body of [next, later])
    expect((await admin('/procedures', { ...body, effective: { from: '2026-12-01' } })).status).toBe(201);
  expect(
    (await admin(`/procedures/${code}/versions/2/publish`, { effectiveFrom: '2026-11-17' })).status,
  ).toBe(200);
  await until(cloud, '2026-11-17T08:00');
  const registered = await submitted(cloud);
  const reviewed = await inReview();
  const accepted = await submitted(cloud);
  await accept(cloud, accepted.id);
  const resolved = await inReview();
  for (const [who, step] of [
    ['head', 'ASSIGN'],
    ['appraiser', 'APPRAISE'],
    ['head', 'DIVISION-REVIEW'],
    ['leader', 'APPROVE'],
    ['clerk', 'STAMP'],
  ] as const)
    await act(cloud, who, resolved, 'complete-step', { step });
  await enterResult(cloud, resolved);

  const path = `/procedures/${code}/versions/2/apply`;
  const basis = { legalBasis: 'NĐ 217/2026/NĐ-CP Đ76.5' };
  expect((await admin(path, basis)).body).toMatchObject({ code: 'MC-1413' });
  expect(
    (await admin(`/procedures/${code}/versions/3/publish`, { effectiveFrom: '2026-11-18' })).status,
  ).toBe(200);
  await until(cloud, '2026-11-18T08:00');
  expect((await admin(`/procedures/${code}/versions/1/apply`, basis)).body).toMatchObject({
    code: 'MC-1413',
  });
  expect((await asPerson(cloud, 'desk', 'POST', path, basis, {})).status).toBe(403);

  const first = await admin(path, basis, 'apply-1');
  expect(first.body).toMatchObject({ refused: 1, stopped: 1, waiting: 1 });
  expect((await admin(path, basis, 'apply-1')).body).toEqual(first.body);
  await cloud.clock.settle();
  const status = async (id: string) => (await view(cloud, 'desk', id)).body.status;
  expect(await Promise.all([registered.id, reviewed, accepted.id, resolved, kept].map(status))).toEqual([
    3, 8, 2, 9, 4,
  ]);
  await act(cloud, 'desk', accepted.id, 'hand-over');
  expect((await admin(path, basis)).body).toMatchObject({ refused: 0, stopped: 1, waiting: 0 });
  expect((await admin(path, basis)).body).toMatchObject({ refused: 0, stopped: 0, waiting: 0 });
});

test('the counters and all invariants hold', async () => {
  const token = await tokenOf(cloud, 'desk');
  const { totals } = (
    await call(cloud, 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30', { token })
  ).body;
  expect(totals).toMatchObject({ refused: 2, stopped: 3 });
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
