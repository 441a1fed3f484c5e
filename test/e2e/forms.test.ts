import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { dynamoCatalogue } from '../../functions/adapters/dynamo/catalogueStore.ts';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { dynamoDossierStore } from '../../functions/adapters/dynamo/dossierStore.ts';
import { dynamoFormStore } from '../../functions/adapters/dynamo/formStore.ts';
import { dynamoTextStore } from '../../functions/adapters/dynamo/textStore.ts';
import { formPrinter } from '../../functions/adapters/pdf/index.ts';
import { s3Sheets } from '../../functions/adapters/s3Sheets.ts';
import { renderForms } from '../../functions/app/renderForms.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import type { Cloud } from '../../local/cloud.ts';
import { must } from '../core/dossier/support.ts';
import { readPdf } from '../core/forms/pdfText.ts';
import { type Answer, call, sha256 } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { does, inAppraisal, reviewOn, uploadSupplement } from '../support/paths.ts';
import { accept, act, enterResult, submitted, view } from '../support/play.ts';
import { dynamo, listing, s3 } from '../support/tables.ts';

/** Forms on their whole way: issued by a transition, rendered by the stream, read by the people they are for. */
let cloud: Cloud;
beforeAll(async () => {
  cloud = await bootVirtual();
});
afterAll(() => cloud.stop());

const form = async (person: Person, id: string, n: number | string): Promise<Answer> =>
  call(cloud, 'GET', `/dossiers/${id}/forms/${n}`, { token: await tokenOf(cloud, person) });

const sheets = z.object({
  form: z.string(),
  number: z.string(),
  sha256: z.string(),
  pdf: z.string(),
  html: z.string(),
});

/** Downloads a sheet as a browser does, with no credentials but the link. */
const download = async (url: string) => {
  const response = await fetch(url);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
};

const textOf = async (bytes: Uint8Array): Promise<string> =>
  (await readPdf(bytes)).pages.flat().join(' ').replace(/\s+/g, ' ');

/** The sheets of a form, downloaded and checked against their hash and headers. */
const read = async (id: string, n: number) => {
  const answer = await form('citizen', id, n);
  expect(answer.status).toBe(200);
  const found = sheets.parse(answer.body);
  const [pdf, html] = [await download(found.pdf), await download(found.html)];
  expect([pdf.status, pdf.type, html.status, html.type]).toEqual([
    ...[200, 'application/pdf'],
    ...[200, 'text/html; charset=utf-8'],
  ]);
  expect(sha256(pdf.bytes)).toBe(found.sha256);
  expect(new URL(found.pdf).pathname).toContain(`/forms/${n}-${found.form}-${found.sha256}.pdf`);
  expect(new URL(found.html).pathname).toContain(`-${sha256(html.bytes)}.html`);
  const file = found.number.replace('/', '-');
  expect(pdf.disposition).toBe(`attachment; filename="${file}.pdf"`);
  expect(html.disposition).toBe(`inline; filename="${file}.html"`);
  return { ...found, text: await textOf(pdf.bytes), page: new TextDecoder().decode(html.bytes) };
};

const permit = 'Cấp giấy phép xây dựng mới đối với công trình cấp đặc biệt, cấp I, cấp II';

test('form 01 after acceptance: both sheets, for the owner and the unit, 404 for everyone else', async () => {
  const { id, code } = await submitted(cloud);
  expect((await form('citizen', id, 1)).status).toBe(404);
  await accept(cloud, id);
  const found = await read(id, 1);
  expect(found).toMatchObject({ form: '01', number: `${code}/TN` });
  for (const part of [
    'GIẤY TIẾP NHẬN HỒ SƠ',
    `Mã hồ sơ: ${code}`,
    'Công ty TNHH Thử Nghiệm',
    '10 ngày làm việc',
    'Đơn đề nghị cấp giấy phép xây dựng',
    'Trần Thị Bưởi',
  ]) {
    expect(found.text).toContain(part);
    expect(found.page.replace(/<[^>]+>/g, '')).toContain(part);
  }
  // Monday 16/11 08:30; 24/11 is a holiday: the tenth working day is 01/12.
  expect(found.text).toContain('17 giờ 00 phút, ngày 01 tháng 12 năm 2026');
  expect(found.text).toBe(found.text.normalize('NFC'));
  expect((await view(cloud, 'citizen', id)).body.forms).toEqual([
    expect.objectContaining({ n: 1, form: '01', rendered: true }),
  ]);
  expect((await form('clerk', id, 1)).status).toBe(200);
  for (const [person, n] of [
    ['stranger', 1],
    ['elsewhere', 1],
    ['citizen', 2],
    ['citizen', 'x'],
    ['citizen', 0],
  ] as const)
    expect((await form(person, id, n)).status).toBe(404);
});

test('form 03 with the reason of the refusal, form 05 with the one of the stop', async () => {
  const refused = await submitted(cloud);
  await act(cloud, 'desk', refused.id, 'refuse', { reason: 'Không thuộc thẩm quyền của Sở' });
  const third = await read(refused.id, 1);
  expect(third).toMatchObject({ form: '03', number: `${refused.code}/PTC` });
  expect(third.text).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN');
  expect(third.text).toContain('Lý do: Không thuộc thẩm quyền của Sở');

  const stopped = await submitted(cloud);
  await accept(cloud, stopped.id);
  await act(cloud, 'desk', stopped.id, 'hand-over');
  const body = { reason: 'Hồ sơ giả mạo', legalBasis: 'TT 03/2025/TT-VPCP Đ7' };
  await act(cloud, 'leader', stopped.id, 'stop', body);
  const fifth = await read(stopped.id, 2);
  expect(fifth).toMatchObject({ form: '05', number: `${stopped.code}/TB` });
  for (const part of [
    'DỪNG GIẢI QUYẾT HỒ SƠ',
    permit.slice(0, 40),
    'Cơ quan có thẩm quyền dừng giải quyết',
    'Lý do: Hồ sơ giả mạo',
    'Căn cứ: TT 03/2025/TT-VPCP Đ7',
    'Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 16 tháng 11 năm 2026',
  ])
    expect(fifth.text).toContain(part);
});

