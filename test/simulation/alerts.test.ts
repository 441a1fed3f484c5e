import { expect, test } from 'vitest';
import type { Command } from '../../functions/core/dossier/commands.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { archived, desk, must, nationalId, numbers, system, verified } from '../core/dossier/support.ts';
import { calendarWith } from '../support/catalogue.ts';
import { checkAll, tableOf } from './alertsCheck.ts';
import { worldOf } from './alertsWorld.ts';
import { at, inForceFrom, MINUTE, years } from './alertsYear.ts';

/** Another year every time it is wanted: `ALERT_SEED=7`; at length: `npm run simulate:alerts`. */
const seed = Number(process.env.ALERT_SEED ?? 2026);
const DOSSIERS = 300;
const stages = [
  ...['NEW_ONLINE', 'REMINDER_50', 'REMINDER_80', 'REMINDER_95', 'AT_RISK', 'APOLOGY_DUE', 'DUE', 'BREACH'],
  ...[
    'SILENT_BREACH',
    'OVERDUE_3',
    'OVERDUE_5',
    'OVERDUE_10',
    'OVERDUE_20',
    'UNACKNOWLEDGED',
    'STEP_OVERRUN',
  ],
  ...['UNCLAIMED', 'HAND_OVER_LATE', 'DIGITISATION_STUCK'],
  ...['CONSULTATION_LATE', 'COMPLAINT_OPENED', 'COMPLAINT_OVERDUE'],
];
const local = (instant: number) =>
  new Date(instant + 420 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');

test(`precision and recall of ${DOSSIERS} dossiers' alerts over a year are 1 (seed ${seed})`, async () => {
  const findings = await checkAll(seed, DOSSIERS);
  console.log(tableOf(findings));
  expect(findings.shortest?.text).toBeUndefined();
  // A year in which little happens proves little: every stage must have come.
  expect([...findings.tallies.keys()]).toEqual(expect.arrayContaining(stages));
});

/** A building permit received Mon 16/11/2026 09:00; in the afternoon one new calendar after the other takes a day away. */
const taken = ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'];
const [shipped] = must(years[0]).calendars;
const moving = {
  ...must(years[0]),
  calendars: [
    must(shipped),
    ...taken.map((_, i) =>
      inForceFrom(`2026-11-16 14:0${i}`, calendarWith(`move-${i}`, { off: taken.slice(0, i + 1) })),
    ),
  ],
};

test('a date that moves five times raises the stages of its last version, each once, and no other', async () => {
  const procedure = must(moving.procedures.find(({ code }) => code === '1.013236'));
  const world = worldOf(0, moving, procedure, 'counter', at('2026-11-16 08:00'));
  const files = numbers(3);
  const does = async (when: string, actor: Actor, command: Command) => {
    world.now = at(`2026-11-16 ${when}`);
    expect(await world.does({ actor, command })).toMatchObject({ ok: true });
  };
  await does('08:01', system, verified(files));
  await does('08:30', desk, nationalId);
  await does('09:00', desk, { type: 'accept' });
  await does('09:01', system, archived(files));
  for (const i of taken.keys()) {
    world.now = at(`2026-11-16 14:0${i}`);
    await world.recount();
  }
  // Nobody does anything any more; the sweep comes every quarter of an hour.
  for (; world.now < at('2026-12-12 00:00'); world.now = moving.sweptAt(world.now + 1)) await world.sweep();
  expect(world.alerts.map((alert) => `${alert.stage}#${alert.version} ${local(alert.at)}`)).toEqual([
    `HAND_OVER_LATE#${6 + taken.length} 2026-11-16 17:00`,
    // Due Tue 08/12: nine days of steps before it, the five days taken away not among them.
    'AT_RISK#7 2026-11-18 07:30',
    // 5190 working minutes.
    'REMINDER_50#7 2026-11-23 13:45',
    'REMINDER_80#7 2026-12-04 15:45',
    'APOLOGY_DUE#7 2026-12-07 07:30',
    'DUE#7 2026-12-08 07:30',
    'REMINDER_95#7 2026-12-08 11:15',
    'SILENT_BREACH#7 2026-12-09 07:30',
    'UNACKNOWLEDGED#7 2026-12-09 11:30',
    'OVERDUE_3#7 2026-12-11 07:30',
  ]);
});
