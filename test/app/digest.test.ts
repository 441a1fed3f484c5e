import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { AlertRecord, AlertRef } from '../../functions/app/alerts.ts';
import { type DigestPorts, type DigestRef, sendDigests } from '../../functions/app/digest.ts';
import type { TopicMessage } from '../../functions/core/alerts/message.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { unitId } from '../../functions/core/dossier/ids.ts';
import { at } from '../core/calendar/support.ts';
import { must, UNIT } from '../core/dossier/support.ts';
import { HOUR, idOf, named, type Office, officeOf, waiting } from './fakeOffice.ts';

/** The digest of the morning: what stands in it, for whom, on which days. */
let office: Office;
let sent: TopicMessage[];
let alerts: AlertRecord[];
let finished: Map<string, string>;

beforeEach(() => {
  sent = [];
  alerts = [];
  finished = new Map();
});

const nameOf = ({ unit, day, recipient }: DigestRef) => `${unit} ${day} ${recipient}`;
const ports = (): DigestPorts => ({
  ...office.ports,
  units: { units: async () => [UNIT] },
  alerts: {
    ofUnit: async (_unit, { since = 0 }) => ({ alerts: alerts.filter((each) => each.at >= since) }),
    settled: async (ref: AlertRef, what, when) => {
      alerts = alerts.map((each) =>
        each.dossierId === ref.dossierId && each.stage === ref.stage ? { ...each, [what]: when } : each,
      );
    },
  },
  digests: {
    done: async (unit, day) =>
      (
        [
          'departmentLeader',
          'divisionHead',
          'appraiser',
          'frontDesk',
          'headOfOneStop',
          'clerk',
          'administrator',
        ] as const
      ).filter((recipient) => finished.has(nameOf({ unit, day, recipient }))),
    claim: async (ref) => (finished.has(nameOf(ref)) ? 'done' : 'mine'),
    finish: async (ref, outcome) => {
      finished.set(nameOf(ref), outcome);
    },
  },
  topic: {
    publish: async (message) => {
      sent.push(message);
    },
  },
  links: { runbook: (anchor) => `runbook#${anchor}` },
});
const runAt = (local: string) => {
  office.now = at(local);
  return sendDigests(ports())();
};
const forRole = (role: string) => must(sent.find(({ recipients }) => recipients[0] === role));
/** The lines below a heading. */
const below = (text: string, heading: string) =>
  text
    .split('\n\n')
    .find((part) => part.startsWith(heading))
    ?.split('\n')
    .slice(1) ?? [];
const code = '000.00.NN.H05-261102-0001';

describe('which days', () => {
  const dates = z.array(z.looseObject({ date: z.string() }));
  const year = z
    .object({ daysOff: dates, makeUpDays: dates })
    .parse(
      JSON.parse(readFileSync(new URL('../../catalogue/calendars/vn-2026.json', import.meta.url), 'utf8')),
    );
  const off = new Set(year.daysOff.map(({ date }) => date));
  const madeUp = new Set(year.makeUpDays.map(({ date }) => date));
  const days = Array.from({ length: 365 }, (_, i) =>
    new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
  );
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

  test('once on every working day of 2026, worked Saturdays included, and on no other', async () => {
    office = officeOf(waiting(1, -10_000));
    for (const day of days) await runAt(`${day} 07:30`);
    const leader = sent.filter(({ recipients }) => recipients[0] === 'departmentLeader');
    const told = leader.map(({ id }) => id.split('#')[2] ?? '');
    expect(told).toEqual(days.filter((day) => madeUp.has(day) || !(off.has(day) || isWeekend(day))));
    expect(told).toHaveLength(249);
    for (const worked of ['2026-01-10', '2026-08-22']) expect(told).toContain(worked);
    for (const free of ['2026-11-24', '2026-11-21', '2026-11-22', '2026-02-17'])
      expect(told).not.toContain(free);
  });

  test('not before the hour of the unit, and once however often the clock strikes', async () => {
    office = officeOf(waiting(1, -40));
    expect(await runAt('2026-11-16 07:29')).toEqual([]);
    const first = await runAt('2026-11-16 07:30');
    expect(first).toEqual([
      'digest#SXD-H05#2026-11-16#appraiser',
      'digest#SXD-H05#2026-11-16#divisionHead',
      'digest#SXD-H05#2026-11-16#departmentLeader',
    ]);
    for (const hour of ['07:30', '08:30', '10:30']) expect(await runAt(`2026-11-16 ${hour}`)).toEqual([]);
    expect(await runAt('2026-11-17 07:30')).toHaveLength(3);
  });

  test('nobody is written to when there is nothing to say', async () => {
    office = officeOf();
    expect(await runAt('2026-11-16 07:30')).toEqual([]);
    expect(new Set(finished.values())).toEqual(new Set(['empty']));
  });
});

