import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { type Answer, type CallOptions, call } from '../support/api.ts';
import { bootVirtual } from '../support/boot.ts';
import { type Person, tokenOf } from '../support/cast.ts';
import { draft, filingOf, type Paper, permitPapers, submitted } from '../support/play.ts';
import { type Expected, refused } from '../support/refused.ts';

/** Bad input gets a problem document that names every bad field, and nothing is written: tables and buckets hash the same. */
let cloud: Cloud;
let papers: Paper[];
let open: { id: string; code: string };

beforeAll(async () => {
  cloud = await bootVirtual();
  papers = await permitPapers();
  open = await submitted(cloud, papers);
  await draft(cloud, papers, 'first-draft');
});
afterAll(() => cloud.stop());

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
      'a procedure code with a digit too many is not the one it resembles',
      (body) => ({ ...body, procedure: '1.0132360' }),
      { status: 422, code: 'MC-1301', fields: ['/procedure'] },
    ],
    [
      'an unpaired surrogate',
      (body) => ({ ...body, applicant: { ...body.applicant, name: '\ud800' } }),
      { status: 400, code: 'MC-1002', fields: ['/applicant/name'] },
    ],
    [
      'a file name that turns its direction',
      (body) => ({ ...body, components: [{ ...first(), name: 'don\u202efdp.exe' }] }),
      { status: 400, code: 'MC-1001', fields: ['/components/0/name'] },
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
      // Named as well: the same content as the first file.
      { status: 422, code: 'MC-1303', fields: ['/components/3/component', '/components/3/sha256'] },
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
  ])('%s', async (_name, change, expected) => refused(cloud, () => file(change), expected));

  test('missing Idempotency-Key', () =>
    refused(cloud, () => file((body) => body, 'citizen', { key: null }), { status: 400, code: 'MC-1003' }));
  test('an Idempotency-Key that is no key', () =>
    refused(cloud, () => file((body) => body, 'citizen', { key: 'x'.repeat(129) }), {
      status: 400,
      code: 'MC-1001',
      fields: ['Idempotency-Key'],
    }));
  test('an Idempotency-Key used for another body', () =>
    refused(
      cloud,
      () =>
        file((body) => ({ ...body, channel: 'online', filedBy: 'authorised' }), 'citizen', {
          key: 'first-draft',
        }),
      { status: 422, code: 'MC-1211' },
    ));
  test('nesting that would exhaust a parser', () =>
    refused(
      cloud,
      () => as('citizen', 'POST', '/dossiers', { raw: `${'['.repeat(20_000)}${']'.repeat(20_000)}` }),
      { status: 400, code: 'MC-1002' },
    ));
  test('no JSON', () =>
    refused(cloud, () => as('citizen', 'POST', '/dossiers', { raw: '{"unit":' }), {
      status: 400,
      code: 'MC-1002',
    }));
  test('a key that stands twice', () =>
    refused(cloud, () => as('citizen', 'POST', '/dossiers', { raw: '{"unit":"A","unit":"B"}' }), {
      status: 400,
      code: 'MC-1002',
      fields: ['/unit'],
    }));
  test('an appraiser does not file', () =>
    refused(cloud, () => file((body) => body, 'appraiser'), { status: 403, code: 'MC-1102' }));
});

describe('tokens', () => {
  test('none', () => refused(cloud, () => call(cloud, 'POST', '/dossiers', { body: {} }), { status: 401 }));
  test('garbage', () =>
    refused(cloud, () => call(cloud, 'GET', `/dossiers/${open.id}`, { token: 'a.b.c' }), { status: 401 }));
  test('expired', async () => {
    const token = await cloud.token({ sub: 'e-id:citizen-1', roles: ['applicant'], expiresInSeconds: -60 });
    await refused(cloud, () => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), { status: 401 });
  });
  test('for another audience', async () => {
    const token = await cloud.token({
      sub: 'e-id:citizen-1',
      roles: ['applicant'],
      audience: 'another-system',
    });
    await refused(cloud, () => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), { status: 401 });
  });
  test('staff without a unit', async () => {
    const token = await cloud.token({ sub: 'desk-1', roles: ['frontDesk'] });
    await refused(cloud, () => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), {
      status: 401,
      code: 'MC-1101',
    });
  });
  test('without a role we know', async () => {
    const token = await cloud.token({ sub: 'desk-1', roles: ['root'] });
    await refused(cloud, () => call(cloud, 'GET', `/dossiers/${open.id}`, { token }), {
      status: 401,
      code: 'MC-1101',
    });
  });
});

test('a submission with a file missing names the file', async () => {
  const created = await file((body) => body);
  await refused(
    cloud,
    () => as('citizen', 'POST', `/dossiers/${String(created.body.id)}/submit`, { body: {} }),
    {
      status: 409,
      code: 'MC-1304',
      fields: ['/documents/1', '/documents/2', '/documents/3'],
    },
  );
});
