import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { type Answer, type CallOptions, call } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { act, draft, type Paper, permitPapers, submitted, view } from '../support/play.ts';
import { type Expected, refused } from '../support/refused.ts';

/** Bad input gets a problem document that names every bad field, and nothing is written: tables and buckets hash the same. */
let cloud: Cloud;
let papers: Paper[];
let open: { id: string; code: string };
let unsent: { id: string };
let rev: string;

beforeAll(async () => {
  cloud = await bootVirtual();
  papers = await permitPapers();
  open = await submitted(cloud, papers);
  unsent = await draft(cloud, papers, 'first-draft');
  rev = (await view(cloud, 'desk', open.id)).etag ?? '';
});
afterAll(() => cloud.stop());

const as = async (person: Person, method: string, path: string, o: CallOptions = {}): Promise<Answer> =>
  call(cloud, method, path, { token: await tokenOf(cloud, person), ...o });

describe('someone else’s dossier does not exist', () => {
  test.each<[Person]>([['stranger'], ['elsewhere']])('%s', async (person) => {
    for (const path of [open.id, `${open.id}/events`, unsent.id])
      await refused(cloud, () => as(person, 'GET', `/dossiers/${path}`), { status: 404, code: 'MC-1103' });
    for (const verb of ['accept', 'hand-over', 'claim', 'submit', 'resubmit'])
      await refused(cloud, () => as(person, 'POST', `/dossiers/${open.id}/${verb}`, { body: {} }), {
        status: 404,
        code: 'MC-1103',
      });
    await refused(cloud, () => as(person, 'POST', `/dossiers/${unsent.id}/submit`, { body: {} }), {
      status: 404,
      code: 'MC-1103',
    });
    await refused(cloud, () => as(person, 'POST', `/dossiers/${open.id}/documents/1/upload`), {
      status: 404,
      code: 'MC-1103',
    });
  });
  test('an id that is none', () =>
    refused(cloud, () => as('citizen', 'GET', '/dossiers/1'), { status: 404, code: 'MC-1103' }));
  test('an unknown tracking token', () =>
    refused(cloud, () => call(cloud, 'GET', `/track/${'A'.repeat(22)}`), { status: 404, code: 'MC-1103' }));
  test('an unknown route', () => refused(cloud, () => as('citizen', 'GET', '/secrets'), { status: 404 }));
  test('metrics of another unit', () =>
    refused(cloud, () => as('elsewhere', 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30'), {
      status: 404,
      code: 'MC-1103',
    }));
});

describe('commands', () => {
  test.each<[string, Person, string, unknown, Expected]>([
    ['accept by the applicant', 'citizen', 'accept', {}, { status: 403, code: 'MC-1102' }],
    ['accept by an appraiser', 'appraiser', 'accept', {}, { status: 403, code: 'MC-1102' }],
    [
      'withdrawal by an appraiser',
      'appraiser',
      'withdraw',
      { reason: 'x' },
      { status: 403, code: 'MC-1102' },
    ],
    [
      'withdrawal without a reason',
      'citizen',
      'withdraw',
      {},
      { status: 400, code: 'MC-1001', fields: ['/reason'] },
    ],
    [
      'unknown field',
      'desk',
      'accept',
      { force: true },
      { status: 400, code: 'MC-1001', fields: ['/force'] },
    ],
    ['hand-over before acceptance', 'desk', 'hand-over', {}, { status: 409, code: 'MC-1201' }],
    ['claim before review', 'clerk', 'claim', {}, { status: 409, code: 'MC-1201' }],
    ['claim before review, by any officer', 'appraiser', 'claim', {}, { status: 409, code: 'MC-1201' }],
    ['delivery before a result', 'desk', 'deliver', { method: 'online' }, { status: 409, code: 'MC-1201' }],
    ['result before review', 'clerk', 'result', {}, { status: 409, code: 'MC-1201' }],
    ['submitting again', 'citizen', 'submit', {}, { status: 409, code: 'MC-1201' }],
    ['replacing what was not refused', 'citizen', 'documents/1/upload', {}, { status: 409, code: 'MC-1308' }],
    ['a document there is not', 'citizen', 'documents/99/upload', {}, { status: 404, code: 'MC-1103' }],
  ])('%s', async (_name, person, verb, body, expected) =>
    refused(cloud, () => as(person, 'POST', `/dossiers/${open.id}/${verb}`, { body }), expected),
  );

  test('a stale If-Match', () =>
    refused(cloud, () => as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: '"99"' }), {
      status: 412,
      code: 'MC-1210',
    }));
  test('an If-Match that is no ETag', () =>
    refused(cloud, () => as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: 'abc' }), {
      status: 400,
      code: 'MC-1001',
      fields: ['If-Match'],
    }));
  test('a key that another body used', async () => {
    const key = 'withdrawal-1';
    const other = await submitted(cloud, papers);
    expect((await act(cloud, 'citizen', other.id, 'withdraw', { reason: 'đổi ý' }, { key })).status).toBe(
      200,
    );
    await refused(
      cloud,
      () => as('citizen', 'POST', `/dossiers/${other.id}/withdraw`, { body: { reason: 'lý do khác' }, key }),
      { status: 422, code: 'MC-1211' },
    );
  });
  test('the right ETag is accepted once', async () => {
    expect(rev).toBe('"1"');
    const body = { kind: 'work', identifier: 'VN-H05-2026-000123' };
    const path = `/dossiers/${open.id}/national-id`;
    expect((await as('desk', 'POST', path, { body, ifMatch: rev })).status).toBe(200);
    await cloud.clock.settle();
    await refused(
      cloud,
      () => as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: rev }),
      {
        status: 412,
        code: 'MC-1210',
      },
    );
  });
});

test('queries with bad parameters', async () => {
  await refused(cloud, () => as('desk', 'GET', '/metrics?unit=SXD-H05&from=2026-11-31&to=2026-10-01'), {
    status: 400,
    code: 'MC-1001',
    fields: ['/from', '/to'],
  });
  await refused(cloud, () => as('desk', 'GET', '/metrics?unit=SXD-H05&from=2026-11-30&to=2026-11-01'), {
    status: 400,
    code: 'MC-1001',
    fields: ['/to'],
  });
  await refused(cloud, () => as('desk', 'GET', '/inbox?cursor=abc'), {
    status: 400,
    code: 'MC-1001',
    fields: ['/cursor'],
  });
  await refused(cloud, () => as('desk', 'GET', '/inbox?desk=appraiser'), { status: 403, code: 'MC-1102' });
  await refused(cloud, () => as('citizen', 'GET', '/inbox'), { status: 403, code: 'MC-1102' });
});