describe('what stands in it', () => {
  const MONDAY = '2026-11-16 07:30';
  const dueAt = (n: number, local: string, change: object = {}, step: object = {}) =>
    waiting(n, (at(local) - at('2026-11-02 09:00')) / HOUR, change, step);
  const held = { assignee: named('appraiser-1'), due: at('2026-12-30 17:00') };

  test('each dossier by what is the matter with it, to those whose concern it is', async () => {
    office = officeOf(
      dueAt(1, '2026-11-12 17:00', {}, held),
      dueAt(2, '2026-11-16 17:00', {}, held),
      dueAt(3, '2026-11-19 17:00', {}, held),
      dueAt(4, '2026-11-20 17:00', {}, held),
      dueAt(5, '2026-12-15 17:00', { outlook: { atRisk: true } }, held),
      dueAt(6, '2026-12-16 17:00', {}, { due: at('2026-12-30 17:00') }),
      dueAt(7, '2026-11-17 17:00', { outlook: { atRisk: true } }, { ...held, due: at('2026-11-13 17:00') }),
    );
    await runAt(MONDAY);
    const { text, subject, severity } = forRole('departmentLeader');
    const line = (when: string, time: string) =>
      `- ${code} | 1.013236 | ${when}, ${time} | appraiser, APPRAISE, appraiser-1`;
    expect(below(text, 'Quá hạn / Overdue (1)')).toEqual([
      line('17:00 12/11/2026', 'trễ 1 ngày làm việc / late by 1 working day'),
    ]);
    expect(
      below(text, 'Phải gửi phiếu xin lỗi hôm nay (Mẫu 04) / Apologies to send today (form 04) (2)'),
    ).toHaveLength(2);
    expect(below(text, 'Đến hạn hôm nay / Due today (1)')).toEqual([
      line('17:00 16/11/2026', 'còn 8 giờ làm việc / 8 working hours left'),
    ]);
    expect(below(text, 'Sắp đến hạn / Due soon (2)')).toHaveLength(2);
    expect(below(text, 'Có nguy cơ trễ hẹn / At risk (2)')).toHaveLength(2);
    expect(text).not.toMatch(/Steps overrun|Held by nobody/);
    expect(subject).toBe('DIGEST 2026-11-16 SXD-H05 departmentLeader: 1 overdue, 2 apologies, 1 due today');
    expect(severity).toBe('info');
    const head = forRole('divisionHead').text;
    expect(below(head, 'Bước xử lý quá thời gian / Steps overrun (1)')[0]).toContain('17:00 13/11/2026, trễ');
    expect(below(head, 'Chưa ai nhận / Held by nobody (1)')[0]).toMatch(/\| appraiser, APPRAISE$/);
    expect(head).not.toContain('form 04');
    expect(sent.map(({ recipients }) => recipients[0])).toEqual([
      'appraiser',
      'divisionHead',
      'departmentLeader',
    ]);
  });

  test('the index is asked for what is due soon, and of the rest for what is at risk or free only', async () => {
    office = officeOf(dueAt(1, '2026-11-12 17:00'));
    await runAt(MONDAY);
    const end = String(at('2026-11-20 00:00'));
    const inbox = office.asked.filter(({ partition }) => partition === 'SXD-H05#appraiser');
    expect(inbox.map(({ upTo, after, filter }) => [upTo, after, filter.watchedAt])).toEqual([
      [`${end}#`, undefined, undefined],
      [undefined, `${end}#`, at(MONDAY)],
    ]);
  });

  test('nothing that waits for the applicant, and of a restricted dossier nothing but its code', async () => {
    const paused: Dossier = {
      ...waiting(8, -99),
      ...({ status: 6, phase: 'PAYMENT' } as const),
      ...{ payment: { n: 1, amount: 1, askedAt: at('2026-11-03 09:00') } },
    };
    office = officeOf(paused, dueAt(1, '2026-11-12 17:00', { restricted: true }));
    await runAt(MONDAY);
    const { text } = forRole('departmentLeader');
    expect(below(text, 'Quá hạn / Overdue (1)')).toEqual([`- ${code}`]);
  });

  test('thirty lines of a section, and how many more there are', async () => {
    office = officeOf(...Array.from({ length: 40 }, (_, n) => dueAt(n + 1, '2026-11-12 17:00')));
    await runAt(MONDAY);
    const lines = below(forRole('departmentLeader').text, 'Quá hạn / Overdue (40)');
    expect(lines).toHaveLength(31);
    expect(lines.at(-1)).toBe('- … và 10 nữa / and 10 more');
  });
});

