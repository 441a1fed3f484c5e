import { GetObjectCommand } from '@aws-sdk/client-s3';
import { api, feature } from '../probe.ts';
import { call, type Scene, told } from '../scene.ts';

const REFERENCE = api('sigv4-query-string-auth');
const HOUR = 3_600_000;

/** An address with one parameter changed, or without it. */
function changed(url: string, name: string, value?: string): string {
  const other = new URL(url);
  if (value === undefined) other.searchParams.delete(name);
  else other.searchParams.set(name, value);
  return other.href;
}

/** Two versions, and an address bound to the first. */
async function bound(s: Scene, rest: { ResponseContentDisposition?: string } = {}) {
  const [one, two] = [await s.put('one'), await s.put('two')];
  const url = await s.sign(new GetObjectCommand({ ...s.at, VersionId: one.VersionId, ...rest }));
  return { url, two: two.VersionId ?? 'none' };
}

/** Addresses that let their holder read one thing for a while. */
export const presigned = feature('presigned GET', [
  {
    name: 'presigned-get-needs-no-key',
    reference: REFERENCE,
    expected: ['200', 'one'],
    run: async (s) => {
      await s.put('one');
      const answer = await s.raw(new GetObjectCommand(s.at));
      return [String(answer.status), await answer.text()];
    },
  },
  {
    name: 'presigned-get-is-bound-to-its-version',
    bucket: 'versioned',
    reference: REFERENCE,
    expected: ['one', '403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch'],
    run: async (s) => {
      const { url, two } = await bound(s);
      const text = await (await call(url)).text();
      const other = await told(await call(changed(url, 'versionId', two)));
      return [text, other, await told(await call(changed(url, 'versionId')))];
    },
  },
  {
    name: 'presigned-get-names-the-file-to-save',
    bucket: 'versioned',
    reference: api('API_GetObject'),
    expected: [`attachment; filename*=UTF-8''gi%E1%BA%A5y%20ph%C3%A9p.pdf`, 'one'],
    run: async (s) => {
      const ResponseContentDisposition = `attachment; filename*=UTF-8''gi%E1%BA%A5y%20ph%C3%A9p.pdf`;
      const answer = await call((await bound(s, { ResponseContentDisposition })).url);
      return [`${answer.headers.get('content-disposition')}`, await answer.text()];
    },
  },
  {
    name: 'presigned-get-response-headers-are-signed',
    bucket: 'versioned',
    reference: REFERENCE,
    expected: ['403 SignatureDoesNotMatch', '403 SignatureDoesNotMatch'],
    run: async (s) => {
      const { url } = await bound(s, { ResponseContentDisposition: 'attachment' });
      return [
        await told(await call(changed(url, 'response-content-disposition', 'inline'))),
        await told(await call(changed(url, 'response-content-type', 'text/html'))),
      ];
    },
  },
  {
    name: 'presigned-get-overrides-type-and-cache',
    reference: api('API_GetObject'),
    expected: ['text/plain', 'no-store'],
    run: async (s) => {
      await s.put('one', { ContentType: 'application/pdf', CacheControl: 'private' });
      const rest = { ResponseContentType: 'text/plain', ResponseCacheControl: 'no-store' };
      const { headers } = await s.raw(new GetObjectCommand({ ...s.at, ...rest }));
      return [`${headers.get('content-type')}`, `${headers.get('cache-control')}`];
    },
  },
  {
    name: 'presigned-get-expires',
    reference: REFERENCE,
    expected: ['403 AccessDenied', '200'],
    run: async (s) => {
      await s.put('one');
      const made = Date.now();
      const signed = (expiresIn: number) =>
        s.sign(new GetObjectCommand(s.at), { expiresIn, signingDate: new Date(made - HOUR) });
      return [await told(await call(await signed(1800))), await told(await call(await signed(7200)))];
    },
  },
  {
    name: 'presigned-get-is-not-a-presigned-delete',
    reference: REFERENCE,
    expected: ['403 SignatureDoesNotMatch', 'one'],
    run: async (s) => {
      await s.put('one');
      const answer = await s.raw(new GetObjectCommand(s.at), { method: 'DELETE' });
      return [await told(answer), await s.text()];
    },
  },
  {
    name: 'presigned-get-of-another-key',
    reference: REFERENCE,
    expected: ['403 SignatureDoesNotMatch'],
    run: async (s) => {
      await s.put('one');
      await s.put('other', { Key: `${s.Key}-other` });
      const url = new URL(await s.sign(new GetObjectCommand(s.at)));
      url.pathname += '-other';
      return [await told(await call(url.href))];
    },
  },
]);
