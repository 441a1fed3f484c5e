import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { type Answer, call, slotsOf } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { asPerson } from '../support/catalogue.ts';
import { broken, readWorld } from '../support/invariants.ts';
import { does, inAppraisal, uploadSupplement } from '../support/paths.ts';
import { accept, act, enterResult, filingOf, permitPapers, submitted, uploadAll } from '../support/play.ts';

/** What leaves: notices to the applicant in the outbox, CloudEvents on the bus for partner systems. */
let cloud: Cloud;
beforeEach(async () => {
  cloud = await bootVirtual();
});
afterEach(() => cloud.stop());

const steps = [
  ['head', 'ASSIGN'],
  ['appraiser', 'APPRAISE'],
  ['head', 'DIVISION-REVIEW'],
  ['leader', 'APPROVE'],
  ['clerk', 'STAMP'],
] as const;

/** From submission to delivery, all on Monday morning. */
const delivered = async (id: string): Promise<void> => {
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  for (const [person, step] of steps) await act(cloud, person, id, 'complete-step', { step });
  await enterResult(cloud, id);
  const done = await act(cloud, 'desk', id, 'deliver', { method: 'online' });
  expect(done.body).toMatchObject({ status: 10 });
};

const mails = () => cloud.outbox().filter(({ channel }) => channel === 'email');
const subjects = () => mails().map(({ subject }) => subject);
const texts = () => cloud.outbox().filter(({ channel }) => channel === 'sms');

const eventSchema = z.object({
  bus: z.string(),
  event: z.object({
    source: z.literal('vn.mot-cua'),
    'detail-type': z.string(),
    detail: z.looseObject({
      id: z.string(),
      type: z.string(),
      sequence: z.string(),
      data: z.looseObject({}),
    }),
  }),
});
/** What a partner's rule on the bus would have been given. */
const passed = async () => {
  const all = z
    .array(eventSchema)
    .parse(await (await fetch(`${cloud.url}/_local/events`)).json())
    .map(({ event }) => event);
  return all.filter((event) => event['detail-type'] === 'vn.mot-cua.dossier.status-changed');
};
const noticeSchema = z.object({
  ...{ seq: z.int(), channel: z.string(), kind: z.string(), status: z.string(), attempts: z.int() },
  lastError: z.string().optional(),
});
const notices = (answer: Answer) => z.array(noticeSchema).parse(answer.body.notices);
const list = async (id: string) =>
  notices(await asPerson(cloud, 'citizen', 'GET', `/dossiers/${id}/notices`));

/** Files for an applicant with other contact data. */
const filedBy = async (contact: object): Promise<{ id: string; code: string }> => {
  const papers = await permitPapers();
  const filing = filingOf(papers);
  const body = { ...filing, applicant: { ...filing.applicant, ...contact } };
  const created = await asPerson(cloud, 'citizen', 'POST', '/dossiers', body);
  expect(created.status).toBe(201);
  await uploadAll(slotsOf(created), papers);
  const id = String(created.body.id);
  const answer = await act(cloud, 'citizen', id, 'submit');
  return { id, code: String(answer.body.code) };
};

const faults = async (failing: readonly string[]): Promise<void> => {
  const body = JSON.stringify({ failing, rejected: ['@reject.example'] });
  expect((await fetch(`${cloud.url}/_local/outbox`, { method: 'POST', body })).status).toBe(200);
};

test('every change of status reaches the applicant by mail and telephone, and partners over the bus', async () => {
  const { id, code } = await submitted(cloud);
  await delivered(id);
  expect(subjects()).toEqual([
    `Hồ sơ ${code} đã được gửi đến Sở Xây dựng tỉnh Bắc Ninh`,
    `Hồ sơ ${code} đã được tiếp nhận`,
    `Hồ sơ ${code} đang được xử lý`,
    `Hồ sơ ${code} đã có kết quả`,
    `Hồ sơ ${code}: đã trả kết quả`,
  ]);
  expect(
    mails().every(({ from, to }) => from === 'mot-cua@local.example' && to === 'vanphong@example.vn'),
  ).toBe(true);
  expect(mails()[1]?.message).toContain('Kính gửi Công ty TNHH Thử Nghiệm,');
  expect(mails()[1]?.message, 'R1').toContain('Hẹn trả kết quả: 17:00 01/12/2026');
  expect(texts().map(({ to }) => to)).toEqual(Array.from({ length: 5 }, () => '+84912345678'));
  expect(texts()[1]?.message).toBe(
    `HS ${code} đã được tiếp nhận 08:30 16/11/2026. Hẹn trả 17:00 01/12/2026. Sở Xây dựng tỉnh Bắc Ninh, Bộ phận Một cửa (desk-1). Xem: dichvucong.gov.vn`,
  );

  const events = await passed();
  const told = events.map(({ detail: { data } }) => [data.previousStatus, data.status, data.codes]);
  expect(told).toEqual(
    [
      [undefined, 1],
      [1, 2],
      [2, 4],
      [4, 9],
      [9, 10],
    ].map(([from, to]) => [from, to, { 'npsp@1': String(to), 'province@1': String(to) }]),
  );
  const sequences = events.map(({ detail }) => detail.sequence);
  expect(sequences).toEqual(sequences.toSorted());
  expect(events.map(({ detail }) => detail.data.previousSequence)).toEqual([
    undefined,
    ...events.slice(0, -1).map(({ detail }) => detail.data.sequence),
  ]);
  expect(events.map(({ detail }) => detail.id)).toEqual(
    events.map(({ detail }) => `${id}#${Number(detail.sequence)}`),
  );
  const text = JSON.stringify(events);
  for (const secret of ['e-id:citizen-1', 'vanphong@', '345', 'Thử Nghiệm', '2300000001'])
    expect(text).not.toContain(secret);

  expect((await list(id)).filter(({ channel }) => channel === 'email').map(({ kind }) => kind)).toEqual([
    'submitted',
    'accepted',
    'inProcess',
    'resultReady',
    'delivered',
  ]);
  expect((await list(id)).every(({ status, attempts }) => status === 'SENT' && attempts === 1)).toBe(true);
  expect(broken(await readWorld(cloud))).toEqual([]);
});

