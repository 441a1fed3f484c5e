import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { call, slotsOf, upload } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { accept, act, draft, filingOf, permitPapers, submitted, uploadAll } from '../support/play.ts';
import { scan } from '../support/tables.ts';

/** What waits for whom; and drafts, which wait for nobody and expire by themselves. */
let cloud: Cloud;

beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const page = z.object({ items: z.array(z.looseObject({ code: z.string() })), next: z.string().optional() });
const inboxOf = async (person: Person, query = '') =>
  page.parse((await call(cloud, 'GET', `/inbox${query}`, { token: await tokenOf(cloud, person) })).body);
const codesOf = async (person: Person, query = '') =>
  (await inboxOf(person, query)).items.map(({ code }) => code);

test('a dossier stands on exactly one desk, the one that has the next move', async () => {
  const { id, code } = await submitted(cloud);
  const everywhere = async () =>
    (
      await Promise.all(
        (['desk', 'head', 'appraiser', 'leader', 'clerk'] as const).map(async (who) =>
          (await codesOf(who)).includes(code) ? [who] : [],
        ),
      )
    ).flat();
  expect(await everywhere()).toEqual(['desk']);
  await accept(cloud, id);
  await act(cloud, 'desk', id, 'hand-over');
  expect(await everywhere()).toEqual(['head']);
  await act(cloud, 'head', id, 'complete-step', { step: 'ASSIGN' });
  expect(await everywhere()).toEqual(['appraiser']);
  await act(cloud, 'citizen', id, 'withdraw', { reason: 'đổi phương án' });
  expect(await everywhere()).toEqual([]);
});

test('pages drop nothing and come in order of the deadline', async () => {
  const papers = await permitPapers();
  const filed: string[] = [];
  for (let i = 0; i < 43; i++) filed.push((await submitted(cloud, papers)).code);
  const first = await inboxOf('desk');
  const rest = await inboxOf('desk', `?cursor=${first.next}`);
  expect([first.items.length, rest.items.length, rest.next]).toEqual([40, 3, undefined]);
  expect([...first.items, ...rest.items].map(({ code }) => code).toSorted()).toEqual(filed.toSorted());
});

test('an upload slot ends after five minutes and is signed anew on request', async () => {
  const papers = await permitPapers();
  const token = await tokenOf(cloud, 'citizen');
  const created = await call(cloud, 'POST', '/dossiers', { token, body: filingOf(papers) });
  const [slot] = slotsOf(created);
  const bytes = papers[0]?.bytes;
  if (!slot || !bytes) throw new Error('no slot');
  await cloud.clock.advanceTo(cloud.clock.now() + 6 * 60_000);
  expect(await upload(slot, bytes)).toBe(403);
  const id = String(created.body.id);
  for (const n of [1, 2, 3]) {
    const again = await call(cloud, 'POST', `/dossiers/${id}/documents/${n}/upload`, { token });
    await uploadAll(slotsOf(again), papers);
  }
  expect((await act(cloud, 'citizen', id, 'submit')).status).toBe(200);
});

test('a draft that is never submitted expires by itself and leaves nothing of a dossier', async () => {
  const { id } = await draft(cloud, await permitPapers());
  await until(cloud, '2026-11-23T08:45');
  expect((await act(cloud, 'citizen', id, 'submit')).body).toMatchObject({ code: 'MC-1305' });
  expect((await act(cloud, 'citizen', id, 'documents/1/upload')).body).toMatchObject({ code: 'MC-1305' });
  await until(cloud, '2026-11-24T08:00');
  const left = (await scan(cloud, cloud.names.stateTable)).filter(
    ({ pk }) => pk === `DRAFT#${id}` || pk === `DOSSIER#${id}`,
  );
  expect(left).toEqual([]);
  expect((await act(cloud, 'citizen', id, 'submit')).body).toMatchObject({ code: 'MC-1103' });
});
