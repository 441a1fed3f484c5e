import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { does, eventsOf, filed, handedOver, inAppraisal, reviewOn, seen } from '../support/paths.ts';
import { accept, act, enterResult, filingOf, permitPapers } from '../support/play.ts';

/** National identifier, register of results, corrections, linked dossiers, ratings and complaints. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual({ parameters: { SweepMinutes: '60' } });
});
afterAll(() => cloud.stop());

const entry = { kind: 'granted', notation: 'GPXD-SXD', signer: 'Phó Giám đốc Sở' };
const register = async (query = 'year=2026&notation=GPXD-SXD') =>
  (await call(cloud, 'GET', `/register?${query}`, { token: await tokenOf(cloud, 'clerk') })).body;

test('NĐ 212/2026: no acceptance without the national identifier; an outage is made good before the result', async () => {
  const id = await filed(cloud);
  expect((await act(cloud, 'desk', id, 'accept')).body).toMatchObject({ code: 'MC-1224' });
  expect((await act(cloud, 'desk', id, 'national-id', { kind: 'work' })).body).toMatchObject({
    errors: [{ field: '/identifier' }],
  });
  await does(cloud, 'desk', id, 'national-id', { kind: 'work', outage: 'Hệ thống quốc gia gián đoạn' });
  await does(cloud, 'desk', id, 'accept');
  await does(cloud, 'desk', id, 'hand-over');
  await does(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  await reviewOn(cloud, id);
  expect((await act(cloud, 'clerk', id, 'result-number', entry)).body).toMatchObject({ code: 'MC-1224' });
  await does(cloud, 'desk', id, 'national-id', { kind: 'work', identifier: 'VN-H05-2026-000009' });
  expect(
    (await act(cloud, 'desk', id, 'national-id', { kind: 'work', identifier: 'X-123' })).body,
  ).toMatchObject({
    code: 'MC-1225',
  });
  expect(await does(cloud, 'clerk', id, 'result-number', entry)).toMatchObject({
    result: { number: '1/GPXD-SXD', kind: 'granted' },
  });
  expect((await act(cloud, 'clerk', id, 'result-number', entry)).body).toMatchObject({ code: 'MC-1222' });
});

test('the register has no gap and no number twice, drawn at once; an unused number is void and stays', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 4; i++) {
    const id = await inAppraisal(cloud);
    await reviewOn(cloud, id);
    ids.push(id);
  }
  const answers = await Promise.all(ids.map((id) => act(cloud, 'clerk', id, 'result-number', entry)));
  const busy = answers.filter(({ status }) => status !== 200);
  for (const { body } of busy) expect(['MC-1209', 'MC-1901']).toContain(body.code);
  for (const id of ids) await act(cloud, 'clerk', id, 'result-number', entry);
  const [gone = ''] = ids;
  await does(cloud, 'citizen', gone, 'withdraw', { reason: 'không cần nữa' });
  const { lines } = await register();
  expect(lines).toHaveLength(5);
  const void_ = (Array.isArray(lines) ? lines : []).filter((line) => line.void !== undefined);
  expect(lines).toEqual(
    [1, 2, 3, 4, 5].map((n) => expect.objectContaining({ value: n, number: `${n}/GPXD-SXD` })),
  );
  expect(void_).toEqual([expect.objectContaining({ void: 'withdrawn' })]);
  expect((await register('year=2026&notation=GPXD-SXD&after=3')).lines).toHaveLength(2);
  const stranger = await tokenOf(cloud, 'citizen');
  expect(
    (await call(cloud, 'GET', '/register?year=2026&notation=GPXD-SXD', { token: stranger })).status,
  ).toBe(403);
});

/** Resolved late without an apology, and delivered. */
const deliveredLate = async (): Promise<string> => {
  const id = await inAppraisal(cloud);
  const due = String((await seen(cloud, id)).appointedAt);
  await cloud.clock.advanceTo(Date.parse(due) + 24 * 3_600_000);
  await reviewOn(cloud, id);
  await enterResult(cloud, id);
  await does(cloud, 'desk', id, 'deliver', { method: 'counter' });
  return id;
};

