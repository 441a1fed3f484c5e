import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { api, feature } from '../probe.ts';
import { call, compare, outcome, type Scene, told } from '../scene.ts';

const CONSTRUCT = api('sigv4-HTTPPOSTConstructPolicy');
const FORMS = api('RESTObjectPOST');
const PDF = { 'Content-Type': 'application/pdf' };
type Change = Readonly<Record<string, string | undefined>>;

/**
 * Sends a form that lets one PDF of 1 to 10 bytes under the scene's key through; `change` edits the signed fields
 * as an attacker would.
 */
async function post(
  s: Scene,
  file: string,
  change: Change = {},
  options: Partial<PresignedPostOptions> = {},
) {
  const Conditions: PresignedPostOptions['Conditions'] = [
    ['content-length-range', 1, 10],
    { 'Content-Type': 'application/pdf' },
  ];
  const form = await createPresignedPost(s.client, {
    ...{ ...s.at, Conditions, Fields: PDF, Expires: 300 },
    ...options,
  });
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...form.fields, ...change }))
    if (value !== undefined) body.append(name, value);
  body.append('file', new Blob([file]), 'don.pdf');
  return call(form.url, { method: 'POST', body });
}

const refused = (name: string, reference: string, expected: string, change: (s: Scene) => Change) => ({
  ...{ name, reference, expected: [expected, '404 NoSuchKey'] },
  run: async (s: Scene) => [await told(await post(s, 'đơn', change(s))), await outcome(s.get())],
});

/** Forms that let a browser store one thing for a while. */
export const posts = feature('presigned POST', [
  {
    name: 'post-stores-under-key-and-type-of-the-form',
    reference: FORMS,
    expected: ['204', 'application/pdf', 'đơn'],
    run: async (s) => {
      const answer = await post(s, 'đơn');
      const { ContentType, Body } = await s.get();
      return [await told(answer), `${ContentType}`, (await Body?.transformToString()) ?? ''];
    },
  },
  {
    name: 'post-names-the-version-it-made',
    bucket: 'versioned',
    reference: FORMS,
    expected: ['same', 'different'],
    run: async (s) => {
      const [one, two] = [await post(s, 'x'), await post(s, 'y')];
      const id = (answer: Response) => answer.headers.get('x-amz-version-id');
      return [compare(id(two), (await s.head()).VersionId), compare(id(one), id(two))];
    },
  },
  {
    name: 'post-with-success-action-status-201',
    reference: FORMS,
    expected: ['201', 'same', 'same', 'same'],
    run: async (s) => {
      const answer = await post(s, 'x', {}, { Fields: { ...PDF, success_action_status: '201' } });
      const xml = await answer.text();
      const tag = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(xml)?.[1];
      const etag = tag('ETag')?.replaceAll(/&quot;|&#34;/g, '"');
      const kept = await s.head();
      const names = [compare(tag('Bucket'), s.Bucket), compare(tag('Key'), s.Key)];
      return [String(answer.status), ...names, compare(etag, kept.ETag)];
    },
  },
  {
    name: 'post-of-the-longest-and-shortest-file',
    reference: CONSTRUCT,
    expected: ['204', '204'],
    run: async (s) => [await told(await post(s, '1234567890')), await told(await post(s, '1'))],
  },
  {
    name: 'post-too-long',
    reference: CONSTRUCT,
    expected: ['400 EntityTooLarge', '404 NoSuchKey'],
    run: async (s) => [await told(await post(s, '12345678901')), await outcome(s.get())],
  },
  {
    name: 'post-too-short',
    reference: CONSTRUCT,
    expected: ['400 EntityTooSmall', '404 NoSuchKey'],
    run: async (s) => [await told(await post(s, '')), await outcome(s.get())],
  },
  {
    name: 'post-expired',
    reference: CONSTRUCT,
    expected: ['403 AccessDenied', '404 NoSuchKey'],
    run: async (s) => [await told(await post(s, 'x', {}, { Expires: -60 })), await outcome(s.get())],
  },
  {
    name: 'post-starts-with',
    reference: CONSTRUCT,
    expected: ['204', '403 AccessDenied'],
    run: async (s) => {
      const Conditions: PresignedPostOptions['Conditions'] = [['starts-with', '$x-amz-meta-note', 'a'], PDF];
      const send = async (note: string) =>
        told(await post(s, 'x', { 'x-amz-meta-note': note }, { Conditions }));
      return [await send('ab'), await send('b')];
    },
  },
  refused('post-under-another-key', CONSTRUCT, '403 AccessDenied', (s) => ({ key: `${s.Key}-other` })),
  refused('post-of-another-type', CONSTRUCT, '403 AccessDenied', () => ({ 'Content-Type': 'text/html' })),
  refused('post-without-the-type', CONSTRUCT, '403 AccessDenied', () => ({ 'Content-Type': undefined })),
  refused('post-with-a-field-nobody-allowed', CONSTRUCT, '403 AccessDenied', () => ({
    'x-amz-meta-extra': '1',
  })),
  refused(
    'post-with-a-policy-of-ones-own',
    api('sigv4-authentication-HTTPPOST'),
    '403 SignatureDoesNotMatch',
    (s) => {
      const conditions = [{ bucket: s.Bucket }, ['starts-with', '$key', '']];
      const wide = { expiration: '2099-01-01T00:00:00Z', conditions };
      return { Policy: Buffer.from(JSON.stringify(wide)).toString('base64') };
    },
  ),
  {
    name: 'post-ignores-x-ignore-fields',
    reference: CONSTRUCT,
    expected: ['204'],
    run: async (s) => [await told(await post(s, 'x', { 'x-ignore-me': '1' }))],
  },
]);
