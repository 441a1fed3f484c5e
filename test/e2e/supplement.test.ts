import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call, sha256, slotsOf, upload } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { tokenOf } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import {
  does,
  eventsOf,
  filed,
  formsOf,
  inAppraisal,
  reviewOn,
  seen,
  tracked,
  uploadSupplement,
} from '../support/paths.ts';
import { makePdf } from '../support/pdf.ts';
import { act, enterResult } from '../support/play.ts';
import { executions, history, statesEntered } from '../support/tables.ts';

/** 1 ↔ 5, 4 ↔ 5 and 5 → 8 (domain 1.2, rules C5, C6, R3, R4), on the real state machines and a virtual clock. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const items = [{ component: 'BANVE', reason: 'Thiếu mặt bằng tổng thể, chưa ký số' }];

test('1 → 5 → 1 at intake: the front desk asks once, with a full list; the answer is due anew', async () => {
  const id = await filed(cloud);
  expect((await act(cloud, 'desk', id, 'request-supplement', {})).body).toMatchObject({
    code: 'MC-1001',
    errors: [{ field: '/items' }],
  });
  expect(
    (await act(cloud, 'desk', id, 'request-supplement', { items: [{ component: 'BANVE' }] })).body,
  ).toMatchObject({ code: 'MC-1001', errors: [{ field: '/items/0/reason' }] });
  expect((await act(cloud, 'appraiser', id, 'request-supplement', { items })).status).toBe(403);
  const asked = await does(cloud, 'desk', id, 'request-supplement', { items });
  // C6: 15 working days after 16/11; 24/11 is a holiday.
  expect(asked).toMatchObject({ status: 5, phase: 'SUPPLEMENT', due: { at: '2026-12-08T17:00:00+07:00' } });
  expect(await formsOf(cloud, id)).toEqual(['02 PBS']);
  expect(await tracked(cloud, id)).toMatchObject({
    status: 5,
    paused: { vi: 'Chờ người nộp bổ sung hồ sơ' },
    replyBy: '2026-12-08T17:00:00+07:00',
  });
  expect((await act(cloud, 'citizen', id, 'supply')).body).toMatchObject({ code: 'MC-1228' });
  await until(cloud, '2026-11-17T09:00');
  await uploadSupplement(cloud, id, 'BANVE');
  const supplied = await does(cloud, 'citizen', id, 'supply');
  expect(supplied).toMatchObject({ status: 1, phase: 'VERIFY', due: { kind: 'INTAKE_ANSWER' } });
  expect(await seen(cloud, id)).toMatchObject({
    ...{ status: 1, phase: 'ACCEPTANCE', due: { at: '2026-11-18T09:00:00+07:00' } },
    documents: { total: 4, clean: 4 },
  });
  // At most once per stage, unless an approver gives a legal basis.
  const again = await act(cloud, 'desk', id, 'request-supplement', { items });
  expect(again.body).toMatchObject({ code: 'MC-1226' });
  expect((await act(cloud, 'desk', id, 'allow-supplement', { legalBasis: 'x' })).status).toBe(403);
  await does(cloud, 'leader', id, 'allow-supplement', { legalBasis: 'NĐ 61/2018/NĐ-CP Đ19.4' });
  await does(cloud, 'desk', id, 'request-supplement', { items });
  expect(await formsOf(cloud, id)).toEqual(['02 PBS', '02 PBS-2']);
});

test('5 → 8 at intake: silence lapses after 15 working days, form 05; nothing before', async () => {
  await until(cloud, '2026-11-18T09:00');
  const id = await filed(cloud);
  await does(cloud, 'desk', id, 'request-supplement', { items });
  await until(cloud, '2026-12-10T16:59');
  expect(await seen(cloud, id)).toMatchObject({ status: 5 });
  await until(cloud, '2026-12-10T17:02');
  expect(await seen(cloud, id)).toMatchObject({ status: 8, phase: 'CLOSED' });
  expect(await formsOf(cloud, id)).toEqual(['02 PBS', '05 TB']);
  expect((await act(cloud, 'citizen', id, 'supply')).body).toMatchObject({ code: 'MC-1201' });
});

test('4 → 5 → 4 through the front desk: the pause ends with the hand-in, a bad file goes back', async () => {
  await until(cloud, '2026-12-14T08:00');
  const id = await inAppraisal(cloud); // 10 working days from 14/12: 28/12
  expect(await seen(cloud, id)).toMatchObject({ due: { at: '2026-12-28T17:00:00+07:00' } });
  expect((await act(cloud, 'appraiser', id, 'request-supplement', { items })).status).toBe(403);
  await until(cloud, '2026-12-16T10:00');
  await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  expect(await seen(cloud, id, 'desk')).toMatchObject({ phase: 'REQUEST', waitsFor: 'frontDesk', status: 4 });
  await does(cloud, 'desk', id, 'decline-request', { reason: 'Ghi rõ điều khoản' });
  await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  expect((await act(cloud, 'desk', id, 'request-supplement', { items })).body).toMatchObject({
    code: 'MC-1001',
  });
  const asked = await does(cloud, 'desk', id, 'request-supplement', {
    contact: { name: 'Nguyễn Văn Hướng', phone: '0222 123 456' },
  });
  // GPXD, Đ54.2b: the applicant has two working days.
  expect(asked).toMatchObject({ status: 5, due: { kind: 'SUPPLEMENT', at: '2026-12-18T17:00:00+07:00' } });

  await until(cloud, '2026-12-17T09:00');
  await uploadSupplement(cloud, id, 'BANVE', { bad: true });
  await does(cloud, 'citizen', id, 'supply');
  const bad = await seen(cloud, id);
  expect(bad).toMatchObject({ status: 5, phase: 'SUPPLEMENT', documents: { bad: [4] } });
  expect((await act(cloud, 'citizen', id, 'supply')).body).toMatchObject({
    code: 'MC-1304',
    errors: [{ field: '/documents/4' }],
  });
  const bytes = await makePdf('mended');
  const slots = slotsOf(
    await act(cloud, 'citizen', id, 'documents/4/upload', {
      ...{ name: 'bản vẽ.pdf', mediaType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) },
    }),
  );
  for (const slot of slots) expect(await upload(slot, bytes)).toBe(204);
  await cloud.clock.settle();
  await until(cloud, '2026-12-18T10:00');
  await does(cloud, 'citizen', id, 'supply');
  // Asked 16/12, handed in 18/12: the clock stood for two working days (Continue), 28/12 becomes 30/12.
  expect(await seen(cloud, id)).toMatchObject({
    ...{ status: 4, phase: 'REVIEW', step: { id: 'APPRAISE' } },
    due: { kind: 'APPOINTED', at: '2026-12-30T17:00:00+07:00' },
    appointedAt: '2026-12-28T17:00:00+07:00',
    documents: { total: 4, clean: 4, archived: 4, bad: [] },
  });
  const second = await act(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  expect(second.status).toBe(200);
  expect((await act(cloud, 'desk', id, 'request-supplement')).body).toMatchObject({ code: 'MC-1226' });
  await does(cloud, 'desk', id, 'decline-request', { reason: 'Đã yêu cầu một lần' });
  await reviewOn(cloud, id);
  await enterResult(cloud, id);
  expect(await seen(cloud, id)).toMatchObject({ status: 9, outcome: 'early' });
  await does(cloud, 'desk', id, 'deliver', { method: 'online' });
  expect(await eventsOf(cloud, id)).toEqual(
    expect.arrayContaining(['requestProposed', 'requestDeclined', 'supplementRequested', 'supplied']),
  );
});

test('GPXD (R4): silent in review: a reasoned refusal within one working day, and nothing else can be registered', async () => {
  await until(cloud, '2026-12-21T08:00');
  const id = await inAppraisal(cloud);
  // A permit was numbered and sent back: after the lapse that number grants nothing, and stays as a void line.
  await reviewOn(cloud, id);
  const permit = { kind: 'granted', notation: 'R4-SXD', signer: 'Phó Giám đốc Sở' };
  await does(cloud, 'clerk', id, 'result-number', permit);
  await does(cloud, 'clerk', id, 'send-back', { to: 'APPRAISE', reason: 'Thiếu bản vẽ' });
  await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  await does(cloud, 'desk', id, 'request-supplement'); // Mon 21/12: until Wed 23/12
  await until(cloud, '2026-12-23T17:02');
  expect(await seen(cloud, id)).toMatchObject({
    ...{ status: 4, phase: 'REVIEW', mustRefuse: true },
    due: { kind: 'REFUSAL', at: '2026-12-24T17:00:00+07:00' },
  });
  const token = await tokenOf(cloud, 'clerk');
  expect((await call(cloud, 'GET', '/register?year=2026&notation=R4-SXD', { token })).body).toMatchObject({
    lines: [{ value: 1, void: 'lapsed' }],
  });
  await until(cloud, '2026-12-24T08:00');
  await reviewOn(cloud, id);
  const entry = { notation: 'TB-SXD', signer: 'Phó Giám đốc Sở' };
  expect((await act(cloud, 'clerk', id, 'result-number', { kind: 'granted', ...entry })).body).toMatchObject({
    code: 'MC-1220',
  });
  await does(cloud, 'clerk', id, 'result-number', { kind: 'refused', ...entry });
  await enterResult(cloud, id);
  expect(await seen(cloud, id)).toMatchObject({ status: 9, outcome: 'onTime', result: { kind: 'refused' } });
});

test('1.012900, C5 Reset: after the supplement the whole limit runs again from the hand-in', async () => {
  await until(cloud, '2026-12-25T08:00');
  const id = await inAppraisal(cloud, '1.012900');
  await does(cloud, 'appraiser', id, 'propose-request', {
    kind: 'supplement',
    items: [{ component: 'TRUSO', reason: 'Hợp đồng thuê trụ sở đã hết hạn' }],
  });
  await until(cloud, '2026-12-28T08:00');
  expect(await does(cloud, 'desk', id, 'request-supplement')).toMatchObject({ status: 5 });
  expect((await act(cloud, 'citizen', id, 'supplement-files', { files: [] })).body).toMatchObject({
    errors: [{ field: '/files' }],
  });
  await until(cloud, '2026-12-29T08:00');
  await uploadSupplement(cloud, id, 'TRUSO');
  await does(cloud, 'citizen', id, 'supply');
  // 15 working days after 29/12: 30, 31/12, then from 04/01 on (01/01/2027 is off); the year 2027 is not issued yet.
  expect(await seen(cloud, id)).toMatchObject({
    due: { kind: 'APPOINTED', at: '2027-01-20T17:00:00+07:00', provisional: true },
  });
});

test('stopped and withdrawn while the applicant has the next move; the graph showed what was waited for', async () => {
  const stopped = await inAppraisal(cloud);
  const withdrawn = await inAppraisal(cloud);
  for (const id of [stopped, withdrawn]) {
    await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
    await does(cloud, 'desk', id, 'request-supplement');
  }
  await does(cloud, 'leader', stopped, 'stop', { reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025 Đ7' });
  await does(cloud, 'citizen', withdrawn, 'withdraw', { reason: 'Thay đổi thiết kế' });
  expect(await seen(cloud, stopped)).toMatchObject({ status: 8 });
  expect(await seen(cloud, withdrawn)).toMatchObject({ status: 7 });
  expect((await formsOf(cloud, withdrawn)).at(-1)).toBe('05 TB');
  const code = String((await seen(cloud, withdrawn)).code);
  const spine = (await executions(cloud, cloud.names.dossierStateMachineArn)).find(
    ({ name }) => name === code,
  );
  const waits = statesEntered(await history(cloud, spine?.executionArn ?? ''));
  expect(waits).toEqual(expect.arrayContaining(['Await request', 'Await supplement']));
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