describe('alerts that were not sent one by one', () => {
  const decided = (
    n: number,
    stage: AlertRecord['stage'],
    local: string,
    more: Partial<AlertRecord> = {},
  ) => ({
    ...{ dossierId: idOf(n), stage, version: 1, at: at(local), due: at(local), seq: 9 },
    ...more,
  });

  test('stand in the digest of those they were for, once: digest, collapsed and held back', async () => {
    office = officeOf(waiting(1, 4000), waiting(2, 4000), waiting(3, 4000));
    alerts = [
      decided(1, 'STEP_OVERRUN', '2026-11-13 10:00'),
      decided(2, 'BREACH', '2026-11-13 10:00', { collapsedAt: at('2026-11-13 10:01') }),
      decided(3, 'AT_RISK', '2026-11-13 10:00', { deliveredAt: at('2026-11-13 10:01') }),
      decided(3, 'COMPLAINT_OPENED', '2026-11-14 22:00'),
      decided(1, 'UNCLAIMED', '2026-11-16 07:30'),
    ];
    await runAt('2026-11-16 08:30');
    const heading = 'Cảnh báo chưa gửi riêng / Alerts not sent one by one';
    expect(below(forRole('departmentLeader').text, `${heading} (2)`)).toEqual([
      `- ${code} | đã quá hạn / is overdue (gộp do có quá nhiều / collapsed)`,
      expect.stringContaining('has a complaint'),
    ]);
    expect(below(forRole('divisionHead').text, `${heading} (2)`)).toHaveLength(2);
    expect(below(forRole('headOfOneStop').text, `${heading} (1)`)).toHaveLength(1);
    const open = alerts.filter(({ deliveredAt }) => deliveredAt === undefined);
    expect(
      open.map(({ stage }) => stage),
      'decided after the hour of this digest',
    ).toEqual(['UNCLAIMED']);
    sent = [];
    await runAt('2026-11-17 07:30');
    expect(forRole('divisionHead').text).toContain(`${heading} (1)`);
  });

  test('stay open as long as one of the digests could not be sent', async () => {
    office = officeOf(waiting(1, 4000));
    alerts = [decided(1, 'STEP_OVERRUN', '2026-11-13 10:00')];
    office.now = at('2026-11-16 07:30');
    const failing = { ...ports(), topic: { publish: () => Promise.reject(new Error('Throttled')) } };
    await expect(sendDigests(failing)()).rejects.toMatchObject({ name: 'DigestsUnfinished' });
    expect(alerts[0]).not.toHaveProperty('deliveredAt');
    expect(await runAt('2026-11-16 08:30')).toEqual(
      expect.arrayContaining(['digest#SXD-H05#2026-11-16#divisionHead']),
    );
    expect(alerts[0]).toHaveProperty('deliveredAt');
  });
});

test('one unit that fails keeps no other from its digest, and the run is repeated', async () => {
  office = officeOf(waiting(1, -40));
  office.now = at('2026-11-16 07:30');
  const units = { units: async () => [must(unitId('BROKEN-1')), UNIT] };
  const catalogue = {
    office: async (unit: string) =>
      unit === UNIT ? office.ports.catalogue.office() : Promise.reject(new Error('x')),
  };
  await expect(sendDigests({ ...ports(), units, catalogue })()).rejects.toThrow('BROKEN-1: Error');
  expect(sent).toHaveLength(3);
});
