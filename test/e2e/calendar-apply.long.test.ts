import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { until } from '../support/boot.ts';
import { type CalendarPlay, change, next, startPlay } from '../support/calendarPlay.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';

/** A published calendar is applied to the open dossiers; all dates are counted by hand (24/11 is a holiday). */
let play: CalendarPlay;
let cloud: Cloud;

beforeAll(async () => {
  play = await startPlay();
  cloud = play.cloud;
  await play.draft(next, change);
  // The container that will re-date has the old calendar in its memory.
  expect((await play.post('apply')).status).toBe(409);
  const { confirm } = await play.preview();
  expect((await play.post('publish', { confirm })).status).toBe(200);
});
afterAll(() => cloud.stop());

describe('application', () => {
  test('moves each date once, by one event, and keeps the old promise', async () => {
    const alertsBefore = await play.raised();
    const applied = await play.post('apply', {}, { key: 'apply-1' });
    expect(applied.body).toMatchObject({ looked: 7, moved: 7, problems: [] });
    expect(applied.body.settledFrom).toBe('2026-11-26T15:05:00+07:00');
    expect(applied.body.next).toBeUndefined();
    expect(await play.dueOf('review')).toBe('02/12 17:00');
    expect(await play.view('review')).toMatchObject({
      appointedAt: '2026-12-01T17:00:00+07:00',
      due: { version: 3, calendar: 'vn-2026.2', provisional: false },
      step: { id: 'APPRAISE', due: '2026-12-04T09:00:00+07:00' },
    });
    const event = (await play.redated()).find(({ pk }) => pk === play.idOf('review'));
    expect(event).toMatchObject({
      actor: { kind: 'staff', subject: 'admin-1' },
      data: {
        reason: {
          calendar: 'vn-2026.2',
          replaces: 'vn-2026.1',
          days: [{ date: '2026-11-27', change: 'off' }],
        },
        previousDue: Date.parse('2026-12-01T17:00:00+07:00'),
        deadline: { due: Date.parse('2026-12-02T17:00:00+07:00'), raised: [] },
        derivation: { calendar: 'vn-2026.2', start: '2026-11-16T09:00:00+07:00' },
      },
    });
    // Two more keep their date and have their escalation moved.
    expect(await play.redated()).toHaveLength(7);
    expect(await play.raised(), 'nobody is alerted for the past').toEqual(alertsBefore);
  });

  test('again, with the same key or another, changes nothing', async () => {
    const before = await play.redated();
    const again = await play.post('apply', {}, { key: 'apply-1' });
    expect(again.body).toMatchObject({ looked: 7, moved: 7 });
    expect((await play.post('apply')).body).toMatchObject({ looked: 7, moved: 0, problems: [] });
    expect(await play.redated()).toEqual(before);
    expect((await play.preview()).moves).toEqual([]);
  });

  test('a date promised by a container that remembers the old calendar is found by the next application', async () => {
    await until(cloud, '2026-11-26T15:01');
    await play.file('stale');
    await play.accept('stale');
    expect(await play.view('stale')).toMatchObject({
      due: { at: '2026-12-10T17:00:00+07:00', calendar: 'vn-2026.1' },
    });
    expect(play.lines((await play.preview()).moves)).toEqual(['stale 10/12 17:00 -> 11/12 17:00']);
    expect((await play.post('apply')).body).toMatchObject({ moved: 1 });
    expect(await play.dueOf('stale')).toBe('11/12 17:00');
    await until(cloud, '2026-11-26T15:06');
    await play.file('fresh');
    await play.accept('fresh');
    expect(await play.view('fresh')).toMatchObject({
      due: { at: '2026-12-11T17:00:00+07:00', calendar: 'vn-2026.2' },
    });
    expect((await play.post('apply')).body).toMatchObject({ moved: 0 });
  });

  test('timers fire at the new instants only', async () => {
    const of = (name: string) => play.raised(name);
    await until(cloud, '2026-11-30T08:29');
    expect(await of('answer'), 'half of its time would have been over on 27/11 08:30').toEqual([
      'answer NEW_ONLINE#2',
    ]);
    await until(cloud, '2026-11-30T08:31');
    expect((await of('answer')).at(-1)).toBe('answer REMINDER_50#2');
    await until(cloud, '2026-11-30T13:59');
    expect((await of('answer')).at(-1)).toBe('answer REMINDER_80#2');
    await until(cloud, '2026-11-30T14:01');
    expect((await of('answer')).at(-1)).toBe('answer BREACH#2');
    await until(cloud, '2026-12-03T07:29');
    expect(await of('review')).not.toContain('review SILENT_BREACH#3');
    await until(cloud, '2026-12-03T07:31');
    expect((await of('review')).at(-1)).toBe('review SILENT_BREACH#3');
    const world = await readWorld(cloud);
    expect(broken(world)).toEqual([]);
    expect(await brokenSpines(cloud, world)).toEqual([]);
  });
});

