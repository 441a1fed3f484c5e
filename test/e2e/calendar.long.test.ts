import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoCalendars } from '../../functions/adapters/dynamo/calendarStore.ts';
import { subject } from '../../functions/core/dossier/ids.ts';
import { loadCatalogue } from '../../local/catalogue.ts';
import type { Cloud } from '../../local/cloud.ts';
import { type CalendarPlay, change, moved, next, pathOf, startPlay } from '../support/calendarPlay.ts';
import type { Person } from '../support/cast.ts';
import { asPerson, calendarWith } from '../support/catalogue.ts';
import { dynamo, scan, worldHash } from '../support/tables.ts';

/**
 * Friday 27/11/2026 becomes a day off, made up for on Saturday 12/12. All dates are counted by hand (24/11 is a holiday
 * already): 10 working days from 16/11 ended on 01/12 and now end on 02/12, and so on.
 */
let play: CalendarPlay;
let cloud: Cloud;
/** The confirmation of another draft that would follow the same version. */
let rival = '';

beforeAll(async () => {
  play = await startPlay();
  cloud = play.cloud;
});
afterAll(() => cloud.stop());

describe('a draft', () => {
  test('is refused with every problem named, and nothing is written', async () => {
    const good = calendarWith(next, change);
    const before = await worldHash(cloud);
    const send = (body: unknown, person: Person = 'admin') =>
      asPerson(cloud, person, 'POST', '/calendars', body);
    expect(await send({ ...good, version: '', years: [] })).toMatchObject({
      status: 400,
      body: { code: 'MC-1001', errors: [{ field: '/version' }, { field: '/years' }] },
    });
    const years = good.years.map((year) =>
      year.year === 2026 ? { ...year, decisions: [], makeUpDays: [], expectedWorkingDays: 300 } : year,
    );
    const bad = await send({ ...good, version: 'a b', offset: '+08:00', extrapolateTo: 9999, years });
    expect(bad).toMatchObject({
      status: 422,
      body: {
        code: 'MC-1401',
        errors: [{ field: '/version' }, { field: '/extrapolateTo' }, { field: '/offset' }],
      },
    });
    expect((await send({ ...good, years })).body).toMatchObject({
      code: 'MC-1401',
      errors: expect.arrayContaining([
        { field: '/', detail: 'vn-2026: 246 working days, expected 300' },
        { field: '/', detail: expect.stringContaining('2026-11-27 cites the unknown decision') },
      ]),
    });
    expect((await send({ ...good, id: 'xx' })).body).toMatchObject({ errors: [{ field: '/id' }] });
    expect(await send({ ...good, version: '2026.1' })).toMatchObject({
      status: 409,
      body: { code: 'MC-1402' },
    });
    expect((await send(good, 'desk')).status).toBe(403);
    expect((await send(good, 'citizen')).status).toBe(403);
    expect((await send(good, 'foreignAdmin')).status).toBe(404);
    expect((await asPerson(cloud, 'admin', 'GET', pathOf('preview'))).status).toBe(404);
    expect(await worldHash(cloud)).toBe(before);
  });

  test('is kept once and never overwritten; the same request gets the same answer', async () => {
    const send = (key: string, body = calendarWith(next, change)) =>
      asPerson(cloud, 'admin', 'POST', '/calendars', body, { key });
    const first = await send('draft-1');
    expect(first).toMatchObject({
      status: 201,
      body: { version: next, status: 'draft', replaces: '2026.1' },
    });
    const before = await worldHash(cloud);
    expect(await send('draft-1')).toEqual(first);
    expect(await send('draft-2', calendarWith(next, {}))).toMatchObject({
      status: 409,
      body: { code: 'MC-1402' },
    });
    expect(await worldHash(cloud)).toBe(before);
    await play.draft('rival', {});
    rival = (await play.preview('rival')).confirm;
  });
});

