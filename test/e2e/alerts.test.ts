import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { asPerson } from '../support/catalogue.ts';
import { act, submitted } from '../support/play.ts';

/** A filing that nobody answers: what the office gets by mail, and what it does about it. */
let cloud: Cloud;
let dir: string;
let id: string;
let code: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mot-cua-alerts-'));
  cloud = await bootVirtual({ dir, parameters: { RunbookUrl: 'https://runbook.example' } });
  // Online on Monday 16/11 08:30: to be answered by Tuesday 08:30.
  ({ id, code } = await submitted(cloud));
  await until(cloud, '2026-11-17T09:00');
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const mails = () => cloud.outbox().filter(({ channel }) => channel === 'topic');
const mail = (subject: string) => mails().find((each) => each.subject?.startsWith(subject));
const list = async (query = '') =>
  (await asPerson(cloud, 'oneStopHead', 'GET', `/alerts?unit=SXD-H05${query}`)).body;

test('urgent alerts at once, the rest in the digest of each role, a missed morning made up for', () => {
  const monday = 'DIGEST 2026-11-16 SXD-H05';
  const tuesday = 'DIGEST 2026-11-17 SXD-H05';
  expect(mails().map(({ subject }) => subject)).toEqual([
    // The cloud was started after 07:30.
    ...['frontDesk', 'headOfOneStop', 'departmentLeader'].map((role) => `${monday} ${role}: 1 due soon`),
    `NEW ONLINE ${code}`,
    `DUE SOON ${code}`,
    ...['frontDesk', 'headOfOneStop', 'departmentLeader'].map((role) => `${tuesday} ${role}: 1 due today`),
    `OVERDUE ${code}`,
  ]);
  const digest = mail(`${tuesday} frontDesk`)?.message ?? '';
  expect(digest).toContain(
    `Đến hạn hôm nay / Due today (1)\n- ${code} | 1.013236 | 08:30 17/11/2026, còn 1 giờ làm việc / 1 working hour left | frontDesk`,
  );
  expect(digest).toContain(
    `Alerts not sent one by one (1)\n- ${code} | đã dùng 50% thời hạn / has used 50% of its time`,
  );
});

test('the mail says what, how late, who holds it, what next and where to look, and can be filtered', () => {
  const { message = '', attributes } = mail('OVERDUE') ?? {};
  for (const part of [
    `Hồ sơ ${code} (thủ tục 1.013236) đã quá hạn.`,
    'Hạn: 08:30 17/11/2026. Trễ: dưới 1 phút.',
    'Đang ở: Bộ phận Một cửa (frontDesk).',
    `Luồng xử lý: ${cloud.names.dossierStateMachineArn.replace(':stateMachine:', ':execution:')}:${code}\n`,
    'Hướng dẫn: https://runbook.example#alert-breach',
    `Dossier ${code} (procedure 1.013236) is overdue.`,
  ])
    expect(message).toContain(part);
  expect(message).not.toMatch(/citizen|Nguyễn/);
  expect(attributes).toEqual({
    ...{ alertId: `${id}#BREACH#1`, unit: 'SXD-H05', severity: 'breach' },
    recipient: '["headOfOneStop","departmentLeader"]',
  });
});

test('the list of the unit has all of them, the newest first, open until somebody takes note', async () => {
  const stages = (body: Record<string, unknown>) =>
    (Array.isArray(body.alerts) ? body.alerts : []).map(({ stage, state }) => `${stage} ${state}`);
  expect(stages(await list())).toEqual(
    ['BREACH', 'REMINDER_80', 'REMINDER_50', 'NEW_ONLINE'].map((stage) => `${stage} open`),
  );
  expect((await list()).alerts).toMatchObject([
    {
      ...{ dossierId: id, code, procedure: '1.013236', version: 1, severity: 'breach' },
      ...{ at: '2026-11-17T08:30:00+07:00', due: '2026-11-17T08:30:00+07:00', waitsFor: 'frontDesk' },
      ...{ deliveredAt: '2026-11-17T08:30:00+07:00', runbook: 'docs/runbook.md#alert-breach' },
    },
    { stage: 'REMINDER_80' },
    { stage: 'REMINDER_50', deliveredAt: '2026-11-17T07:30:00+07:00' },
    { stage: 'NEW_ONLINE' },
  ]);
  expect((await act(cloud, 'oneStopHead', id, 'acknowledge')).status).toBe(200);
  expect(await list('&state=open')).toEqual({ unit: 'SXD-H05', alerts: [] });
  expect(stages(await list('&state=acknowledged'))).toHaveLength(4);
});

test('others ask in vain, and a wrong question is answered by name', async () => {
  const ask = async (person: Parameters<typeof asPerson>[1], query: string) =>
    (await asPerson(cloud, person, 'GET', `/alerts${query}`)).status;
  expect(await ask('citizen', '?unit=SXD-H05')).toBe(403);
  expect(await ask('elsewhere', '?unit=SXD-H05')).toBe(404);
  expect(await ask('agency', '?unit=SNNMT-H05'), 'an agency that is no unit of the catalogue').toBe(404);
  expect((await call(cloud, 'GET', '/alerts?unit=SXD-H05')).status).toBe(401);
  for (const wrong of ['', '?unit=SXD-H05&state=x', '?unit=SXD-H05&cursor=x'])
    expect(await ask('oneStopHead', wrong), wrong).toBe(400);
});

test('what is open and overdue is measured, in one line of the log', () => {
  const lines = readFileSync(join(dir, 'logs', 'mot-cua-dev-observe.log'), 'utf8');
  const [, measured = '{}'] = /(\{"_aws".*\})/.exec(lines) ?? [];
  expect(JSON.parse(measured)).toMatchObject({
    ...{ Stage: 'dev', Open: 1, AtRisk: 0, Overdue: 0, OldestOverdueDays: 0, Stuck: 0 },
  });
});
