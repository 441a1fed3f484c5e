import { expect, test } from 'vitest';
import { loadScales } from '../../catalogue/tools/load.ts';
import { type Made, type ReportPorts, type ReportRequest, unitReport } from '../../functions/app/reports.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { at } from '../core/calendar/support.ts';
import { must, owner, policy, type Story, staff, UNIT } from '../core/dossier/support.ts';
import { asked, resolvedAt, tell } from '../core/dossier/tell.ts';
import { takenIn } from '../core/reports/support.ts';
import { registryOf } from './fakeCounts.ts';
import { named, person } from './fakeOffice.ts';

/** 1 and 2 resolved in November, 2 received in October · 3 withdrawn · 4 open · 5 open since October, paused · 6 closed in October. */
const stories: readonly Story[] = [
  resolvedAt(takenIn('2026-11-02 09:00'), '2026-11-13 16:00'),
  resolvedAt(takenIn('2026-10-26 09:00'), '2026-11-04 16:00'),
  tell(takenIn('2026-11-04 09:00'), '2026-11-06 09:00', { type: 'withdraw', reason: 'r' }, owner),
  takenIn('2026-11-20 09:00'),
  asked(takenIn('2026-10-27 09:00'), '2026-10-29 09:00', 'payment'),
  resolvedAt(takenIn('2026-10-01 09:00'), '2026-10-09 09:00'),
];
const portsOf = (told: readonly Story[], now = '2026-12-10 09:00'): ReportPorts => {
  const registry = registryOf(told, at(now));
  const profile = person('appraiser-1', ['appraiser'], { name: 'Nguyễn Văn Định' });
  return {
    ...{ reads: registry.reads, counts: registry.counts, clock: registry.clock },
    catalogue: {
      ...registry.catalogue,
      procedures: async () => [policy.procedure],
      versions: async () => [policy.procedure],
    },
    documents: { documents: async () => [] },
    staff: { record: async () => ({ delegations: [] }), profiles: async () => [profile] },
    scales: async () => loadScales(),
  };
};
const head = staff('head-1', ['headOfOneStop']);
const november = { from: '2026-11-01', to: '2026-11-30' };
const asking = (change: Partial<ReportRequest> = {}): ReportRequest => ({
  ...{ name: 'bieu-06', actor: head, unit: UNIT, period: november },
  ...change,
});
const made = async (ports: ReportPorts, change: Partial<ReportRequest> = {}): Promise<Made> => {
  const answer = await unitReport(ports)(asking(change));
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const totalOf = ({ report }: Made) => must(report.tables[0]).total;

test('logs that cannot be read within a request: refused in words, not cut off', async () => {
  const ports = portsOf(stories);
  let now = ports.clock.now();
  const slow: ReportPorts = {
    ...ports,
    clock: { now: () => now },
    reads: {
      ...ports.reads,
      events: async (...asked) => {
        now += 12_000;
        return ports.reads.events(...asked);
      },
    },
  };
  expect(await unitReport(slow)(asking())).toMatchObject({
    error: { code: 'REPORT_TOO_LONG', detail: '5 dossiers could not be read in time' },
  });
});

test('a period is made of what was counted in it and of what was open when it began', async () => {
  expect(totalOf(await made(portsOf(stories)))).toMatchObject({
    ...{ received: 5, online: 3, carried: 2, resolved: 3, open: 2, within: 2 },
  });
  expect(
    totalOf(await made(portsOf(stories), { period: { from: '2026-10-01', to: '2026-10-31' } })),
  ).toMatchObject({
    ...{ received: 3, online: 3, carried: 0, resolved: 1, open: 2 },
  });
  expect(totalOf(await made(portsOf(stories), { procedure: '1.013236' }))).toMatchObject({ received: 5 });
});

test('a period by its name follows the closing day of the unit', async () => {
  expect((await made(portsOf(stories), { period: '2026-11' })).report).toMatchObject({
    from: '2026-10-15',
    to: '2026-11-14',
  });
});

test('a period that is not over is counted up to now', async () => {
  const ports = portsOf(stories.slice(0, 3), '2026-11-05 09:00');
  expect(totalOf(await made(ports))).toMatchObject({ received: 3 });
});

test('where the counters of a past period tell something else, there is no report', async () => {
  const ports = portsOf(stories);
  const counters: ReportPorts['counts']['counters'] = async (...span) =>
    new Map([...(await ports.counts.counters(...span))].filter(([day]) => day !== '2026-11-20'));
  const answer = await unitReport({ ...ports, counts: { ...ports.counts, counters } })(asking());
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'REPORT_INCONSISTENT', detail: 'received: 2 counted, 3 in the logs' },
  });
});

test('names are for officers; a restricted dossier is listed for the cleared only, and counted for all', async () => {
  const restricted = stories.map((story) => ({
    ...story,
    events: story.events.map((event) =>
      event.type === 'submitted' ? { ...event, data: { ...event.data, restricted: true as const } } : event,
    ),
  }));
  const ports = portsOf(restricted);
  const week = { name: 'due-list', period: { from: '2026-12-07', to: '2026-12-13' } } as const;
  const rows = async (actor: Actor) => {
    const { report } = await made(ports, { ...week, actor });
    return [must(report.tables[0]).total?.all, must(report.tables[1]).rows.length];
  };
  expect(await rows(head)).toEqual([1, 0]);
  const cleared = person('head-1', ['headOfOneStop'], { clearance: 'restricted' });
  const record = async () => ({ profile: cleared, delegations: [] });
  const { report } = await made({ ...ports, staff: { ...ports.staff, record } }, week);
  expect(must(report.tables[1]).rows).toHaveLength(1);
  expect(await rows(staff('viewer-1', ['reportViewer']))).toEqual([1, 0]);
});

test.each<[string, Partial<ReportRequest>, string]>([
  ['another unit', { actor: staff('head-9', ['headOfOneStop'], 'STC-H05') }, 'NOT_FOUND'],
  ['an applicant', { actor: owner }, 'NOT_FOUND'],
  ['the front desk', { actor: staff(named('desk-1'), ['frontDesk']) }, 'ROLE_NOT_ALLOWED'],
  [
    'lateness by person for who only sees numbers',
    { name: 'step-lateness', actor: staff('v', ['reportViewer']) },
    'ROLE_NOT_ALLOWED',
  ],
  ['a review of no procedure', { name: 'review-sheet' }, 'VALIDATION_FAILED'],
])('%s is refused', async (_, change, code) => {
  expect(await unitReport(portsOf(stories))(asking(change))).toMatchObject({ ok: false, error: { code } });
});