describe('a second change, which takes the first one back and a past day off', () => {
  const dates = [
    'answer 30/11 14:00 -> 27/11 14:00',
    'desk 04/12 17:00 -> 03/12 17:00',
    'fresh 11/12 17:00 -> 10/12 17:00',
    'late 23/11 17:00 -> 25/11 17:00',
    'replacement 09/12 17:00 -> 08/12 17:00',
    'review 02/12 17:00 -> 01/12 17:00',
    'stale 11/12 17:00 -> 10/12 17:00',
    'warm 11/12 17:00 -> 10/12 17:00',
  ];

  test('is counted against the version that each dossier goes by', async () => {
    await until(cloud, '2026-12-03T08:00');
    await play.draft('2026.3', { off: ['2026-11-12'] });
    const { moves } = await play.preview('2026.3');
    expect(play.lines(moves)).toEqual(dates);
    const late = moves.find(({ code }) => code === play.codeOf('late'));
    expect(late).toMatchObject({ calendar: 'vn-2026.2' });
    expect(late?.days).toContainEqual(expect.objectContaining({ date: '2026-11-12', change: 'off' }));
    const desk = moves.find(({ code }) => code === play.codeOf('desk'));
    expect(desk).toMatchObject({ calendar: 'vn-2026.2', days: [{ date: '2026-11-27', change: 'worked' }] });
  });

  test('is confirmed by the first of two administrators who disagree', async () => {
    await play.draft('2026.4', {});
    const [mine, other] = [(await play.preview('2026.3')).confirm, (await play.preview('2026.4')).confirm];
    // One after the other: the tests below go on from the first.
    const answers = [
      await play.post('publish', { confirm: mine }, { version: '2026.3' }),
      await play.post('publish', { confirm: other }, { version: '2026.4' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  });

  test('alerts nobody for dates in the past, and everybody at the new, earlier ones', async () => {
    const before = await play.raised('desk');
    const earlier = await play.redated();
    const answers = await Promise.all([
      play.post('apply', {}, { version: '2026.3' }),
      play.post('apply', {}, { version: '2026.3' }),
    ]);
    const counts = answers.map(({ body }) => Number(body.moved));
    expect(
      counts.reduce((sum, each) => sum + each, 0),
      'each dossier by one of the two',
    ).toBe(8);
    expect(await play.raised('desk'), 'the opening of the due date is over').toEqual(before);
    const events = (await play.redated()).filter(({ hash }) => !earlier.some((each) => each.hash === hash));
    const { logs } = await readWorld(cloud);
    for (const { pk, seq, wakes } of events) {
      const log = [...logs].find(([id]) => id === pk)?.[1] ?? [];
      const [was, is] = [Number(seq) - 1, Number(seq)].map(
        (n) => log.find((each) => each.seq === n)?.outlook.next ?? 0,
      );
      expect(wakes === 1, 'only where the next timer is earlier').toBe((is ?? 0) < (was ?? 0));
    }
    expect(await brokenSpines(cloud, await readWorld(cloud))).toEqual([]);
    await until(cloud, '2026-12-04T07:31');
    expect((await play.raised('desk')).slice(before.length).at(-1)).toMatch(/^desk SILENT_BREACH#/);
    const then = (await play.raised('desk')).length;
    await until(cloud, '2026-12-07T07:31');
    expect((await play.raised('desk')).slice(then), 'not again at the instant of before').not.toContain(
      expect.stringContaining('BREACH'),
    );
    const world = await readWorld(cloud);
    expect(broken(world)).toEqual([]);
    expect(await brokenSpines(cloud, world)).toEqual([]);
  });
});
