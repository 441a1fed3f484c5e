import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { type Answer, type CallOptions, call } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { act, draft, filingOf, type Paper, permitPapers, submitted, view } from '../support/play.ts';
import { worldHash } from '../support/tables.ts';

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

interface Expected {
  readonly status: number;
  readonly code?: string;
  readonly fields?: readonly string[];
}

const fieldsOf = (answer: Answer): unknown[] => {
  const { errors } = answer.body;
  return Array.isArray(errors) ? errors.map((each: { field: unknown }) => each.field) : [];
};

/** Sends what is wrong, twice, and expects the same refusal and an unchanged world. */
const refused = async (send: () => Promise<Answer>, expected: Expected): Promise<void> => {
  const before = await worldHash(cloud);
  for (const answer of [await send(), await send()]) {
    expect(answer.status).toBe(expected.status);
    if (expected.code)
      expect(answer.body).toMatchObject({
        code: expected.code,
        type: expect.stringMatching(/^urn:mot-cua:problem:\d{4}$/),
        status: expected.status,
      });
    if (expected.fields) expect(fieldsOf(answer)).toEqual(expected.fields);
  }
  await cloud.clock.settle();
  expect(await worldHash(cloud)).toBe(before);
};

const as = async (person: Person, method: string, path: string, o: CallOptions = {}): Promise<Answer> =>
  call(cloud, method, path, { token: await tokenOf(cloud, person), ...o });

const file = (
  change: (body: ReturnType<typeof filingOf>) => unknown,
  person: Person = 'citizen',
  o: CallOptions = {},
) => as(person, 'POST', '/dossiers', { body: change(filingOf(papers)), ...o });

describe('filing', () => {
  const first = () => filingOf(papers).components[0];
  test.each<[string, (body: ReturnType<typeof filingOf>) => unknown, Expected]>([
    [
      'unknown field',
      (body) => ({ ...body, applicnt: 1 }),
      { status: 400, code: 'MC-1001', fields: ['/applicnt'] },
    ],
    [
      'every bad field at once',
      (body) => ({
        ...body,
        channel: 'fax',
        applicant: { ...body.applicant, name: ' ', identifier: 'x', age: 3 },
        components: [],
      }),
      {
        status: 400,
        code: 'MC-1001',
        fields: ['/applicant/name', '/applicant/identifier', '/applicant/age', '/channel', '/components'],
      },
    ],
    [
      'a path as a file name',
      (body) => ({ ...body, components: [{ ...first(), name: '../../etc/passwd' }] }),
      { status: 400, code: 'MC-1001', fields: ['/components/0/name'] },
    ],
    [
      'a wrong hash',
      (body) => ({ ...body, components: [{ ...first(), sha256: 'ABC' }] }),
      { status: 400, code: 'MC-1001', fields: ['/components/0/sha256'] },
    ],
    [
      'unknown procedure',
      (body) => ({ ...body, procedure: '9.999999' }),
      { status: 422, code: 'MC-1301', fields: ['/procedure'] },
    ],
    [
      'a procedure closed since 01/07/2026 (NĐ 217/2026 Đ76.5)',
      (body) => ({ ...body, procedure: '1.013234' }),
      { status: 422, code: 'MC-1302', fields: ['/procedure'] },
    ],
    [
      'a draft procedure',
      (body) => ({ ...body, procedure: '1.012884' }),
      { status: 422, code: 'MC-1302', fields: ['/procedure'] },
    ],
    [
      'unknown unit',
      (body) => ({ ...body, unit: 'NO-SUCH' }),
      { status: 422, code: 'MC-1307', fields: ['/unit'] },
    ],
    [
      'missing mandatory components',
      (body) => ({ ...body, components: [first()] }),
      { status: 422, code: 'MC-1303', fields: ['/components', '/components'] },
    ],
    [
      'a component the procedure does not have',
      (body) => ({ ...body, components: [...body.components, { ...first(), component: 'HOKHAU' }] }),
      { status: 422, code: 'MC-1303', fields: ['/components/3/component'] },
    ],
    [
      'wrong media type',
      (body) => ({
        ...body,
        components: [{ ...first(), mediaType: 'text/html' }, ...body.components.slice(1)],
      }),
      { status: 422, code: 'MC-1303', fields: ['/components/0/mediaType'] },
    ],
    [
      'oversized declaration',
      (body) => ({
        ...body,
        components: [{ ...first(), size: 50 * 1024 * 1024 + 1 }, ...body.components.slice(1)],
      }),
      { status: 422, code: 'MC-1303', fields: ['/components/0/size'] },
    ],
    [
      'filing for someone else',
      (body) => ({ ...body, applicant: { ...body.applicant, subject: 'e-id:citizen-2' } }),
      { status: 400, code: 'MC-1001', fields: ['/applicant/subject'] },
    ],
  ])('%s', async (_name, change, expected) => refused(() => file(change), expected));

  test('missing Idempotency-Key', () =>
    refused(() => file((body) => body, 'citizen', { key: null }), { status: 400, code: 'MC-1003' }));
  test('an Idempotency-Key that is no key', () =>
    refused(() => file((body) => body, 'citizen', { key: 'x'.repeat(129) }), {
      status: 400,
      code: 'MC-1001',
      fields: ['Idempotency-Key'],
    }));
  test('an Idempotency-Key used for another body', () =>
    refused(
      () =>
        file((body) => ({ ...body, channel: 'online', filedBy: 'authorised' }), 'citizen', {
          key: 'first-draft',
        }),
      { status: 422, code: 'MC-1211' },
    ));
  test('no JSON', () =>
    refused(() => as('citizen', 'POST', '/dossiers', { raw: '{"unit":' }), { status: 400, code: 'MC-1002' }));
  test('a key that stands twice', () =>
    refused(() => as('citizen', 'POST', '/dossiers', { raw: '{"unit":"A","unit":"B"}' }), {
      status: 400,
      code: 'MC-1002',
      fields: ['/unit'],
    }));
  test('an appraiser does not file', () =>
    refused(() => file((body) => body, 'appraiser'), { status: 403, code: 'MC-1102' }));
});

