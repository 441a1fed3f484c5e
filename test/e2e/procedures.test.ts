import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoProcedures } from '../../functions/adapters/dynamo/procedureStore.ts';
import { subject } from '../../functions/core/dossier/ids.ts';
import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { loadCatalogue } from '../../local/catalogue.ts';
import type { Cloud } from '../../local/cloud.ts';
import { call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { holderOf, type Person } from '../support/cast.ts';
import { asPerson, shipped } from '../support/catalogue.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { accept, act, draft, enterResult, permitPapers, submitted, view } from '../support/play.ts';
import { dynamo, worldHash } from '../support/tables.ts';

/** The building permit gets a second version: 8 working days instead of 10, and no review by the division. */
let cloud: Cloud;
let old: { id: string };
const v1 = shipped('1.013236');
const v2: ProcedureData = {
  ...v1,
  version: '2',
  limit: { amount: 8, unit: 'workingDay' },
  steps: v1.steps
    .filter(({ id }) => id !== 'DIVISION-REVIEW')
    .map((step) => (step.id === 'APPRAISE' ? { ...step, days: 5 } : step)),
};
const PATH = '/procedures/1.013236/versions/2/publish';

const post = (path: string, body: unknown, o: { person?: Person; key?: string } = {}) =>
  asPerson(cloud, o.person ?? 'admin', 'POST', path, body, o.key === undefined ? {} : { key: o.key });
const published = async (code = '1.013236') => (await call(cloud, 'GET', `/procedures/${code}`)).body;
const steps = (procedure: ProcedureData) => procedure.steps.filter(({ phase }) => phase === 'review');

beforeAll(async () => {
  cloud = await bootVirtual();
  old = await submitted(cloud);
  await until(cloud, '2026-11-16T09:00');
  await accept(cloud, old.id);
  await act(cloud, 'desk', old.id, 'hand-over');
});
afterAll(() => cloud.stop());

describe('a draft', () => {
  test('is refused with every problem named, and nothing is written', async () => {
    const before = await worldHash(cloud);
    expect(await post('/procedures', { ...v2, code: 'x', fee: 1 })).toMatchObject({
      status: 400,
      body: { code: 'MC-1001', errors: expect.arrayContaining([{ field: '/fee', detail: 'unknown field' }]) },
    });
    const long = v2.steps.map((step) => ({ ...step, days: 5 }));
    expect(
      (await post('/procedures', { ...v2, version: 'v 2', sources: [], steps: long })).body,
    ).toMatchObject({
      code: 'MC-1411',
      errors: [
        { detail: expect.stringContaining('VERSION') },
        { detail: expect.stringContaining('NO_SOURCES') },
        { detail: expect.stringContaining('STEPS_EXCEED_LIMIT') },
        { detail: expect.stringContaining('OVERLAP') },
      ],
    });
    const ended = { ...shipped('1.013234'), version: '2', effective: { from: '2026-12-01' } };
    expect((await post('/procedures', ended)).body).toMatchObject({
      code: 'MC-1411',
      errors: expect.arrayContaining([{ field: '/', detail: expect.stringContaining('ABOLISHED') }]),
    });
    expect(await post('/procedures', v1)).toMatchObject({ status: 409, body: { code: 'MC-1402' } });
    expect((await post('/procedures', v2, { person: 'desk' })).status).toBe(403);
    expect((await post('/procedures', v2, { person: 'citizen' })).status).toBe(403);
    expect((await post(PATH, { effectiveFrom: '2026-11-16' })).status).toBe(404);
    expect(await worldHash(cloud)).toBe(before);
  });

  test('can be filed by nobody and changes nothing until it is published', async () => {
    const body = { ...v2, effective: { from: '2026-11-17' } };
    const first = await post('/procedures', body, { key: 'v2' });
    expect(first).toMatchObject({ status: 201, body: { version: '2', status: 'draft' } });
    const before = await worldHash(cloud);
    expect(await post('/procedures', body, { key: 'v2' })).toEqual(first);
    expect(await post('/procedures', { ...body, sources: ['x'] })).toMatchObject({ status: 409 });
    expect(await worldHash(cloud)).toBe(before);
    expect(await published()).toMatchObject({ version: '1' });
    // A version may still lack things while it is declared a draft; its publication asks for them.
    const { limit: _, ...unsourced } = {
      ...v2,
      version: '3',
      status: 'draft' as const,
      draftReason: 'no limit',
    };
    expect((await post('/procedures', unsourced)).status).toBe(201);
    const refused = await post('/procedures/1.013236/versions/3/publish', { effectiveFrom: '2026-11-17' });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'MC-1411', errors: [{ detail: expect.stringContaining('NO_LIMIT') }] },
    });
  });
});

