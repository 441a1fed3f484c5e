import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { catalogueKeys } from '../../functions/adapters/dynamo/catalogueStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import type { Cloud } from '../../local/cloud.ts';
import { must } from '../core/dossier/support.ts';
import { type Answer, call, slotsOf } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, people, tokenOf } from '../support/cast.ts';
import { shipped } from '../support/catalogue.ts';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { does, reviewedTo, seen } from '../support/paths.ts';
import { makePdf } from '../support/pdf.ts';
import { accept, act, enterResult, filingOf, type Paper, permitPapers, uploadAll } from '../support/play.ts';
import { dynamo, listing, worldHash } from '../support/tables.ts';

/** A paper that was handed in once is used again (rule R13, QĐ 766 item 4.3), on the unmodified assembly. */
let cloud: Cloud;
let papers: Paper[];
/** Received on Monday 16/11/2026 and resolved on Tuesday. */
let first: string;

const reuse = (component: string, document: number, dossier = first) => ({
  component,
  reuse: { dossier, document },
});
const file = async (
  components: readonly object[],
  { who = 'citizen', ...change }: { who?: Person } & Record<string, unknown> = {},
  key?: string,
): Promise<Answer> => {
  const base = filingOf([]);
  const applicant = { ...base.applicant, subject: people[who].sub };
  return call(cloud, 'POST', '/dossiers', {
    token: await tokenOf(cloud, who),
    ...(key !== undefined && { key }),
    body: { ...base, applicant, components, ...change },
  });
};
const declared = (wanted: readonly string[]) =>
  filingOf(papers).components.filter(({ component }) => wanted.includes(component));
const states = async (id: string) => {
  const { files } = await seen(cloud, id);
  return Array.isArray(files) ? files.map(({ component, state }) => `${component} ${state}`) : [];
};
const filesOf = async (id: string): Promise<Record<string, unknown>[]> => {
  const { files } = await seen(cloud, id);
  return Array.isArray(files) ? files : [];
};

const ownPaper = z.looseObject({
  ...{ dossier: z.string(), document: z.int(), kind: z.string(), download: z.string() },
  ...{ sha256: z.string(), version: z.string() },
});

const publish = async (document: ProcedureData): Promise<void> => {
  const Item = { ...keys.catalogue(catalogueKeys.procedure(document.code, document.version)), document };
  await dynamo(cloud).send(new PutCommand({ TableName: cloud.names.stateTable, Item }));
};

beforeAll(async () => {
  cloud = await bootVirtual();
  // The same rules with a shorter validity, so that a test need not live through a year.
  const permit = shipped('1.013236');
  await publish({
    ...permit,
    components: permit.components.map((each) =>
      each.id === 'VITRI' && each.reuse ? { ...each, reuse: { ...each.reuse, months: 1 } } : each,
    ),
  });
  // An extension of a permit for which the permit alone is enough: a filing of nothing but a re-used paper.
  const extension = shipped('1.013233');
  await publish({ ...extension, components: extension.components.filter(({ id }) => id === 'GPXD') });
  const site = { component: 'VITRI', name: 'Chấp thuận vị trí.pdf', bytes: await makePdf('VITRI') };
  papers = [...(await permitPapers()), site];
  const created = await file(declared(['DON', 'QDDA', 'BANVE', 'VITRI']));
  first = String(created.body.id);
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  await does(cloud, 'citizen', first, 'submit');
});
afterAll(() => cloud.stop());

test('a paper that is not archived yet cannot be re-used', async () => {
  expect(await file([...declared(['DON', 'BANVE']), reuse('QDDA', 2)])).toMatchObject({
    status: 422,
    body: { code: 'MC-1303', errors: [{ field: '/components/2/reuse' }] },
  });
  await accept(cloud, first);
  await does(cloud, 'desk', first, 'hand-over');
  expect(await states(first)).toEqual(['DON 1', 'QDDA 1', 'BANVE 1', 'VITRI 1']);
});