describe('tokens', () => {
  test('none', () => refused(() => call(cloud, 'POST', '/dossiers', { body: {} }), { status: 401 }));
  test('garbage', () =>
    refused(() => call(cloud, 'GET', `/dossiers/${open.id}`, { token: 'a.b.c' }), { status: 401 }));
  test('expired', async () => {
    const token = await cloud.token({ sub: 'e-id:citizen-1', roles: ['applicant'], expiresInSeconds: -60 });
    await refused(() => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), { status: 401 });
  });
  test('for another audience', async () => {
    const token = await cloud.token({
      sub: 'e-id:citizen-1',
      roles: ['applicant'],
      audience: 'another-system',
    });
    await refused(() => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), { status: 401 });
  });
  test('staff without a unit', async () => {
    const token = await cloud.token({ sub: 'desk-1', roles: ['frontDesk'] });
    await refused(() => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), {
      status: 401,
      code: 'MC-1101',
    });
  });
  test('without a role we know', async () => {
    const token = await cloud.token({ sub: 'desk-1', roles: ['root'] });
    await refused(() => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), {
      status: 401,
      code: 'MC-1101',
    });
  });
});

describe('someone else’s dossier does not exist', () => {
  test.each<[Person]>([['stranger'], ['elsewhere']])('%s', async (person) => {
    for (const path of [open.id, `${open.id}/events`, unsent.id])
      await refused(() => as(person, 'GET', `/dossiers/${path}`), { status: 404, code: 'MC-1103' });
    for (const verb of ['accept', 'hand-over', 'claim', 'submit', 'resubmit'])
      await refused(() => as(person, 'POST', `/dossiers/${open.id}/${verb}`, { body: {} }), {
        status: 404,
        code: 'MC-1103',
      });
    await refused(() => as(person, 'POST', `/dossiers/${unsent.id}/submit`, { body: {} }), {
      status: 404,
      code: 'MC-1103',
    });
    await refused(() => as(person, 'POST', `/dossiers/${open.id}/documents/1/upload`), {
      status: 404,
      code: 'MC-1103',
    });
  });
  test('an id that is none', () =>
    refused(() => as('citizen', 'GET', '/dossiers/1'), { status: 404, code: 'MC-1103' }));
  test('an unknown tracking token', () =>
    refused(() => call(cloud, 'GET', `/track/${'A'.repeat(22)}`), { status: 404, code: 'MC-1103' }));
  test('an unknown route', () => refused(() => as('citizen', 'GET', '/secrets'), { status: 404 }));
  test('metrics of another unit', () =>
    refused(() => as('elsewhere', 'GET', '/metrics?unit=SXD-H05&from=2026-11-01&to=2026-11-30'), {
      status: 404,
      code: 'MC-1103',
    }));
});

