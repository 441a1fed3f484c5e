import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { asPerson, shipped } from '../support/catalogue.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { does, filed, seen } from '../support/paths.ts';
import { act, enterResult } from '../support/play.ts';

/**
 * "5 tại chỗ" (domain 2, rule R16): received, appraised, approved, stamped and returned at the counter in one sitting, by
 * staff of the one-stop shop under a valid delegation.
 */
let cloud: Cloud;
const LEVEL_5 = '1.013236';
const LEVEL_4 = '1.013233';

const staff = (subject: string, name: string, roles: readonly string[]) =>
  asPerson(cloud, 'admin', 'POST', `/staff/${subject}`, {
    ...{ name, roles, procedures: 'all', clearance: 'ordinary', active: true },
  });
const lend = (from: string, to: string, role: string, first: string, last: string) =>
  asPerson(cloud, 'admin', 'POST', `/staff/${from}/delegations`, {
    ...{ kind: 'delegation', to, roles: [role], procedures: [LEVEL_5, LEVEL_4], first, last },
    legalBasis: 'QĐ 12/QĐ-SXD về ủy quyền tại Bộ phận Một cửa',
  });

beforeAll(async () => {
  cloud = await bootVirtual();
  for (const [code, onSpotLevel] of [
    [LEVEL_5, '5'],
    [LEVEL_4, '4'],
  ] as const) {
    const next = { ...shipped(code), version: '2', onSpotLevel, channels: ['online', 'counter', 'post'] };
    await asPerson(cloud, 'admin', 'POST', '/procedures', { ...next, effective: { from: '2026-12-01' } });
    const body = { effectiveFrom: '2026-11-17' };
    const path = `/procedures/${code}/versions/2/publish`;
    expect((await asPerson(cloud, 'admin', 'POST', path, body)).status).toBe(200);
  }
  await until(cloud, '2026-11-17T08:00');
  for (const [subject, name, roles] of [
    ['desk-1', 'Trần Thị Quầy', ['frontDesk']],
    ['desk-2', 'Lê Văn Cửa', ['frontDesk']],
    ['appraiser-1', 'Nguyễn Văn Định', ['appraiser']],
    ['leader-1', 'Phạm Thị Duyệt', ['departmentLeader']],
  ] as const)
    expect((await staff(subject, name, roles)).status).toBeLessThan(300);
  expect((await lend('appraiser-1', 'desk-2', 'appraiser', '2026-11-17', '2026-11-18')).status).toBe(201);
  expect((await lend('leader-1', 'desk-2', 'departmentLeader', '2026-11-17', '2026-11-18')).status).toBe(201);
});
afterAll(() => cloud.stop());

const here = { place: 'oneStop' };

/** Received at the counter, handed over and assigned: the appraisal waits. */
const atCounter = async (code: string, place: object = here): Promise<string> => {
  const id = await filed(cloud, code, { channel: 'counter', filedBy: 'officer-assisted' }, 'desk');
  await does(cloud, 'desk', id, 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000777' });
  await does(cloud, 'desk', id, 'accept', place);
  await does(cloud, 'desk', id, 'hand-over');
  await does(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  return id;
};

const finish = async (id: string, o: { stamp?: object; deliver?: object } = {}): Promise<void> => {
  await does(cloud, 'head', id, 'complete-step', { step: 'DIVISION-REVIEW' });
  await does(cloud, 'counterOfficer', id, 'complete-step', { step: 'APPROVE', ...here });
  await does(cloud, 'clerk', id, 'complete-step', { step: 'STAMP' });
  await enterResult(cloud, id, o.stamp ?? here);
  await does(cloud, 'desk', id, 'deliver', { method: 'counter', ...(o.deliver ?? here) });
};

const counted = async (): Promise<unknown> => {
  const token = await tokenOf(cloud, 'desk');
  const { body } = await call(cloud, 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30', { token });
  return body.totals;
};

test('all five acts at the counter in one sitting count, each under its delegation', async () => {
  const id = await atCounter(LEVEL_5);
  // An own role is not enough at the counter: the law asks for a delegation to the staff of the one-stop shop.
  expect(
    (await act(cloud, 'appraiser', id, 'complete-step', { step: 'APPRAISE', ...here })).body,
  ).toMatchObject({
    code: 'MC-1238',
  });
  await does(cloud, 'counterOfficer', id, 'complete-step', { step: 'APPRAISE', ...here });
  await finish(id);
  expect(await seen(cloud, id)).toMatchObject({
    ...{ status: 10, onSpot: { level: '5', done: ['receive', 'appraise', 'approve', 'stamp', 'return'] } },
  });
  expect(await counted()).toMatchObject({ onSpot: 1 });
});

test('the receiver may not approve, at the counter either', async () => {
  expect((await lend('leader-1', 'desk-1', 'departmentLeader', '2026-11-17', '2026-11-30')).status).toBe(201);
  const id = await atCounter(LEVEL_5);
  await does(cloud, 'counterOfficer', id, 'complete-step', { step: 'APPRAISE', ...here });
  await does(cloud, 'head', id, 'complete-step', { step: 'DIVISION-REVIEW' });
  expect((await act(cloud, 'desk', id, 'complete-step', { step: 'APPROVE', ...here })).body).toMatchObject({
    code: 'MC-1206',
  });
});

test('level 4 leaves out the stamp; level 5 with a stamp elsewhere drops to none, with the reason', async () => {
  const four = await atCounter(LEVEL_4);
  await does(cloud, 'counterOfficer', four, 'complete-step', { step: 'APPRAISE', ...here });
  await finish(four, { stamp: {} });
  expect(await seen(cloud, four)).toMatchObject({ onSpot: { level: '4' } });
  const five = await atCounter(LEVEL_5);
  await does(cloud, 'counterOfficer', five, 'complete-step', { step: 'APPRAISE', ...here });
  await finish(five, { stamp: {} });
  expect(await seen(cloud, five)).toMatchObject({ onSpot: { broken: { act: 'stamp', why: 'elsewhere' } } });
  expect(await counted()).toMatchObject({ onSpot: 2 });
});

test('a delegation that ended yesterday: refused, and not counted', async () => {
  const id = await atCounter(LEVEL_5);
  await until(cloud, '2026-11-19T08:00');
  expect(
    (await act(cloud, 'counterOfficer', id, 'complete-step', { step: 'APPRAISE', ...here })).body,
  ).toMatchObject({
    code: 'MC-1111',
  });
  expect(await seen(cloud, id, 'desk')).toMatchObject({ step: { id: 'APPRAISE' } });
});

test('a procedure that is not on the list cannot be begun at the counter; nothing is counted by word alone', async () => {
  const id = await filed(cloud, '1.012900');
  expect((await act(cloud, 'desk', id, 'accept', here)).body).toMatchObject({ code: 'MC-1237' });
  const long = await atCounter(LEVEL_5, {});
  expect(
    (await act(cloud, 'appraiser', long, 'complete-step', { step: 'APPRAISE', ...here })).body,
  ).toMatchObject({ code: 'MC-1237' });
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