test('R20: the applicant rates once per occasion; "late and no apology" opens a complaint with its own clock', async () => {
  await until(cloud, '2026-11-17T08:30');
  const id = await deliveredLate(); // due 02/12, delivered 03/12
  expect(await seen(cloud, id)).toMatchObject({
    status: 10,
    outcome: 'late',
    ratings: ['form01', 'delivery'],
  });
  const marks = { attitude: 5, waiting: 2, facilities: 4 };
  expect((await act(cloud, 'citizen', id, 'rate', { occasion: 'delivery', attitude: 6 })).body).toMatchObject(
    {
      errors: [{ field: '/attitude' }, { field: '/waiting' }, { field: '/facilities' }],
    },
  );
  await does(cloud, 'citizen', id, 'rate', { occasion: 'form01', ...marks });
  expect((await act(cloud, 'citizen', id, 'rate', { occasion: 'form01', ...marks })).body).toMatchObject({
    code: 'MC-1235',
  });
  expect((await act(cloud, 'stranger', id, 'rate', { occasion: 'delivery', ...marks })).status).toBe(404);
  const said = { occasion: 'delivery', ...marks, onAppointedDate: false, apologyReceived: false };
  const rated = await does(cloud, 'citizen', id, 'rate', { ...said, comment: 'Chờ quá lâu' });
  // 10 working days after 03/12.
  expect(rated).toMatchObject({ complaint: { n: 1, due: '2026-12-17T17:00:00+07:00', answered: false } });
  await until(cloud, '2026-12-17T17:20');
  expect((await eventsOf(cloud, id)).at(-1)).toBe('complaintOverdue');
  const code = String((await seen(cloud, id)).code);
  const alerts = cloud.outbox().filter(({ channel }) => channel === 'topic');
  const told = alerts.map(({ subject }) => subject ?? '').filter((each) => each.endsWith(code));
  expect(told.filter((each) => each.startsWith('COMPLAINT'))).toEqual([
    `COMPLAINT ${code}`,
    `COMPLAINT OVERDUE ${code}`,
  ]);
  expect((await act(cloud, 'desk', id, 'answer-complaint', { upheld: true, text: 'x' })).status).toBe(403);
  await does(cloud, 'oneStopHead', id, 'answer-complaint', { upheld: true, text: 'Xin lỗi ông/bà' });
  expect(await seen(cloud, id)).toMatchObject({ status: 10, complaint: { answered: true } });
  expect(
    (await act(cloud, 'oneStopHead', id, 'answer-complaint', { upheld: true, text: 'x' })).body,
  ).toMatchObject({
    code: 'MC-1236',
  });
});

test('a wrong result goes on record with its fault; the right one is a new dossier that points at it', async () => {
  const id = await handedOver(cloud);
  await does(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  await reviewOn(cloud, id);
  await enterResult(cloud, id);
  await does(cloud, 'desk', id, 'deliver', { method: 'online' });
  const papers = await permitPapers();
  const file = async (related: unknown, who: 'citizen' | 'stranger' = 'citizen') =>
    call(cloud, 'POST', '/dossiers', {
      token: await tokenOf(cloud, who),
      body: {
        ...filingOf(papers),
        ...(who === 'stranger' && {
          applicant: { ...filingOf(papers).applicant, subject: 'e-id:citizen-2' },
        }),
        related,
      },
    });
  expect((await file({ id, relation: 'correction' })).body).toMatchObject({
    ...{ code: 'MC-1310', errors: [{ field: '/related/relation' }] },
  });
  const wrong = { fault: 'agency', reason: 'Sai số tầng của công trình' };
  expect((await act(cloud, 'desk', id, 'correct-result', wrong)).status).toBe(403);
  expect(await does(cloud, 'leader', id, 'correct-result', wrong)).toMatchObject({
    ...{ status: 10, result: { corrected: 'agency' } },
  });
  expect((await act(cloud, 'leader', id, 'correct-result', wrong)).body).toMatchObject({ code: 'MC-1223' });
  expect((await file({ id, relation: 'correction' }, 'stranger')).body).toMatchObject({
    ...{ code: 'MC-1310', errors: [{ field: '/related/id' }] },
  });
  expect((await file({ id, relation: 'refiling' })).body).toMatchObject({ code: 'MC-1310' });
  expect((await file({ id, relation: 'correction' })).status).toBe(201);
  const appeal = await filed(cloud, '1.013236', { related: { id, relation: 'appeal' } });
  expect(await seen(cloud, appeal)).toMatchObject({ related: { id, relation: 'appeal' } });
  expect((await accept(cloud, appeal)).status).toBe(200);
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
