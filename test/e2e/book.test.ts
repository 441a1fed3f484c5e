import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../local/cloud.ts';
import { readPdf } from '../core/forms/pdfText.ts';
import { type Answer, call, sha256 } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { accept, submitted } from '../support/play.ts';
import { dynamo, listing } from '../support/tables.ts';

/** Form 07: what a unit received in a month, as entries and as a sheet. */
let cloud: Cloud;
let first: { id: string; code: string };
let second: { id: string; code: string };

beforeAll(async () => {
  cloud = await bootVirtual();
  first = await submitted(cloud);
  second = await submitted(cloud);
  await submitted(cloud); // never received: not in the book
  await until(cloud, '2026-11-16T09:15');
  await accept(cloud, first.id);
  await until(cloud, '2026-11-17T10:00');
  await accept(cloud, second.id);
});
afterAll(() => cloud.stop());

const book = async (person: Person, query: string): Promise<Answer> =>
  call(cloud, 'GET', `/books/07?${query}`, { token: await tokenOf(cloud, person) });
const november = 'field=HDXD&month=2026-11';
const page = z.object({
  entries: z.array(z.looseObject({ ordinal: z.int(), code: z.string() })),
  next: z.string().optional(),
});
const download = async (url: unknown) => {
  const response = await fetch(String(url));
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

test('the entries of a month, in order of receipt', async () => {
  const permit = 'Cấp giấy phép xây dựng mới đối với công trình cấp đặc biệt, cấp I, cấp II';
  const common = {
    procedure: permit,
    applicant: 'Công ty TNHH Thử Nghiệm',
    phone: '0912 345 678',
    agency: 'Sở Xây dựng',
    status: 2,
    statusName: 'Được tiếp nhận',
  };
  expect((await book('desk', november)).body).toEqual({
    field: 'HDXD',
    fieldName: 'Hoạt động xây dựng',
    month: '2026-11',
    // Ten working days, 24/11 being a holiday.
    entries: [
      {
        ...common,
        ordinal: 1,
        id: first.id,
        code: first.code,
        receivedAt: '2026-11-16T09:15:00+07:00',
        due: '2026-12-01T17:00:00+07:00',
      },
      {
        ...common,
        ordinal: 2,
        id: second.id,
        code: second.code,
        receivedAt: '2026-11-17T10:00:00+07:00',
        due: '2026-12-02T17:00:00+07:00',
      },
    ],
  });
  expect((await book('desk', 'field=HDXD&month=2026-12')).body).toMatchObject({ entries: [] });
});

test('the sheet: archived once under its hash while nothing changes, A4 landscape, no dead links', async () => {
  const pdf = (await book('desk', `${november}&format=pdf`)).body;
  const bytes = await download(pdf.pdf);
  expect(pdf).toMatchObject({ rows: 2, sha256: sha256(bytes) });
  expect(new URL(String(pdf.pdf)).pathname).toContain(
    `/archive/SXD-H05/books/07/HDXD-2026-11-${sha256(bytes)}.pdf`,
  );
  const read = await readPdf(bytes);
  const text = read.pages.flat().join(' ').replace(/\s+/g, ' ');
  for (const part of [
    'SỔ THEO DÕI HỒ SƠ',
    'Lĩnh vực: Hoạt động xây dựng',
    'HDXD 11/2026',
    '09:15',
    '16/11/2026',
  ])
    expect(text).toContain(part);
  expect(read.pdf.getPage(0).getWidth()).toBeGreaterThan(read.pdf.getPage(0).getHeight());
  const objects = await listing(cloud, cloud.names.archiveBucket);
  expect((await book('desk', `${november}&format=pdf`)).body).toMatchObject({ sha256: pdf.sha256 });
  expect(await listing(cloud, cloud.names.archiveBucket)).toEqual(objects);
  const html = new TextDecoder().decode(
    await download((await book('desk', `${november}&format=html`)).body.html),
  );
  expect(html).toContain(second.code);
  const empty = (await book('desk', 'field=HDXD&month=2026-12&format=pdf')).body;
  expect(empty).toMatchObject({ rows: 0 });
  expect((await readPdf(await download(empty.pdf))).pages.flat().join(' ')).toContain('ngày 01 tháng 12');
});

test('is for some staff of the unit only, and names every wrong parameter', async () => {
  for (const person of ['citizen', 'appraiser', 'clerk', 'head'] as const)
    expect((await book(person, november)).body).toMatchObject({ code: 'MC-1102' });
  for (const person of ['desk', 'leader', 'admin'] as const)
    expect((await book(person, november)).status).toBe(200);
  expect((await book('elsewhere', november)).status).toBe(404);
  const fieldsOf = async (query: string) =>
    z
      .object({ errors: z.array(z.object({ field: z.string() })) })
      .parse((await book('desk', query)).body)
      .errors.map(({ field }) => field);
  expect(await fieldsOf('field=hd&month=2026-13&format=doc')).toEqual(['/field', '/month', '/format']);
  expect(await fieldsOf('field=NOPE&month=2026-11')).toEqual(['field']);
  const foreign = Buffer.from('{"after":"OTHER#2026-11-01#x","ordinal":1}').toString('base64url');
  expect(await fieldsOf(`${november}&cursor=${foreign}`)).toEqual(['cursor']);
  expect(await fieldsOf(`${november}&cursor=x`)).toEqual(['cursor']);
});

test('a month of 500 rows: a hundred entries a page, one sheet, every row once', async () => {
  await fill('2026-10', 500);
  const october = 'field=HDXD&month=2026-10';
  const entries: { ordinal: number; code: string }[] = [];
  let pages = 0;
  for (let next: string | undefined = ''; next !== undefined; pages++) {
    const answer = page.parse((await book('desk', `${october}${next && `&cursor=${next}`}`)).body);
    entries.push(...answer.entries);
    next = answer.next;
  }
  expect(pages).toBeLessThanOrEqual(6);
  expect(entries.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  expect(new Set(entries.map(({ code }) => code)).size).toBe(500);
  const { body } = await book('desk', `${october}&format=pdf`);
  expect(body).toMatchObject({ rows: 500 });
  const text = (await readPdf(await download(body.pdf))).pages.flat();
  for (const { ordinal } of [entries[0], entries[250], entries[499]].flatMap((each) => each ?? []))
    expect(text).toContain(String(ordinal));
  // The name is broken after its fourth word.
  expect(text.filter((line) => line.startsWith('Công ty TNHH'))).toHaveLength(500);
});

/** Copies of the first dossier as they would stand after so many receipts in a month, on ten days. */
const fill = async (month: string, count: number): Promise<void> => {
  const client = dynamo(cloud);
  const TableName = cloud.names.stateTable;
  const get = async (sk: string) =>
    (await client.send(new GetCommand({ TableName, Key: { pk: `DOSSIER#${first.id}`, sk } }))).Item;
  const state = z.object({ state: z.looseObject({}) }).parse(await get('HEAD')).state;
  const applicant = await get('APPLICANT');
  const items = Array.from({ length: count }, (_, i) => {
    const id = `${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const day = String((i % 10) + 1).padStart(2, '0');
    const code = `000.00.NN.H05-2610${day}-${String(i + 1).padStart(4, '0')}`;
    const pk = `DOSSIER#${id}`;
    return [
      { pk, sk: 'HEAD', state: { ...state, id, code } },
      { ...applicant, pk, sk: 'APPLICANT' },
      {
        pk: `BOOK#SXD-H05#${month}`,
        sk: `HDXD#${month}-${day}#${code}`,
        dossierId: id,
        receivedAt: Date.parse(`${month}-${day}T09:00:00+07:00`),
        due: Date.parse(`${month}-${day}T17:00:00+07:00`),
      },
    ];
  }).flat();
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
  }
};
