import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { must } from '../core/dossier/support.ts';
import { type Answer, call, sha256, slotsOf, upload } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, people, tokenOf } from '../support/cast.ts';
import { does, reviewedTo } from '../support/paths.ts';
import { makePdf } from '../support/pdf.ts';
import { accept, act, draft, enterResult, type Paper, permitPapers, submitted } from '../support/play.ts';
import { dynamo, s3, scan } from '../support/tables.ts';

/** The papers as people get them: through the API and a link, by plain HTTP, and in no other way. */
let cloud: Cloud;
beforeAll(async () => {
  cloud = await bootVirtual();
  // The building permit has no sensitive component: one of it is marked from the start.
  const client = dynamo(cloud);
  const { stateTable: TableName } = cloud.names;
  const Key = { pk: 'CATALOGUE', sk: 'PROCEDURE#1.013236#1' };
  const { Item } = await client.send(new GetCommand({ TableName, Key }));
  const marked = JSON.parse(JSON.stringify(Item).replace('"id":"QDDA"', '"id":"QDDA","sensitive":true'));
  await client.send(new PutCommand({ TableName, Item: z.record(z.string(), z.unknown()).parse(marked) }));
});
afterAll(() => cloud.stop());

const get = async (person: Person, path: string): Promise<Answer> =>
  call(cloud, 'GET', `/dossiers/${path}`, { token: await tokenOf(cloud, person) });
const linkOf = z.object({ url: z.string(), sha256: z.string(), version: z.string(), name: z.string() });
const rows = z.object({ documents: z.array(z.looseObject({ n: z.int(), state: z.string() })) });

/** Fetches a link as a browser does, with no credentials. */
const fetched = async (url: string) => {
  const response = await fetch(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
};

test('the list, and every paper with its own bytes, hash and name, for the owner and the unit alone', async () => {
  const papers = await permitPapers();
  const { id, code } = await submitted(cloud, papers);
  // The front desk decides by what was verified, before anything is in the archive.
  for (const [i, paper] of papers.entries()) {
    const { url, sha256: said } = linkOf.parse((await get('desk', `${id}/documents/${i + 1}/download`)).body);
    const { status, bytes } = await fetched(url);
    expect([status, said, sha256(bytes)]).toEqual([200, sha256(paper.bytes), sha256(paper.bytes)]);
  }
  await accept(cloud, id);
  const list = await get('citizen', `${id}/documents`);
  expect(list.body).toEqual({
    ...{ id, code },
    documents: papers.map(({ component, name, bytes }, i) => ({
      ...{ n: i + 1, component, name, state: 'ARCHIVED', mediaType: 'application/pdf' },
      ...{ pages: 1, size: bytes.length, sha256: sha256(bytes), version: expect.stringMatching(/\w+/) },
      handedIn: { by: people.citizen.sub, at: '2026-11-16T08:30:00+07:00' },
      metadata: expect.objectContaining({
        ...{ DocCode: `${String(code)}_00${i + 1}`, IssuedDate: '2026-11-16', PageAmount: 1 },
      }),
    })),
  });
  for (const [i, paper] of papers.entries()) {
    const found = linkOf.parse((await get('citizen', `${id}/documents/${i + 1}/download`)).body);
    const { status, headers, bytes } = await fetched(found.url);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(bytes).equals(Buffer.from(paper.bytes))).toBe(true);
    expect(found.sha256).toBe(sha256(bytes));
    expect(headers.get('x-amz-version-id')).toBe(found.version);
    const [, name = ''] = /filename\*=UTF-8''(\S+)$/.exec(headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(name)).toBe(paper.name);
  }
  for (const person of ['desk', 'appraiser', 'clerk'] as const)
    expect((await get(person, `${id}/documents/1/download`)).status).toBe(200);
  for (const person of ['stranger', 'elsewhere', 'agency', 'viewer'] as const)
    for (const path of ['documents', 'documents/1/download'])
      expect([person, (await get(person, `${id}/${path}`)).status]).toEqual([person, 404]);
  for (const n of ['4', '0', 'x'])
    expect((await get('citizen', `${id}/documents/${n}/download`)).status).toBe(404);
});

