import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, people } from '../support/cast.ts';
import { asPerson } from '../support/catalogue.ts';
import { broken, readWorld } from '../support/invariants.ts';
import { accept, act, permitPapers, submitted, view } from '../support/play.ts';

/** Who works on what: the staff directory, inboxes, assignment, delegation. One office, one morning. */
let cloud: Cloud;
const ids: string[] = [];

const entry = (person: Person, more: object = {}) =>
  asPerson(cloud, 'admin', 'POST', `/staff/${people[person].sub}`, {
    ...{ name: `Cán bộ ${person}`, roles: people[person].roles, ...more },
  });

beforeAll(async () => {
  cloud = await bootVirtual();
  for (const person of ['head', 'appraiser', 'colleague', 'leader', 'desk', 'clerk'] as const) {
    expect((await entry(person)).status).toBe(200);
  }
  const papers = await permitPapers();
  for (let i = 0; i < 4; i++) {
    const { id } = await submitted(cloud, papers);
    await accept(cloud, id);
    await act(cloud, 'desk', id, 'hand-over');
    ids.push(id);
  }
  for (const id of ids) await act(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
}, 60_000);
afterAll(() => cloud.stop());

const get = async (person: Person, path: string) => (await asPerson(cloud, person, 'GET', path)).body;
const rows = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
const inboxOf = async (person: Person, query = '') =>
  rows.parse(await get(person, `/inbox${query}`)).items.map(({ id }) => id);

test('mine, group, unit, filters and counts say the same', async () => {
  const [first = '', second = ''] = ids;
  expect(await inboxOf('appraiser')).toEqual(ids.toSorted());
  expect(await inboxOf('appraiser', '?scope=mine')).toEqual([]);
  await act(cloud, 'appraiser', first, 'claim');
  await act(cloud, 'appraiser', second, 'claim');
  expect((await inboxOf('appraiser', '?scope=mine')).toSorted()).toEqual([first, second].toSorted());
  expect(await inboxOf('colleague', '?free=true')).toEqual(ids.slice(2).toSorted());
  expect((await inboxOf('leader', '?scope=unit')).toSorted()).toEqual(ids.toSorted());
  expect(await inboxOf('appraiser', '?step=APPRAISE&procedure=1.013236&status=4')).toHaveLength(4);
  expect(await inboxOf('appraiser', '?due=overdue')).toEqual([]);
  expect(await inboxOf('appraiser', '?before=2027-01-01T00:00:00%2B07:00')).toHaveLength(4);
  expect(await get('appraiser', '/inbox/counts')).toEqual({ mine: 2, group: { appraiser: 4 } });
  expect(await get('leader', '/inbox/counts')).toMatchObject({
    group: { departmentLeader: 0 },
    unit: { appraiser: 4 },
  });
  await act(cloud, 'appraiser', first, 'release');
  await act(cloud, 'appraiser', second, 'release');
  expect(await get('appraiser', '/inbox/counts')).toMatchObject({ mine: 0 });
});

test('a head sees who is overloaded, gives work out, takes it back with a reason', async () => {
  const [first = '', second = '', third = '', fourth = ''] = ids;
  const to = people.appraiser.sub;
  const bulk = { to, dossiers: [first, second, third].map((id) => ({ id })) };
  const given = await asPerson(cloud, 'head', 'POST', '/assignments', bulk, { key: 'bulk-1' });
  expect(given.body).toMatchObject({ assigned: 3, unchanged: 0, refused: 0 });
  expect((await asPerson(cloud, 'head', 'POST', '/assignments', bulk, { key: 'bulk-1' })).body).toEqual(
    given.body,
  );
  const loads = async () =>
    z.object({ items: z.array(z.looseObject({})) }).parse(await get('head', '/workload?role=appraiser'))
      .items;
  expect(await loads()).toMatchObject([
    { subject: 'appraiser-1', open: 3, overdue: 0, dueToday: 0, overloaded: true },
    { subject: 'appraiser-2', open: 0, overloaded: false },
  ]);
  expect((await act(cloud, 'colleague', first, 'claim')).body).toMatchObject({
    ...{ code: 'MC-1251', current: { status: 4, step: 'APPRAISE', holder: 'appraiser-1' } },
  });
  const colleague = people.colleague.sub;
  expect((await act(cloud, 'head', first, 'assign', { to: colleague })).body).toMatchObject({
    code: 'MC-1251',
  });
  const moved = await act(cloud, 'head', first, 'reassign', { to: colleague, reason: 'chia đều việc' });
  expect(moved.body).toMatchObject({ step: { assignedTo: colleague } });
  expect(await loads()).toMatchObject([
    { open: 2, overloaded: false },
    { open: 1, overloaded: false },
  ]);
  expect((await act(cloud, 'head', fourth, 'assign', { to: people.clerk.sub })).body).toMatchObject({
    code: 'MC-1253',
  });
  const mixed = { to: colleague, dossiers: [{ id: first }, { id: second }, { id: fourth, rev: 1 }] };
  expect((await asPerson(cloud, 'head', 'POST', '/assignments', mixed)).body).toMatchObject({
    ...{ assigned: 0, unchanged: 1, refused: 2 },
    results: [{ outcome: 'unchanged' }, { problem: { code: 'MC-1251' } }, { problem: { code: 'MC-1210' } }],
  });
  expect((await act(cloud, 'appraiser', second, 'release')).status).toBe(200);
  expect((await act(cloud, 'colleague', second, 'claim')).status).toBe(200);
  await act(cloud, 'colleague', second, 'release');
});

test('two officers at once: one has it, the other is told by whom', async () => {
  const fourth = ids[3] ?? '';
  const answers = await Promise.all(
    (['appraiser', 'colleague'] as const).map((person) => act(cloud, person, fourth, 'claim')),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { rev } = (await view(cloud, 'head', fourth)).body;
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    current: { phase: 'REVIEW', holder: expect.stringMatching(/^appraiser-[12]$/), rev },
  });
  expect(
    (await act(cloud, 'head', fourth, 'assign', { to: 'appraiser-1' }, { ifMatch: '"1"' })).body,
  ).toMatchObject({
    ...{ status: 412, code: 'MC-1210', current: { rev } },
  });
});

