import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { bootVirtual, until } from '../support/boot.ts';
import type { Person } from '../support/cast.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import {
  does,
  eventsOf,
  formsOf,
  handedOver,
  inAppraisal,
  reviewOn,
  seen,
  tracked,
  wordsOf,
} from '../support/paths.ts';
import { act, enterResult } from '../support/play.ts';

/** What moves a date: a payment (4 ↔ 6), an opinion of another agency, an apology, an extension (rules C7, C8, R4, R5, R18). */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const duty = { kind: 'payment', amount: 3_500_000, reason: 'Lệ phí cấp giấy phép xây dựng' };

test('4 → 6 → 4: the clock stands from the request to the payment; form 01 is issued again with the new date', async () => {
  const id = await inAppraisal(cloud); // due 01/12
  await until(cloud, '2026-11-18T09:00');
  await does(cloud, 'appraiser', id, 'propose-request', duty);
  expect((await act(cloud, 'desk', id, 'request-supplement')).body).toMatchObject({ code: 'MC-1201' });
  expect(await does(cloud, 'desk', id, 'require-payment')).toMatchObject({
    ...{ status: 6, phase: 'PAYMENT', waitsFor: 'applicant', payment: { amount: 3_500_000 } },
  });
  expect(await tracked(cloud, id)).toMatchObject({ paused: { vi: 'Chờ thực hiện nghĩa vụ tài chính' } });
  await until(cloud, '2026-11-23T09:00');
  const late = { reference: 'BL-0001', paidAt: '2026-11-17T08:00:00+07:00' };
  expect((await act(cloud, 'desk', id, 'confirm-payment', late)).body).toMatchObject({
    errors: [{ field: '/paidAt' }],
  });
  // Paid on Fri 20/11, entered on Mon 23/11: two working days (19, 20/11) are given back: 01/12 becomes 03/12.
  await does(cloud, 'desk', id, 'confirm-payment', {
    reference: 'BL-0001',
    paidAt: '2026-11-20T14:00:00+07:00',
  });
  expect(await seen(cloud, id)).toMatchObject({
    ...{ status: 4, phase: 'REVIEW', due: { at: '2026-12-03T17:00:00+07:00' } },
    appointedAt: '2026-12-01T17:00:00+07:00',
  });
  expect(await formsOf(cloud, id)).toEqual(['01 TN', '01 TN-2']);
});