describe('the preview', () => {
  test('lists exactly the dossiers whose dates move, and why; nothing is written', async () => {
    const before = await worldHash(cloud);
    const { moves, looked } = await play.preview();
    expect(play.lines(moves)).toEqual(moved);
    expect(looked, 'every open dossier once: the withdrawn one is closed').toBe(7);
    const review = moves.find(({ code }) => code === play.codeOf('review'));
    expect(review?.days).toEqual([
      {
        date: '2026-11-27',
        change: 'off',
        name: 'Nghỉ theo quyết định',
        decision: 'QĐ 999/QĐ-TTg (giả định)',
      },
    ]);
    expect(review?.provisional).toEqual({ old: false, new: false });
    // APPRAISE: 6 days from 25/11 09:00.
    expect(review?.step).toEqual({ old: '2026-12-03T09:00:00+07:00', new: '2026-12-04T09:00:00+07:00' });
    expect(await worldHash(cloud)).toBe(before);
  });

  test('is for the administrator of a unit that counts by the calendar', async () => {
    const ask = async (person: Person, at = pathOf('preview')) =>
      (await asPerson(cloud, person, 'GET', at)).status;
    expect(await ask('desk')).toBe(403);
    expect(await ask('citizen')).toBe(403);
    expect(await ask('foreignAdmin')).toBe(404);
    expect(await ask('admin', '/calendars/vn/2031.1/preview')).toBe(404);
    expect(await ask('admin', `${pathOf('preview')}?cursor=nonsense`)).toBe(400);
    const elsewhere = {
      desk: 'frontDesk',
      after: { pk: 'a', sk: 'b', inboxPk: 'STC-H05#frontDesk', inboxSk: '1' },
    };
    const cursor = Buffer.from(JSON.stringify(elsewhere)).toString('base64url');
    expect(await ask('admin', `${pathOf('preview')}?cursor=${cursor}`)).toBe(400);
  });
});

describe('publication', () => {
  test('without, or with a wrong, confirmation is refused; a draft cannot be applied', async () => {
    const before = await worldHash(cloud);
    const { confirm } = await play.preview();
    expect((await play.post('publish')).status).toBe(400);
    const wrong = confirm.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await play.post('publish', { confirm: wrong })).toMatchObject({
      status: 409,
      body: { code: 'MC-1403' },
    });
    expect(await play.post('apply')).toMatchObject({ status: 409, body: { code: 'MC-1405' } });
    for (const verb of ['publish', 'apply']) {
      expect((await play.post(verb, verb === 'publish' ? { confirm } : {}, { person: 'desk' })).status).toBe(
        403,
      );
      expect(
        (await play.post(verb, verb === 'publish' ? { confirm } : {}, { person: 'foreignAdmin' })).status,
      ).toBe(404);
    }
    expect(await worldHash(cloud)).toBe(before);
  });

  test('puts the calendar into force and moves no date by itself; twice is harmless', async () => {
    const { confirm } = await play.preview();
    const first = await play.post('publish', { confirm }, { key: 'publish-1' });
    expect(first).toMatchObject({
      status: 200,
      body: { version: next, status: 'published', publishedAt: '2026-11-26T15:00:00+07:00' },
    });
    const before = await worldHash(cloud);
    expect(await play.post('publish', { confirm }, { key: 'publish-1' })).toEqual(first);
    expect((await play.post('publish', { confirm })).body).toEqual(first.body);
    expect(await worldHash(cloud)).toBe(before);
    expect(await play.redated()).toEqual([]);
    expect(await play.dueOf('review')).toBe('01/12 17:00');
    expect(play.lines((await play.preview()).moves), 'still to be applied').toEqual(moved);
  });

  test('a draft that was made to follow the version before is superseded', async () => {
    const refusal = { status: 409, body: { code: 'MC-1404' } };
    expect(await asPerson(cloud, 'admin', 'GET', pathOf('preview', 'rival'))).toMatchObject(refusal);
    expect(await play.post('publish', { confirm: rival }, { version: 'rival' })).toMatchObject(refusal);
    const kept = (await scan(cloud, cloud.names.stateTable)).map(({ sk }) => sk);
    expect(kept, 'the old version too: its dates can be counted again').toEqual(
      expect.arrayContaining([
        'CALENDAR#vn',
        'CALENDAR#vn#2026.1',
        'CALENDAR#vn#2026.2',
        'CALENDAR#vn#rival',
      ]),
    );
  });

  test('what two containers judged at the same time is written by one of them', async () => {
    const store = dynamoCalendars(dynamo(cloud), cloud.names.stateTable);
    const replaced = await store.current('vn');
    const by = subject('admin-1');
    if (!replaced || !by) throw new Error('no calendar');
    const versions = ['race-1', 'race-2'];
    for (const version of versions) await play.draft(version, change);
    const outcomes: string[] = [];
    for (const version of versions) {
      const calendar = { data: calendarWith(version, change), replaced };
      const replay = { key: version, fingerprint: '', status: 200, body: {} };
      outcomes.push(await store.publish(calendar, { at: cloud.clock.now(), by }, replay));
    }
    expect(outcomes).toEqual(['published', 'superseded']);
  });

  test('a restart puts nothing back', async () => {
    await loadCatalogue(cloud);
    expect((await play.preview('race-1')).status).toBe('published');
  });
});