describe('publication', () => {
  test('names a day that is not over', async () => {
    const before = await worldHash(cloud);
    expect((await post(PATH, { effectiveFrom: '2026-11-15' })).body).toMatchObject({
      code: 'MC-1001',
      errors: [{ field: '/effectiveFrom' }],
    });
    expect((await post(PATH, { effectiveFrom: '2026-02-30' })).status).toBe(400);
    expect((await post(PATH, { effectiveFrom: '2026-11-17' }, { person: 'leader' })).status).toBe(403);
    expect(await worldHash(cloud)).toBe(before);
  });

  test('closes the version before it the day before; it cannot be changed again, and a restart undoes nothing', async () => {
    const first = await post(PATH, { effectiveFrom: '2026-11-17' }, { key: 'publish' });
    expect(first).toMatchObject({
      status: 200,
      body: { version: '2', effective: { from: '2026-11-17' }, closed: { version: '1', to: '2026-11-16' } },
    });
    const before = await worldHash(cloud);
    expect(await post(PATH, { effectiveFrom: '2026-11-17' }, { key: 'publish' })).toEqual(first);
    expect((await post(PATH, { effectiveFrom: '2026-11-17' })).status).toBe(200);
    expect(await post(PATH, { effectiveFrom: '2026-11-20' })).toMatchObject({
      status: 409,
      body: { code: 'MC-1412' },
    });
    await loadCatalogue(cloud);
    expect(await worldHash(cloud)).toBe(before);
  });

  test('two versions that would be in force at once: one is published', async () => {
    const code = '1.013217';
    const versions = ['8', '9'];
    for (const version of versions) {
      const body = { ...shipped(code), version, effective: { from: '2027-01-01' } };
      expect((await post('/procedures', body)).status).toBe(201);
    }
    const answers = await Promise.all(
      versions.map((version) =>
        post(`/procedures/${code}/versions/${version}/publish`, { effectiveFrom: '2027-01-01' }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  test('what two containers judged at the same time is written by one of them', async () => {
    const code = '1.013222';
    const store = dynamoProcedures(dynamo(cloud), cloud.names.stateTable);
    const by = subject('admin-1');
    if (!by) throw new Error('no subject');
    const signed = { at: cloud.clock.now(), by };
    const replay = (key: string) => ({ key, fingerprint: '', status: 200, body: {} });
    // Two versions that close nothing: only the register stands between them.
    const published = ['8', '9'].map((version) => ({
      ...{ ...shipped(code), version },
      effective: { from: '2026-01-01', to: '2026-03-31' },
    }));
    for (const each of published) {
      const draft = { ...each, status: 'draft' as const, draftReason: 'x' };
      expect(await store.draft(draft, signed, replay(`draft ${each.version}`))).toBe('drafted');
    }
    const { revision } = await store.versions(code);
    const outcomes: string[] = [];
    for (const each of published)
      outcomes.push(
        await store.publish({ published: each, revision }, signed, replay(`publish ${each.version}`)),
      );
    expect(outcomes).toEqual(['published', 'changed']);
  });
});

describe('dossiers', () => {
  test('a draft that was begun under the old version is filed anew; new filings get the new one', async () => {
    const begun = await draft(cloud, await permitPapers());
    await until(cloud, '2026-11-17T08:00');
    expect(await act(cloud, 'citizen', begun.id, 'submit')).toMatchObject({
      status: 422,
      body: { code: 'MC-1302' },
    });
    const { id } = await submitted(cloud);
    await until(cloud, '2026-11-17T09:00');
    expect((await accept(cloud, id)).body).toMatchObject({
      procedureVersion: '2',
      // 8 working days from 17/11: 24/11 is a holiday.
      appointedAt: '2026-11-30T17:00:00+07:00',
    });
    await act(cloud, 'desk', id, 'hand-over');
    for (const { id: step, role } of steps(v2))
      expect((await act(cloud, holderOf[role] ?? 'desk', id, 'complete-step', { step })).status).toBe(200);
    expect((await view(cloud, 'desk', id)).body).toMatchObject({ phase: 'RESULT' });
  });

  test('an open one finishes under the version it was received under', async () => {
    for (const { id: step, role } of steps(v1))
      expect((await act(cloud, holderOf[role] ?? 'desk', old.id, 'complete-step', { step })).status).toBe(
        200,
      );
    await enterResult(cloud, old.id);
    expect((await view(cloud, 'citizen', old.id)).body).toMatchObject({
      status: 9,
      outcome: 'early',
      procedureVersion: '1',
      appointedAt: '2026-12-01T17:00:00+07:00',
    });
    const world = await readWorld(cloud);
    expect(broken(world)).toEqual([]);
    expect(await brokenSpines(cloud, world)).toEqual([]);
  });
});