test('6 → 7 and 6 → 8: withdrawn by the applicant, stopped by the leader, while a payment is awaited', async () => {
  const [withdrawn, stopped] = [await inAppraisal(cloud), await inAppraisal(cloud)];
  for (const id of [withdrawn, stopped]) {
    await does(cloud, 'appraiser', id, 'propose-request', duty);
    await does(cloud, 'desk', id, 'require-payment');
  }
  expect((await act(cloud, 'desk', stopped, 'stop', { reason: 'x', legalBasis: 'y' })).status).toBe(403);
  await does(cloud, 'citizen', withdrawn, 'withdraw', { reason: 'Không tiếp tục đầu tư' });
  await does(cloud, 'leader', stopped, 'stop', { reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025 Đ7' });
  expect([await seen(cloud, withdrawn), await seen(cloud, stopped)]).toMatchObject([
    { status: 7 },
    { status: 8 },
  ]);
  expect([await formsOf(cloud, withdrawn), await formsOf(cloud, stopped)]).toEqual([
    ['01 TN', '05 TB'],
    ['01 TN', '05 TB'],
  ]);
});

test('6 → 8: a payment that never comes lapses after the time of the unit', async () => {
  const id = await inAppraisal(cloud);
  await does(cloud, 'appraiser', id, 'propose-request', duty);
  await does(cloud, 'desk', id, 'require-payment'); // Mon 23/11 + 15 working days: 15/12
  await until(cloud, '2026-12-15T16:59');
  expect(await seen(cloud, id)).toMatchObject({ status: 6 });
  await until(cloud, '2026-12-15T17:02');
  expect(await seen(cloud, id)).toMatchObject({ status: 8 });
});

test('GPXD, C7: opinions in parallel; silence after two working days is agreement, written by itself', async () => {
  await until(cloud, '2026-12-16T08:30');
  const id = await inAppraisal(cloud);
  const question = 'Đề nghị cho ý kiến về môi trường';
  const culture = 'Đề nghị cho ý kiến về di sản';
  expect((await act(cloud, 'desk', id, 'consult', { agency: 'SNNMT-H05', question })).status).toBe(403);
  await does(cloud, 'appraiser', id, 'consult', { agency: 'SNNMT-H05', question });
  await does(cloud, 'appraiser', id, 'consult', { agency: 'SVHTTDL-H05', question: culture });
  expect(
    (await act(cloud, 'appraiser', id, 'consult', { agency: 'SNNMT-H05', question })).body,
  ).toMatchObject({
    code: 'MC-1229',
  });
  const step = { step: 'APPRAISE' };
  expect((await act(cloud, 'appraiser', id, 'complete-step', step)).body).toMatchObject({
    ...{ code: 'MC-1231', errors: [{ field: '/consultations/1' }, { field: '/consultations/2' }] },
  });
  // Staff of the unit read both questions; an agency its own; the applicant neither.
  const read = async (who: Person) =>
    (await wordsOf(cloud, who, id)).filter((text) => text.startsWith('Đề nghị'));
  expect(await read('appraiser')).toEqual([question, culture]);
  expect(await read('agency')).toEqual([question]);
  expect(await read('otherAgency')).toEqual([culture]);
  expect(await read('citizen')).toEqual([]);
  // The agency sees the dossier, and answers its own question only.
  const answer = { opinion: 'agree', text: 'Thống nhất' };
  expect((await act(cloud, 'otherAgency', id, 'consultations/1/answer', answer)).status).toBe(404);
  expect((await act(cloud, 'elsewhere', id, 'consultations/1/answer', answer)).status).toBe(404);
  await does(cloud, 'agency', id, 'consultations/1/answer', answer);
  await until(cloud, '2026-12-18T16:59');
  expect(await seen(cloud, id)).toMatchObject({ consultations: [{ state: 'agree' }, { state: 'open' }] });
  await until(cloud, '2026-12-18T17:02');
  expect(await seen(cloud, id)).toMatchObject({
    consultations: [{ state: 'agree' }, { state: 'agreedBySilence', due: '2026-12-18T17:00:00+07:00' }],
  });
  expect((await act(cloud, 'otherAgency', id, 'consultations/2/answer', answer)).body).toMatchObject({
    code: 'MC-1230',
  });
  expect((await eventsOf(cloud, id)).filter((type) => type === 'consultationLapsed')).toHaveLength(1);
  await does(cloud, 'appraiser', id, 'complete-step', step);
});

test('R18, another procedure: no answer is no consent; it is on record as late, and a late answer still counts', async () => {
  await until(cloud, '2026-12-21T08:30');
  const id = await inAppraisal(cloud, '1.012900');
  await does(cloud, 'appraiser', id, 'consult', { agency: 'SNNMT-H05', question: 'x', days: 1 });
  await until(cloud, '2026-12-22T17:02');
  expect(await seen(cloud, id)).toMatchObject({ consultations: [{ state: 'late' }] });
  const code = String((await seen(cloud, id)).code);
  expect(cloud.outbox().map(({ subject }) => subject)).toContain(`OPINION LATE ${code}`);
  await does(cloud, 'agency', id, 'consultations/1/answer', {
    opinion: 'disagree',
    text: 'Không thống nhất',
  });
  expect(await seen(cloud, id)).toMatchObject({ consultations: [{ state: 'disagree', late: true }] });
});

test('C8: one apology with a new date, form 04; kept against the first date and the new one', async () => {
  await until(cloud, '2026-12-23T08:30');
  const id = await inAppraisal(cloud); // 10 working days: 07/01/2027
  expect(await seen(cloud, id)).toMatchObject({ due: { at: '2027-01-07T17:00:00+07:00' } });
  const said = { reason: 'Chờ kết quả kiểm tra thực địa', newDue: '2027-01-12' };
  expect((await act(cloud, 'head', id, 'reappoint', said)).status).toBe(403);
  for (const newDue of ['2027-01-07', '2027-01-10', '2026-12-01', 'soon'])
    expect((await act(cloud, 'leader', id, 'reappoint', { ...said, newDue })).body).toMatchObject({
      errors: [{ field: '/newDue' }],
    });
  await until(cloud, '2027-01-06T16:00');
  expect(await does(cloud, 'leader', id, 'reappoint', said)).toMatchObject({
    ...{ due: { at: '2027-01-12T17:00:00+07:00' }, appointedAt: '2027-01-07T17:00:00+07:00' },
  });
  expect(await formsOf(cloud, id)).toEqual(['01 TN', '04 PXL']);
  expect((await act(cloud, 'leader', id, 'reappoint', { ...said, newDue: '2027-01-14' })).body).toMatchObject(
    {
      code: 'MC-1233',
    },
  );
  await until(cloud, '2027-01-12T09:00');
  await reviewOn(cloud, id);
  await enterResult(cloud, id);
  expect(await seen(cloud, id)).toMatchObject({ status: 9, outcome: 'onTime', outcomeOriginal: 'late' });
});

test('1.013239, R4: one extension up to the original limit; a second one is refused', async () => {
  await until(cloud, '2027-01-13T08:30');
  const id = await handedOver(cloud, '1.013239', { limitCase: 'C' });
  const by = (amount: number) => ({ by: { amount, unit: 'workingDay' }, reason: 'Hồ sơ phức tạp' });
  expect((await act(cloud, 'leader', id, 'extend', by(13))).body).toMatchObject({
    errors: [{ field: '/by' }],
  });
  const before = await seen(cloud, id);
  const extended = await does(cloud, 'leader', id, 'extend', by(5));
  expect(extended).toMatchObject({ appointedAt: before.appointedAt, due: { kind: 'APPOINTED' } });
  expect((await act(cloud, 'leader', id, 'extend', by(1))).body).toMatchObject({ code: 'MC-1234' });
  const other = await handedOver(cloud);
  expect((await act(cloud, 'leader', other, 'extend', by(1))).body).toMatchObject({ code: 'MC-1234' });
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