test('a stand-in acts within the days of the delegation, and the log says by which', async () => {
  const third = ids[2] ?? '';
  const loan = {
    ...{
      kind: 'absence',
      to: people.colleague.sub,
      roles: ['appraiser'],
      first: '2026-11-16',
      last: '2026-11-16',
    },
    legalBasis: 'NĐ 61/2018/NĐ-CP Đ12.8',
  };
  const path = `/staff/${people.appraiser.sub}/delegations`;
  expect((await asPerson(cloud, 'colleague', 'POST', path, loan)).body).toMatchObject({ code: 'MC-1102' });
  const made = await asPerson(cloud, 'appraiser', 'POST', path, loan);
  expect(made).toMatchObject({ status: 201, body: { state: 'valid', from: 'appraiser-1' } });
  const done = await act(cloud, 'colleague', third, 'complete-step', { step: 'APPRAISE' });
  expect(done.status).toBe(200);
  const events = z.object({ events: z.array(z.looseObject({ actor: z.unknown() })) });
  const log = events.parse(await get('head', `/dossiers/${third}/events`)).events;
  expect(log.at(-1)?.actor).toEqual({ kind: 'staff', subject: 'appraiser-2', delegation: made.body.id });

  // A clerk stands in for the division's head today, and no longer tomorrow.
  const head = { ...loan, to: people.clerk.sub, roles: ['divisionHead'] };
  const second = await asPerson(cloud, 'oneStopHead', 'POST', `/staff/${people.head.sub}/delegations`, head);
  expect(second.status).toBe(201);
  const back = { to: 'ASSIGN', reason: 'thiếu căn cứ' };
  expect((await act(cloud, 'clerk', third, 'send-back', back)).status).toBe(200);
  await until(cloud, '2026-11-17T08:00');
  const refused = await act(cloud, 'clerk', third, 'complete-step', { step: 'ASSIGN' });
  expect(refused).toMatchObject({
    status: 403,
    body: { code: 'MC-1111', detail: `${String(second.body.id)}: expired / đã hết hạn` },
  });
  const again = await asPerson(cloud, 'head', 'POST', `/staff/${people.head.sub}/delegations`, {
    ...head,
    last: '2026-11-20',
  });
  const revoke = `/staff/${people.head.sub}/delegations/${String(again.body.id)}/revoke`;
  expect((await asPerson(cloud, 'head', 'POST', revoke)).body).toMatchObject({ state: 'revoked' });
  expect((await act(cloud, 'clerk', third, 'complete-step', { step: 'ASSIGN' })).body).toMatchObject({
    code: 'MC-1111',
  });
  expect(await get('head', `/staff/${people.head.sub}/delegations`)).toMatchObject({
    items: [{ state: 'expired' }, { state: 'revoked' }],
  });
});

test('the directory names roles without a stand-in; an inactive account has no rights', async () => {
  const list = z.object({
    items: z.array(z.looseObject({ subject: z.string(), withoutStandIn: z.array(z.string()) })),
  });
  const { items } = list.parse(await get('oneStopHead', '/staff'));
  expect(Object.fromEntries(items.map(({ subject, withoutStandIn }) => [subject, withoutStandIn]))).toEqual({
    ...{ 'appraiser-1': [], 'appraiser-2': [], 'clerk-1': ['clerk'], 'desk-1': ['frontDesk'] },
    ...{ 'division-head-1': ['divisionHead'], 'leader-1': ['departmentLeader'] },
  });
  expect((await entry('colleague', { active: false })).status).toBe(200);
  expect((await act(cloud, 'colleague', ids[1] ?? '', 'claim')).body).toMatchObject({
    status: 403,
    code: 'MC-1112',
  });
  expect(await get('colleague', '/inbox')).toMatchObject({ code: 'MC-1112' });
});

test('gauges and places agree with the dossiers', async () => {
  expect(broken(await readWorld(cloud))).toEqual([]);
});
