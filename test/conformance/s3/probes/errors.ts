import { GetObjectCommand, HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { api, feature } from '../probe.ts';
import { call, outcome, PATIENCE, type Scene, status, told } from '../scene.ts';

const REFERENCE = api('ErrorResponses');

/** One GET of the scene's key by a client with other credentials, or another clock. */
async function stranger(s: Scene, keys: { accessKeyId?: string; secretAccessKey?: string }, offset = 0) {
  const own = await s.client.config.credentials();
  const client = new S3Client({
    ...{ endpoint: s.endpoint, region: await s.client.config.region(), forcePathStyle: true, maxAttempts: 1 },
    ...{ credentials: { ...own, ...keys }, systemClockOffset: offset },
    requestHandler: { requestTimeout: PATIENCE },
  });
  try {
    return await outcome(client.send(new GetObjectCommand(s.at)));
  } finally {
    client.destroy();
  }
}

/** A PUT whose body is exchanged for another of the same length after it was signed. */
function tampered(s: Scene) {
  const command = new PutObjectCommand({ ...s.at, Body: 'signed' });
  command.middlewareStack.add(
    (next) => (given) => {
      if (typeof given.request === 'object' && given.request !== null && 'body' in given.request)
        given.request.body = 'forged';
      return next(given);
    },
    { step: 'deserialize' },
  );
  return s.client.send(command);
}

/** What is refused, by which status and code, and how the answer is written. */
export const errors = feature('errors', [
  {
    name: 'error-document',
    reference: api('RESTErrorResponses'),
    expected: ['404', 'application/xml', 'Error Code Message RequestId', 'same request id'],
    run: async (s) => {
      const answer = await s.raw(new GetObjectCommand(s.at));
      const xml = await answer.text();
      const tags = ['Error', 'Code', 'Message', 'RequestId'].filter((tag) => xml.includes(`<${tag}>`));
      const id = /<RequestId>(.+?)<\/RequestId>/.exec(xml)?.[1];
      const same = id !== undefined && id === answer.headers.get('x-amz-request-id');
      const type = `${answer.headers.get('content-type')?.split(';')[0]}`;
      return [String(answer.status), type, tags.join(' '), `${same ? 'same' : 'another'} request id`];
    },
  },
  {
    name: 'no-such-bucket',
    reference: REFERENCE,
    expected: ['404 NoSuchBucket', '404 NoSuchBucket', '404'],
    run: async (s) => {
      const Bucket = `${s.Bucket}-never-made`;
      const bucket = status(s.client.send(new HeadBucketCommand({ Bucket })));
      return [await outcome(s.get({ Bucket })), await outcome(s.put('x', { Bucket })), await bucket];
    },
  },
  {
    name: 'no-such-key',
    reference: REFERENCE,
    expected: ['404 NoSuchKey', '404'],
    run: async (s) => [await outcome(s.get()), await status(s.head())],
  },
  {
    name: 'unsigned-request',
    reference: REFERENCE,
    expected: ['403 AccessDenied'],
    run: async (s) => {
      await s.put('x');
      return [await told(await call(`${s.endpoint}/${s.Bucket}/${s.Key}`))];
    },
  },
  {
    name: 'unknown-access-key',
    reference: REFERENCE,
    expected: ['403 InvalidAccessKeyId'],
    run: async (s) => [await stranger(s, { accessKeyId: 'AKIANOSUCHKEYATALL00' })],
  },
  {
    name: 'wrong-secret',
    reference: REFERENCE,
    expected: ['403 SignatureDoesNotMatch'],
    run: async (s) => [await stranger(s, { secretAccessKey: 'not-the-secret' })],
  },
  {
    name: 'clock-an-hour-off',
    reference: REFERENCE,
    expected: ['403 RequestTimeTooSkewed'],
    run: async (s) => [await stranger(s, {}, -3_600_000)],
  },
  {
    name: 'body-other-than-signed',
    reference: REFERENCE,
    expected: ['400 XAmzContentSHA256Mismatch', '404 NoSuchKey'],
    run: async (s) => [await outcome(tampered(s)), await outcome(s.get())],
  },
  {
    name: 'metadata-of-more-than-2-kb',
    reference: REFERENCE,
    expected: ['400 MetadataTooLarge'],
    run: async (s) => [await outcome(s.put('x', { Metadata: { long: 'x'.repeat(2048) } }))],
  },
  {
    name: 'key-of-1025-bytes',
    reference: REFERENCE,
    expected: ['400 KeyTooLongError'],
    run: async (s) => [await outcome(s.put('x', { Key: s.Key.padEnd(1025, 'x') }))],
  },
]);