test('the ends of a dossier are told with the words of the officer, which no event carries', async () => {
  const refused = await submitted(cloud);
  const reason = 'Công trình thuộc thẩm quyền của cơ quan khác';
  expect((await act(cloud, 'desk', refused.id, 'refuse', { reason })).status).toBe(200);
  expect(mails().at(-1)).toMatchObject({ subject: `Hồ sơ ${refused.code} không được tiếp nhận` });
  expect(mails().at(-1)?.message).toContain(`Lý do: ${reason}`);
  const withdrawn = await submitted(cloud);
  await act(cloud, 'citizen', withdrawn.id, 'withdraw', { reason: 'không làm nữa' });
  expect(subjects().at(-1)).toBe(`Hồ sơ ${withdrawn.code} đã được rút`);
  expect(JSON.stringify(await passed())).not.toMatch(/thẩm quyền|không làm nữa/);
});

test('a refused file is told by its name and reason, though the status stays', async () => {
  const papers = await permitPapers();
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const bad = papers.map((paper) =>
    paper.component === 'DON'
      ? { ...paper, bytes: new Uint8Array([...paper.bytes, ...new TextEncoder().encode(`\n%${eicar}\n`)]) }
      : paper,
  );
  const { code } = await submitted(cloud, bad);
  expect(subjects()).toContain(`Hồ sơ ${code}: cần thay tệp`);
  expect(mails().at(-1)?.message).toContain('- Đơn đề nghị cấp giấy phép xây dựng.pdf: tệp chứa mã độc');
  expect(
    (await passed()).map(({ detail }) => detail.data.status),
    'for partners nothing changed',
  ).toEqual([1]);
});

test('the person who handles it is named as the staff directory knows the person', async () => {
  const entry = { name: 'Trần Văn Bình', roles: ['frontDesk'] };
  expect((await asPerson(cloud, 'admin', 'POST', '/staff/desk-1', entry)).status).toBe(200);
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  expect(mails().at(-1)?.message).toContain('Người xử lý: Trần Văn Bình');
  expect((await passed()).at(-1)?.detail.data.handledBy).toEqual({
    ...{ desk: 'frontDesk', id: 'desk-1', name: 'Trần Văn Bình' },
  });
});

test('requests to the applicant are told with their list, their amount and by when', async () => {
  const id = await inAppraisal(cloud);
  const items = [{ component: 'BANVE', reason: 'Thiếu mặt bằng tổng thể, chưa ký số' }];
  await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  await does(cloud, 'desk', id, 'request-supplement');
  const asked = mails().at(-1);
  expect(asked?.subject).toContain('yêu cầu bổ sung');
  expect(asked?.message).toMatch(/^- .+: Thiếu mặt bằng tổng thể, chưa ký số$/m);
  // GPXD, Đ54.2b: two working days.
  expect(asked?.message).toContain('Hạn để người nộp thực hiện: 17:00 18/11/2026');
  await uploadSupplement(cloud, id, 'BANVE', { bad: true });
  await does(cloud, 'citizen', id, 'supply');
  expect(mails().at(-1)?.message).toContain('- bổ sung.pdf: nội dung không đúng loại tệp đã khai');

  const paid = await inAppraisal(cloud);
  const payment = { kind: 'payment', amount: 1_500_000, reason: 'Lệ phí cấp giấy phép xây dựng' };
  await does(cloud, 'appraiser', paid, 'propose-request', payment);
  await does(cloud, 'desk', paid, 'require-payment');
  expect(mails().at(-1)?.message).toContain('Số tiền: 1.500.000 đồng');
  expect(mails().at(-1)?.message).toContain('Nội dung: Lệ phí cấp giấy phép xây dựng');
  await does(cloud, 'desk', paid, 'confirm-payment', { reference: 'BL-1' });
  expect(subjects().at(-1)).toContain('đã xác nhận thanh toán');
  expect((await passed()).map(({ detail: { data } }) => data.status)).toEqual([1, 2, 4, 5, 1, 2, 4, 6, 4]);
  expect(JSON.stringify(await passed())).not.toMatch(/mặt bằng|Lệ phí|BL-1/);
});