test('the second filing re-uses two papers: no slot for them, accepted, archived where they are', async () => {
  const created = await file([...declared(['DON', 'BANVE']), reuse('QDDA', 2), reuse('VITRI', 4)]);
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const id = String(created.body.id);
  expect(slotsOf(created).map(({ component }) => component)).toEqual(['DON', 'BANVE']);
  expect(await states(id)).toEqual(['DON 0', 'BANVE 0', 'QDDA 2', 'VITRI 2']);
  expect((await act(cloud, 'citizen', id, 'documents/3/upload')).body).toMatchObject({ code: 'MC-1308' });
  expect((await act(cloud, 'citizen', id, 'submit')).body).toMatchObject({
    code: 'MC-1304',
    errors: [{ field: '/documents/1' }, { field: '/documents/2' }],
  });
  await uploadAll(
    slotsOf(created),
    papers.filter(({ component }) => /DON|BANVE/.test(component)),
  );
  await cloud.clock.settle();
  await does(cloud, 'citizen', id, 'submit');
  expect(await seen(cloud, id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { total: 4, clean: 4 } });
  expect((await accept(cloud, id)).status).toBe(200);
  expect(await seen(cloud, id)).toMatchObject({ phase: 'HAND_OVER', documents: { archived: 4 } });
  expect(await states(id)).toEqual(['DON 1', 'BANVE 1', 'QDDA 2', 'VITRI 2']);
  const [original, again] = [(await filesOf(first))[1], (await filesOf(id))[2]];
  expect(again).toMatchObject({ archive: original?.archive, sha256: original?.sha256, verdict: 'CLEAN' });
  expect(again?.origin).toEqual({ dossier: first, document: 2 });
  const { code } = await seen(cloud, id);
  const kept = (await listing(cloud, cloud.names.archiveBucket)).filter((line) =>
    line.includes(`${String(code)}/`),
  );
  expect(kept.map((line) => line.split('/')[4]).toSorted()).toEqual(['BANVE', 'DON', 'forms', 'forms']);
  // The log says so by ids, and what was re-used is not re-used from there.
  const token = await tokenOf(cloud, 'desk');
  const log = (await call(cloud, 'GET', `/dossiers/${id}/events`, { token })).body;
  expect(log).toMatchObject({
    events: expect.arrayContaining([
      expect.objectContaining({
        type: 'submitted',
        data: expect.objectContaining({
          reused: [
            { n: 3, state: 2, dossier: first, document: 2 },
            { n: 4, state: 2, dossier: first, document: 4 },
          ],
        }),
      }),
    ]),
  });
  expect((await file([...declared(['DON', 'BANVE']), reuse('QDDA', 3, id)])).status).toBe(422);
  const span = 'unit=SXD-H05&from=2026-11-16&to=2026-11-16';
  expect((await call(cloud, 'GET', `/metrics?${span}`, { token })).body).toMatchObject({
    totals: { received: 2, reused: 1 },
  });
  await does(cloud, 'citizen', id, 'withdraw', { reason: 'Thay đổi thiết kế' });
});

test('a filing of nothing but the earlier result goes through verification and archiving: state 3', async () => {
  await until(cloud, '2026-11-17T08:30');
  await reviewedTo(cloud, first);
  await enterResult(cloud, first);
  expect(await seen(cloud, first)).toMatchObject({ status: 9, documents: { archived: 5 } });
  const created = await file([reuse('GPXD', 5)], { procedure: '1.013233' }, 'once');
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  expect(slotsOf(created)).toEqual([]);
  // Sent again under the same key: the same draft, and one event when it is submitted twice.
  const again = await file([reuse('GPXD', 5)], { procedure: '1.013233' }, 'once');
  expect(again).toMatchObject({ status: 201, body: { id: created.body.id, uploads: [] } });
  const id = String(created.body.id);
  await does(cloud, 'citizen', id, 'submit');
  expect(await seen(cloud, id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { total: 1, clean: 1 } });
  expect((await accept(cloud, id)).status).toBe(200);
  expect(await seen(cloud, id)).toMatchObject({ phase: 'HAND_OVER', documents: { archived: 1 } });
  expect(await states(id)).toEqual(['GPXD 3']);
  await does(cloud, 'citizen', id, 'withdraw', { reason: 'Không còn nhu cầu' });
  // The permit is no site approval.
  expect((await file([...declared(['DON', 'BANVE', 'QDDA']), reuse('VITRI', 5)])).status).toBe(422);
});

test('what could be used again is found before it is asked for: by its owner and the desk, page by page', async () => {
  const { kind, identifier } = filingOf([]).applicant;
  const look = async (who: Person, more: object = {}, procedure = '1.013236') =>
    call(cloud, 'POST', '/reusable-papers', {
      ...{ token: await tokenOf(cloud, who), key: null },
      body: { unit: 'SXD-H05', procedure, applicant: { kind, identifier }, ...more },
    });
  const found = ({ status, body: { components } }: Answer) => {
    expect(status).toBe(200);
    return Array.isArray(components)
      ? components.flatMap(({ component, papers }) =>
          papers.map((each: Record<string, unknown>) => ({ component, ...each })),
        )
      : [];
  };
  const { code } = await seen(cloud, first);
  const from = { dossier: first, code, mediaType: 'application/pdf' };
  expect(found(await look('citizen'))).toEqual([
    { ...from, component: 'VITRI', document: 4, state: 2, since: '2026-11-16', validUntil: '2026-12-16' },
    { ...from, component: 'QDDA', document: 2, state: 2, since: '2026-11-16' },
  ]);
  expect(found(await look('desk', {}, '1.013233'))).toEqual([
    expect.objectContaining({ dossier: first, document: 5, state: 3, since: '2026-11-17' }),
  ]);
  // Whoever merely knows the number sees nothing.
  expect(found(await look('stranger'))).toEqual([]);
  expect((await look('appraiser')).status).toBe(403);
  expect((await look('citizen', { applicant: { kind, identifier: 'x' } })).body).toMatchObject({
    errors: [{ field: '/applicant/identifier' }],
  });
  // The number is a digest in every key.
  const { items } = await readWorld(cloud);
  const shelved = items.filter(({ reusePk }) => reusePk !== undefined);
  expect(shelved.map(({ reuseSk }) => reuseSk)).toHaveLength(5 + 2);
  expect(JSON.stringify(shelved)).not.toContain(identifier);
});

