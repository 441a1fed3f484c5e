import { expect, test } from 'vitest';
import { broken } from '../support/contract.ts';

/** The check behind `call` in test/support/api.ts must see every kind of lie. */
const wire = { status: 200, mediaType: 'application/json', etag: false };
const progress = { code: 'H05.7-261116-0001', status: 1, statusName: 'Mới đăng ký', progressPercent: 0 };
const track = `/track/${'A'.repeat(22)}`;
const problem = {
  ...{ type: 'urn:mot-cua:problem:1103', title: 'Không tìm thấy / Not found', status: 404 },
  ...{ code: 'MC-1103', reason: 'NOT_FOUND' },
};
const refused = { ...wire, status: 404, mediaType: 'application/problem+json' };

test('what keeps the contract', () => {
  expect(broken('GET', track, { ...wire, body: progress })).toEqual([]);
  expect(broken('GET', track, { ...refused, body: problem })).toEqual([]);
  expect(broken('GET', '/inbox', { ...wire, status: 401, body: { message: 'Unauthorized' } })).toEqual([]);
  expect(broken('GET', '/secrets', { ...wire, status: 404, body: { message: 'Not Found' } })).toEqual([]);
});

test.each([
  [
    'a field too many',
    'GET',
    track,
    { ...wire, body: { ...progress, applicant: 'Nguyễn Văn A' } },
    /applicant/,
  ],
  ['a field too few', 'GET', track, { ...wire, body: { code: progress.code } }, /progressPercent/],
  ['another media type', 'GET', track, { ...wire, mediaType: 'text/html', body: progress }, /text\/html/],
  ['an ETag that nobody announced', 'GET', track, { ...wire, etag: true, body: progress }, /ETag/],
  ['another status', 'GET', track, { ...wire, status: 201, body: progress }, /not documented/],
  ['a route that is not there', 'GET', '/secrets', { ...wire, body: {} }, /not in the contract/],
  [
    'a problem that the operation does not document',
    ...(['GET', track] as const),
    { ...refused, status: 409, body: { ...problem, status: 409, code: 'MC-1204', reason: 'NOT_CLAIMED' } },
    /NOT_CLAIMED is not a documented problem/,
  ],
  ['a problem under another status', 'GET', track, { ...refused, status: 400, body: problem }, /status/],
  [
    'a word of the gateway that it does not have',
    ...(['GET', track] as const),
    { ...wire, status: 404, body: { message: 'Not Found' } },
    /gateway/,
  ],
])('%s', (_what, method, path, answer, said) => {
  expect(broken(method, path, answer).join()).toMatch(said);
});
