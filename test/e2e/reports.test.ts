import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { reportNames } from '../../functions/core/reports/readers.ts';
import type { Cloud } from '../../local/cloud.ts';
import { parseCsv } from '../core/reports/parse-csv.ts';
import { type Answer, call } from '../support/api.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { type Person, tokenOf, UNIT } from '../support/cast.ts';
import { broken } from '../support/contract.ts';
import { reviewedTo } from '../support/paths.ts';
import { accept, act, enterResult, submitted } from '../support/play.ts';

/** The reports of a unit in which one dossier was resolved and rated, one withdrawn, one is reviewed, one waits for an answer. */
let cloud: Cloud;
let resolved: { id: string; code: string };
let unanswered: { id: string; code: string };

beforeAll(async () => {
  cloud = await bootVirtual();
  resolved = await submitted(cloud);
  const reviewed = await submitted(cloud);
  const withdrawn = await submitted(cloud);
  unanswered = await submitted(cloud);
  for (const { id } of [resolved, reviewed, withdrawn]) {
    await accept(cloud, id);
    await act(cloud, 'desk', id, 'hand-over');
  }
  await act(cloud, 'citizen', withdrawn.id, 'withdraw', { reason: 'Không còn nhu cầu' });
  await reviewedTo(cloud, resolved.id);
  await enterResult(cloud, resolved.id);
  await act(cloud, 'desk', resolved.id, 'deliver', { method: 'counter' });
  await act(cloud, 'citizen', resolved.id, 'rate', {
    ...{ occasion: 'delivery', attitude: 5, waiting: 3, facilities: 2, onAppointedDate: true },
  });
  // The answer was due within 8 working hours.
  await until(cloud, '2026-11-18T00:05');
});
afterAll(() => cloud.stop());

const november = `unit=${UNIT}&from=2026-11-01&to=2026-11-17`;
const queryOf = (name: string): string =>
  name === 'review-sheet'
    ? `${november}&procedure=1.013236`
    : name === 'due-list'
      ? `unit=${UNIT}&from=2026-11-18&to=2026-12-04`
      : november;

const json = async (person: Person, name: string, query = queryOf(name)): Promise<Answer> =>
  call(cloud, 'GET', `/reports/${name}?${query}`, { token: await tokenOf(cloud, person) });

const sheet = async (name: string, format: 'csv' | 'html') => {
  const path = `/reports/${name}?${queryOf(name)}&format=${format}`;
  const token = await tokenOf(cloud, 'oneStopHead');
  const response = await fetch(`${cloud.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  expect(broken('GET', path, { status: response.status, mediaType, etag: false, body: text })).toEqual([]);
  return { text, headers: response.headers };
};

const cell = z.union([z.string(), z.number()]);
const body = z.object({
  tables: z.array(
    z.object({
      key: z.string(),
      rows: z.array(z.record(z.string(), cell)),
      total: z.record(z.string(), cell).optional(),
    }),
  ),
});
const tableOf = (answer: Answer, key: string) => {
  const table = body.parse(answer.body).tables.find((each) => each.key === key);
  if (!table) throw new Error(`no table ${key}`);
  return table;
};

test('Biểu số 06 of the month', async () => {
  const answer = await json('oneStopHead', 'bieu-06');
  expect(answer.body).toMatchObject({ report: 'bieu-06', form: '06/VPCP/KSTT', unit: UNIT });
  expect(tableOf(answer, 'form').total).toMatchObject({
    ...{ received: 4, online: 4, direct: 0, carried: 0 },
    ...{ resolved: 2, early: 2, onTime: 0, late: 0, open: 2, within: 2, openLate: 0 },
  });
  expect(tableOf(answer, 'more').total).toMatchObject({ earlyShare: 100, withdrawn: 1 });
});

test('the list of what is overdue names the dossier', async () => {
  const list = tableOf(await json('head', 'due-list'), 'list');
  expect(list.rows.find(({ code }) => code === unanswered.code)).toMatchObject({
    due: '2026-11-17',
    left: -1,
  });
});

test.each(reportNames)('%s in every format, from the same tables', async (name) => {
  const tables = body.parse((await json('oneStopHead', name)).body).tables;
  const rows = parseCsv((await sheet(name, 'csv')).text);
  const heights = tables.map(({ rows: own, total }) => own.length + (total ? 1 : 0) + 3);
  expect(rows).toHaveLength(4 + heights.reduce((sum, height) => sum + height, 0));
  const page = await sheet(name, 'html');
  expect(page.text.startsWith('<!doctype html>')).toBe(true);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
});

test('people are named to heads; whoever only views reports sees numbers', async () => {
  const viewer = (name: string) => json('viewer', name);
  expect((await viewer('step-lateness')).status).toBe(403);
  expect(tableOf(await viewer('due-list'), 'list').rows).toEqual([]);
  expect(tableOf(await viewer('due-list'), 'summary').total).toMatchObject({ overdue: 1, result: 1 });
  expect(body.parse((await viewer('tt-01-2018')).body).tables.map(({ key }) => key)).toEqual(['unit']);
  expect((await json('desk', 'bieu-06')).status).toBe(403);
  expect((await json('elsewhere', 'bieu-06')).status).toBe(404);
});

test('what cannot be asked for is refused in words', async () => {
  expect((await json('admin', 'bieu-07', november)).status).toBe(404);
  expect((await json('admin', 'bieu-06', `unit=${UNIT}`)).body).toMatchObject({
    errors: [{ field: '/period' }],
  });
  expect((await json('admin', 'review-sheet', november)).body).toMatchObject({
    errors: [{ field: '/procedure' }],
  });
  expect((await json('admin', 'bieu-06', `unit=${UNIT}&period=2026-11`)).body).toMatchObject({
    from: '2026-10-15',
    to: '2026-11-14',
  });
});