describe('commands', () => {
  test.each<[string, Person, string, unknown, Expected]>([
    ['accept by the applicant', 'citizen', 'accept', {}, { status: 403, code: 'MC-1102' }],
    ['accept by an appraiser', 'appraiser', 'accept', {}, { status: 403, code: 'MC-1102' }],
    ['withdrawal by an officer', 'desk', 'withdraw', { reason: 'x' }, { status: 403, code: 'MC-1102' }],
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
    ['delivery before a result', 'desk', 'deliver', { method: 'online' }, { status: 409, code: 'MC-1201' }],
    [
      'result before review',
      'clerk',
      'result',
      { number: '1', notation: 'A', signer: 'B' },
      { status: 409, code: 'MC-1201' },
    ],
    ['submitting again', 'citizen', 'submit', {}, { status: 409, code: 'MC-1201' }],
    ['replacing what was not refused', 'citizen', 'documents/1/upload', {}, { status: 409, code: 'MC-1308' }],
    ['a document there is not', 'citizen', 'documents/99/upload', {}, { status: 404, code: 'MC-1103' }],
  ])('%s', async (_name, person, verb, body, expected) =>
    refused(() => as(person, 'POST', `/dossiers/${open.id}/${verb}`, { body }), expected),
  );

  test('a stale If-Match', () =>
    refused(() => as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: '"99"' }), {
      status: 412,
      code: 'MC-1210',
    }));
  test('an If-Match that is no ETag', () =>
    refused(() => as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: 'abc' }), {
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
      () => as('citizen', 'POST', `/dossiers/${other.id}/withdraw`, { body: { reason: 'lý do khác' }, key }),
      { status: 422, code: 'MC-1211' },
    );
  });
  test('the right ETag is accepted once', async () => {
    expect(rev).toBe('"1"');
    expect((await as('desk', 'POST', `/dossiers/${open.id}/accept`, { body: {}, ifMatch: rev })).status).toBe(
      200,
    );
    await cloud.clock.settle();
    await refused(() => as('desk', 'POST', `/dossiers/${open.id}/hand-over`, { body: {}, ifMatch: rev }), {
      status: 412,
      code: 'MC-1210',
    });
  });
});

test('a submission with a file missing names the file', async () => {
  const created = await file((body) => body);
  await refused(() => as('citizen', 'POST', `/dossiers/${String(created.body.id)}/submit`, { body: {} }), {
    status: 409,
    code: 'MC-1304',
    fields: ['/documents/1', '/documents/2', '/documents/3'],
  });
});

test('queries with bad parameters', async () => {
  await refused(() => as('desk', 'GET', '/metrics?unit=SXD-H05&from=2026-11-31&to=2026-10-01'), {
    status: 400,
    code: 'MC-1001',
    fields: ['/from', '/to'],
  });
  await refused(() => as('desk', 'GET', '/metrics?unit=SXD-H05&from=2026-11-30&to=2026-11-01'), {
    status: 400,
    code: 'MC-1001',
    fields: ['/to'],
  });
  await refused(() => as('desk', 'GET', '/inbox?cursor=abc'), {
    status: 400,
    code: 'MC-1001',
    fields: ['cursor'],
  });
  await refused(() => as('desk', 'GET', '/inbox?desk=appraiser'), { status: 403, code: 'MC-1102' });
  await refused(() => as('citizen', 'GET', '/inbox'), { status: 403, code: 'MC-1102' });
});
