import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { type Answer, call, sha256 } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { does, handedOver, reviewedTo } from '../support/paths.ts';
import { act, enterResult, submitted } from '../support/play.ts';
import { dynamo, listing } from '../support/tables.ts';

/** The manifest on its whole way: written when a dossier ends, read by link, naming what stands in the bucket. */
let cloud: Cloud;
beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const get = async (person: Person, id: string): Promise<Answer> =>
  call(cloud, 'GET', `/dossiers/${id}/manifest`, { token: await tokenOf(cloud, person) });
const answer = z.object({ n: z.int(), sha256: z.string(), url: z.string(), size: z.int() });
const kept = z.object({ key: z.string(), version: z.string(), sha256: z.string() });
const manifest = z.looseObject({
  dossier: z.looseObject({ status: z.int() }),
  documents: z.array(z.looseObject({ component: z.string(), state: z.string() })),
  forms: z.array(z.looseObject({ form: z.string(), pdf: kept, html: kept })),
  result: z.looseObject({}).optional(),
});

const read = async (id: string) => {
  const found = answer.parse((await get('citizen', id)).body);
  const bytes = new Uint8Array(await (await fetch(found.url)).arrayBuffer());
  expect([bytes.length, sha256(bytes)]).toEqual([found.size, found.sha256]);
  return { ...found, body: manifest.parse(JSON.parse(new TextDecoder().decode(bytes))) };
};
const manifestsOf = async (code: string): Promise<string[]> =>
  (await listing(cloud, cloud.names.archiveBucket)).filter((each) => each.includes(`${code}/manifest/`));

test('a delivered dossier: everything that is kept of it, and nothing that is not in the bucket', async () => {
  const id = await handedOver(cloud);
  await reviewedTo(cloud, id);
  await enterResult(cloud, id);
  expect((await get('citizen', id)).body).toMatchObject({ code: 'MC-1262' });
  const { code } = await does(cloud, 'desk', id, 'deliver', { method: 'counter' });
  const { n, body } = await read(id);
  expect(n).toBe(1);
  expect(body.dossier.status).toBe(10);
  expect(body.documents.map(({ component, state }) => `${component} ${state}`)).toContain('RESULT ARCHIVED');
  expect(body.forms.map(({ form }) => form)).toEqual(['01', '06']);
  const objects = await listing(cloud, cloud.names.archiveBucket);
  const named = [
    ...body.documents.map((each) => kept.parse(each)),
    ...body.forms.flatMap(({ pdf, html }) => [pdf, html]),
  ];
  for (const { key, version } of named)
    expect(objects.some((each) => each.startsWith(`${key} ${version} `))).toBe(true);
  expect(named).toHaveLength(objects.filter((each) => each.includes(`/${String(code)}/`)).length - 1);
  for (const person of ['stranger', 'elsewhere', 'agency'] as const)
    expect((await get(person, id)).status).toBe(404);
  expect((await get('clerk', id)).status).toBe(200);

  // Rated: nothing that is kept has changed. Corrected: a second one.
  await does(cloud, 'citizen', id, 'rate', {
    ...{ occasion: 'delivery', attitude: 5, waiting: 5, facilities: 5, onAppointedDate: true },
  });
  expect((await read(id)).n).toBe(1);
  await does(cloud, 'leader', id, 'correct-result', { fault: 'agency', reason: 'Sai diện tích sàn' });
  const second = await read(id);
  expect(second).toMatchObject({ n: 2, body: { result: { corrected: 'agency' } } });
  expect(await manifestsOf(String(code))).toHaveLength(2);
});

test('refused at intake: its one form is in it, though it was printed after the end', async () => {
  const { id, code } = await submitted(cloud);
  await act(cloud, 'desk', id, 'refuse', { reason: 'Không thuộc thẩm quyền của Sở' });
  const { n, body } = await read(id);
  expect(n).toBe(1);
  expect(body.forms.map(({ form }) => form)).toEqual(['03']);
  expect(body.documents.map(({ state }) => state)).toEqual(['CLEAN', 'CLEAN', 'CLEAN']);
  expect(await manifestsOf(code)).toHaveLength(1);

  // As if the note were lost: 202, and the next one finds the object there.
  await dynamo(cloud).send(
    new DeleteCommand({ TableName: cloud.names.stateTable, Key: { pk: `DOSSIER#${id}`, sk: 'MANIFEST' } }),
  );
  expect((await get('citizen', id)).status).toBe(202);
  expect(cloud.deadLetters()).toEqual([]);
});