test('a link is good for a minute, for its version, and for nothing else', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  const first = linkOf.parse((await get('citizen', `${id}/documents/1/download`)).body);
  const second = linkOf.parse((await get('citizen', `${id}/documents/3/download`)).body);
  const moved = (change: (url: URL) => void): string => {
    const url = new URL(first.url);
    change(url);
    return url.href;
  };
  const { pathname, searchParams } = new URL(second.url);
  for (const other of [
    moved((url) => Object.assign(url, { pathname })),
    moved((url) => url.searchParams.set('versionId', searchParams.get('versionId') ?? '')),
    moved((url) => url.searchParams.set('X-Amz-Expires', '3600')),
    moved((url) => url.searchParams.delete('versionId')),
    moved((url) => url.searchParams.set('response-content-disposition', 'inline')),
  ])
    expect((await fetched(other)).status).toBe(403);

  // Somebody puts something else under the same key: the link still leads to what was verified.
  const { bytes: before } = await fetched(first.url);
  const key = decodeURIComponent(new URL(first.url).pathname.split('/').slice(2).join('/'));
  const put = { Bucket: cloud.names.archiveBucket, Key: key, Body: 'something else' };
  await s3(cloud).send(new PutObjectCommand(put));
  expect(sha256((await fetched(first.url)).bytes)).toBe(sha256(before));
  const again = linkOf.parse((await get('citizen', `${id}/documents/1/download`)).body);
  expect(again.version).toBe(first.version);
  expect(sha256((await fetched(again.url)).bytes)).toBe(first.sha256);

  await cloud.clock.advanceTo(cloud.clock.now() + 59_000);
  expect((await fetched(first.url)).status).toBe(200);
  await cloud.clock.advanceTo(cloud.clock.now() + 2000);
  expect((await fetched(first.url)).status).toBe(403);
});

test('a file that was refused and replaced: never the first one, and nothing before the second is verified', async () => {
  const [good, ...rest] = await permitPapers();
  const bad: Paper = { ...must(good), bytes: new TextEncoder().encode('no PDF at all') };
  const { id } = await draft(cloud, [bad, ...rest]);
  await does(cloud, 'citizen', id, 'submit');
  const state = async () => rows.parse((await get('desk', `${id}/documents`)).body).documents[0]?.state;
  expect(await state()).toBe('REFUSED');
  const refused = async () =>
    Promise.all(
      (['citizen', 'desk'] as const).map(
        async (who) => (await get(who, `${id}/documents/1/download`)).body.code,
      ),
    );
  expect(await refused()).toEqual(['MC-1261', 'MC-1261']);
  const { name, bytes } = must(good);
  const again = await act(cloud, 'citizen', id, 'documents/1/upload', {
    ...{ name, mediaType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) },
  });
  await upload(must(slotsOf(again)[0]), bytes);
  await cloud.clock.settle();
  expect(await refused()).toEqual(['MC-1261', 'MC-1261']);
  await does(cloud, 'citizen', id, 'resubmit');
  expect(await state()).toBe('CLEAN');
  const waiting = linkOf.parse((await get('desk', `${id}/documents/1/download`)).body);
  expect(sha256((await fetched(waiting.url)).bytes)).toBe(sha256(bytes));
  await accept(cloud, id);
  const found = linkOf.parse((await get('citizen', `${id}/documents/1/download`)).body);
  expect(sha256((await fetched(found.url)).bytes)).toBe(sha256(bytes));
});

test('an infected file is never to be had', async () => {
  const [first, ...rest] = await permitPapers();
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  const pdf = Buffer.concat([await makePdf('x'), Buffer.from(eicar)]);
  const { id } = await draft(cloud, [{ ...must(first), bytes: new Uint8Array(pdf) }, ...rest]);
  await does(cloud, 'citizen', id, 'submit');
  expect((await get('desk', `${id}/documents/1/download`)).status).toBe(409);
});

test('who had a sensitive paper stands on record, by ids alone; the result is for its owner', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  await does(cloud, 'desk', id, 'hand-over');
  await reviewedTo(cloud, id);
  await get('citizen', `${id}/documents/1/download`);
  await get('appraiser', `${id}/documents/2/download`);
  await get('stranger', `${id}/documents/2/download`);
  const views = (await scan(cloud, cloud.names.stateTable)).filter(({ pk }) => pk === `VIEW#${id}`);
  expect(views).toEqual([
    {
      ...{ pk: `VIEW#${id}`, sk: expect.stringMatching(/^\d{13}#\w/), n: 2, why: 'component' },
      ...{ at: cloud.clock.now(), by: people.appraiser.sub, versionId: expect.any(String) },
    },
  ]);
  await enterResult(cloud, id);
  const list = rows.parse((await get('citizen', `${id}/documents`)).body).documents;
  const result = must(list.find(({ component }) => component === 'RESULT'));
  expect(result).toMatchObject({ state: 'ARCHIVED', handedIn: { by: people.clerk.sub } });
  const found = linkOf.parse((await get('citizen', `${id}/documents/${result.n}/download`)).body);
  expect(found.name).toBe('Giấy phép xây dựng.pdf');
  // Even an administrator of the store cannot delete it for good unless he says so on purpose; a paper is not locked.
  const remove = async (n: number, VersionId: unknown) => {
    const { url } = linkOf.parse((await get('citizen', `${id}/documents/${n}/download`)).body);
    const Key = decodeURIComponent(new URL(url).pathname.split('/').slice(2).join('/'));
    const command = { Bucket: cloud.names.archiveBucket, Key, VersionId: String(VersionId) };
    return s3(cloud).send(new DeleteObjectCommand(command));
  };
  await expect(remove(result.n, result.version)).rejects.toThrow('protected by object lock');
  await remove(3, list.find(({ n }) => n === 3)?.version);
  expect(sha256((await fetched(found.url)).bytes)).toBe(found.sha256);
  expect(cloud.deadLetters()).toEqual([]);
});