test('form 02 of a supplement, form 04 of a new appointment, form 06 of the whole way', async () => {
  const id = await inAppraisal(cloud);
  const items = [{ component: 'BANVE', reason: 'Thiếu chữ ký số' }];
  await does(cloud, 'appraiser', id, 'propose-request', { kind: 'supplement', items });
  await does(cloud, 'desk', id, 'request-supplement', { contact: { name: 'Đỗ Văn Thưởng' } });
  const second = await read(id, 2);
  expect(second.form).toBe('02');
  for (const part of [
    'BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'lý do: Thiếu chữ ký số',
    'Đỗ Văn Thưởng',
    'Trần Thị Bưởi',
  ])
    expect(second.text).toContain(part);
  await uploadSupplement(cloud, id, 'BANVE');
  await does(cloud, 'citizen', id, 'supply');

  await until(cloud, '2026-11-17T09:00');
  await does(cloud, 'leader', id, 'reappoint', { newDue: '2026-12-15', reason: 'Chờ kiểm tra thực địa' });
  const fourth = await read(id, 3);
  expect(fourth.form).toBe('04');
  for (const part of ['XIN LỖI', 'Lý do: Chờ kiểm tra thực địa', 'ngày 15 tháng 12 năm 2026'])
    expect(fourth.text).toContain(part);

  await reviewOn(cloud, id);
  await enterResult(cloud, id);
  const sixth = await read(id, 4);
  expect(sixth.form).toBe('06');
  for (const part of [
    'PHIẾU KIỂM SOÁT',
    'ngày 15 tháng 12 năm 2026',
    'Chuyên viên thụ lý',
    'Yêu cầu bổ sung,',
    'Trước hạn',
    'Kết quả giải quyết',
  ])
    expect(sixth.text).toContain(part);
  const forms = z.array(z.object({ form: z.string(), rendered: z.boolean() }));
  expect(forms.parse((await view(cloud, 'citizen', id)).body.forms)).toEqual(
    ['01', '02', '04', '06'].map((each) => ({ form: each, rendered: true })),
  );
});

test('202 until it is rendered; a crash between object and note is made good with the same version', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  const known = must(dossierId(id));
  const tables = { state: cloud.names.stateTable, event: cloud.names.eventTable };
  const client = dynamo(cloud);
  const Key = { pk: `DOSSIER#${id}`, sk: 'FORM#001' };
  const item = async () => (await client.send(new GetCommand({ TableName: tables.state, Key }))).Item;
  const before = await item();
  const objects = await listing(cloud, cloud.names.archiveBucket);
  // As after a crash: the objects stand in the archive, the note does not.
  await client.send(new UpdateCommand({ TableName: tables.state, Key, UpdateExpression: 'REMOVE rendered' }));
  const token = await tokenOf(cloud, 'citizen');
  const response = await fetch(`${cloud.apiUrl}/dossiers/${id}/forms/1`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([response.status, response.headers.get('retry-after')]).toEqual([202, '2']);
  expect(await response.json()).toEqual({ n: 1, form: '01', number: before?.number });
  expect((await view(cloud, 'citizen', id)).body.forms).toEqual([
    expect.objectContaining({ rendered: false }),
  ]);

  const clock = { now: () => cloud.clock.now() };
  const again = renderForms({
    store: dynamoDossierStore(client, tables, clock),
    catalogue: dynamoCatalogue(client, tables.state, clock),
    forms: dynamoFormStore(client, tables),
    texts: dynamoTextStore(client, tables.state),
    documents: dynamoDocumentStore(client, tables.state),
    printer: formPrinter(new URL('../../node_modules/@expo-google-fonts/tinos/', import.meta.url)),
    archive: s3Sheets(cloud.names.archiveBucket, s3(cloud)),
  });
  const { seq } = z.object({ seq: z.int() }).parse(before);
  expect(await again({ dossierId: known, seq })).toBe(1);
  expect(await item()).toEqual(before);
  expect(await again({ dossierId: known, seq })).toBe(0);
  expect(await listing(cloud, cloud.names.archiveBucket)).toEqual(objects);
  expect((await form('citizen', id, 1)).status).toBe(200);
});

test('a link is good for a minute and for nothing else', async () => {
  const { id } = await submitted(cloud);
  await accept(cloud, id);
  const { pdf, html } = sheets.parse((await form('citizen', id, 1)).body);
  const other = new URL(pdf);
  other.pathname = new URL(html).pathname;
  expect((await download(other.href)).status).toBe(403);
  expect((await download(pdf.replace('attachment', 'inline'))).status).toBe(403);
  expect(new URL(pdf).searchParams.get('versionId')).toMatch(/\w+/);
  await cloud.clock.advanceTo(cloud.clock.now() + 59_000);
  expect((await download(pdf)).status).toBe(200);
  await cloud.clock.advanceTo(cloud.clock.now() + 2000);
  expect((await download(pdf)).status).toBe(403);
  expect(cloud.deadLetters()).toEqual([]);
});