test('the applicant finds every paper and the result in a store of one’s own, and each by its link', async () => {
  const { kind, identifier } = filingOf([]).applicant;
  const mine = async (who: Person) =>
    call(cloud, 'POST', '/my/papers', {
      ...{ token: await tokenOf(cloud, who), key: null },
      body: { applicant: { kind, identifier } },
    });
  const { papers: found } = z.object({ papers: z.array(ownPaper) }).parse((await mine('citizen')).body);
  const originals = found.filter(({ dossier }) => dossier === first);
  expect(originals.map(({ document, kind: what }) => `${document} ${what}`).toSorted()).toEqual([
    ...['1 paper', '2 paper', '3 paper', '4 paper', '5 result'],
  ]);
  const result = must(originals.find(({ kind: what }) => what === 'result'));
  const token = await tokenOf(cloud, 'citizen');
  const link = (await call(cloud, 'GET', result.download, { token })).body;
  expect(link).toMatchObject({ sha256: result.sha256, version: result.version });
  // Whoever merely knows the number finds nothing; the office does not look here.
  expect((await mine('stranger')).body).toEqual({ papers: [] });
  expect((await mine('desk')).status).toBe(403);
});

test('an archived paper is the answer to a supplement request: nothing to upload, and it goes on', async () => {
  const created = await file(declared(['DON', 'QDDA', 'BANVE']));
  const id = String(created.body.id);
  await uploadAll(slotsOf(created), papers);
  await cloud.clock.settle();
  await does(cloud, 'citizen', id, 'submit');
  const items = [{ component: 'VITRI', reason: 'Thiếu văn bản chấp thuận vị trí' }];
  await does(cloud, 'desk', id, 'request-supplement', { items });
  const files = [reuse('VITRI', 4)];
  expect(await does(cloud, 'citizen', id, 'supplement-files', { files })).toMatchObject({ uploads: [] });
  expect((await act(cloud, 'citizen', id, 'documents/4/upload')).body).toMatchObject({ code: 'MC-1308' });
  await does(cloud, 'citizen', id, 'supply');
  expect(await seen(cloud, id)).toMatchObject({ phase: 'ACCEPTANCE', documents: { total: 4, clean: 4 } });
  expect((await accept(cloud, id)).status).toBe(200);
  expect(await seen(cloud, id)).toMatchObject({ phase: 'HAND_OVER', documents: { archived: 4 } });
  expect(await states(id)).toEqual(['DON 1', 'QDDA 1', 'BANVE 1', 'VITRI 2']);
  await does(cloud, 'citizen', id, 'withdraw', { reason: 'Không còn nhu cầu' });
});

test('another citizen may not, cannot tell it from a dossier that is not there, and nothing is written', async () => {
  const before = await worldHash(cloud);
  const rest = declared(['DON', 'BANVE']);
  const foreign = await file([...rest, reuse('QDDA', 2)], { who: 'stranger' });
  const nowhere = await file([...rest, reuse('QDDA', 2, '11111111-1111-4111-8111-111111111111')], {
    who: 'stranger',
  });
  expect(foreign).toMatchObject({ status: 422, body: { errors: [{ field: '/components/2/reuse' }] } });
  expect(foreign.body).toEqual(nowhere.body);
  expect(await file([...rest, { component: 'QDDA', reuse: { dossier: 'x', document: 0 } }])).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/components/2/reuse/dossier' }, { field: '/components/2/reuse/document' }] },
  });
  expect(await worldHash(cloud)).toEqual(before);
});

test('a site approval is good for a month, and refused the day after', async () => {
  await does(cloud, 'desk', first, 'deliver', { method: 'online' });
  await until(cloud, '2026-12-16T16:00');
  const wanted = [...declared(['DON', 'BANVE']), reuse('QDDA', 2), reuse('VITRI', 4)];
  expect((await file(wanted)).status).toBe(201);
  await until(cloud, '2026-12-17T08:00');
  expect(await file(wanted)).toMatchObject({
    status: 422,
    body: { code: 'MC-1303', errors: [{ field: '/components/3/reuse' }] },
  });
});

test('all invariants hold', async () => {
  await cloud.clock.settle();
  const world = await readWorld(cloud);
  expect([...broken(world), ...(await brokenSpines(cloud, world))]).toEqual([]);
});