test('an applicant may choose English', async () => {
  const { code } = await filedBy({ language: 'en' });
  expect(subjects()).toEqual([`Dossier ${code} has reached Department of Construction of Bac Ninh Province`]);
});

test('a failing mailbox stops neither its dossier nor others, and is sent to again once it is mended', async () => {
  const { id, code } = await filedBy({ email: 'hop-thu@fail.example' });
  await delivered(id);
  const other = await submitted(cloud);
  expect(subjects()).toEqual([`Hồ sơ ${other.code} đã được gửi đến Sở Xây dựng tỉnh Bắc Ninh`]);
  expect(texts(), 'the telephone was told all the same').toHaveLength(6);
  expect(await passed()).toHaveLength(6);

  // Lambda tries twice more, after one minute and two; then the event is a dead letter and the notice stays listed.
  await until(cloud, '2026-11-16T08:40');
  const failed = (await list(id)).filter(({ status }) => status === 'FAILED');
  expect(
    failed.map(({ kind, channel, attempts, lastError }) => [kind, channel, attempts, lastError]),
  ).toEqual(
    ['submitted', 'accepted', 'inProcess', 'resultReady', 'delivered'].map((kind) => [
      ...[kind, 'email', 3],
      'SendingPausedException',
    ]),
  );
  expect(cloud.deadLetters()).toHaveLength(5);
  expect(cloud.deadLetters()[0]?.reason).toMatch(/^NoticeNotSent: \S+#1: email SendingPausedException$/);

  const redrive = (person: 'admin' | 'desk' | 'foreignAdmin', path = '') =>
    asPerson(cloud, person, 'POST', `/notices/redrive${path}`, {}, { key: `redrive-${person}` });
  expect((await redrive('desk')).status).toBe(403);
  expect((await redrive('foreignAdmin')).body, 'another unit').toEqual({ requested: [] });
  await faults([]);
  const asked = await redrive('admin');
  expect(asked.body.requested).toHaveLength(5);
  expect((await redrive('admin')).body, 'the same key, the same answer').toEqual(asked.body);
  expect(subjects().filter((subject) => subject?.includes(code))).toHaveLength(5);
  expect((await list(id)).every(({ status }) => status === 'SENT')).toBe(true);
  const again = await asPerson(cloud, 'admin', 'POST', '/notices/redrive', {});
  expect(again.body).toEqual({ requested: [] });
  expect(texts(), 'nobody was told twice').toHaveLength(6);
});

test('a refused address is no outage: no retry, no dead letter, listed for a person', async () => {
  const { id } = await filedBy({ email: 'hop-thu@reject.example' });
  await until(cloud, '2026-11-16T08:40');
  expect((await list(id)).find(({ channel }) => channel === 'email')).toMatchObject({
    ...{ status: 'FAILED', attempts: 1, lastError: 'MessageRejected' },
  });
  expect(cloud.deadLetters()).toEqual([]);
});

test('notices are for the owner and the unit; bad questions are refused by name', async () => {
  const { id } = await submitted(cloud);
  const path = `/dossiers/${id}/notices`;
  expect((await asPerson(cloud, 'desk', 'GET', path)).status).toBe(200);
  for (const person of ['stranger', 'elsewhere'] as const)
    expect((await asPerson(cloud, person, 'GET', path)).status).toBe(404);
  expect((await call(cloud, 'GET', path)).status).toBe(401);
  const bad = await asPerson(cloud, 'desk', 'GET', `${path}?after=1`);
  expect(bad.body).toMatchObject({ reason: 'VALIDATION_FAILED', errors: [{ field: '/after' }] });
  const place = { pk: 'a', sk: 'b', inboxPk: 'SXD-H05#frontDesk', inboxSk: '1' };
  for (const cursor of ['x', Buffer.from(JSON.stringify(place)).toString('base64url')])
    expect(
      (await asPerson(cloud, 'admin', 'POST', `/notices/redrive?cursor=${cursor}`, {})).body,
    ).toMatchObject({ reason: 'VALIDATION_FAILED', errors: [{ field: 'cursor' }] });
});
