import { createHash, createHmac } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentials, errorCode, failure, type Rig, rig, START } from './host.ts';

let s3: Rig;
beforeEach(async () => {
  s3 = await rig();
  await s3.client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'tệp.pdf', Body: 'nội dung' }));
});
afterEach(() => s3.stop());

const sha = (data: string): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
const SCOPE = '20260105/ap-southeast-1/s3/aws4_request';
const signingKey = SCOPE.split('/').reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
const signature = (date: string, canonical: string): string =>
  hmac(Buffer.from(signingKey), `AWS4-HMAC-SHA256\n${date}\n${SCOPE}\n${sha(canonical)}`).toString('hex');

/** A presigned GET, built from the specification rather than by the code under test. */
function presign(path: string, seconds: number, more: Record<string, string> = {}): string {
  const date = stamp(START);
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `local/${SCOPE}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(seconds),
    'X-Amz-SignedHeaders': 'host',
    ...more,
  })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const host = new URL(s3.url).host;
  const canonical = ['GET', path, query, `host:${host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  return `${s3.url}${path}?${query}&X-Amz-Signature=${signature(date, canonical)}`;
}
const PATH = `/versioned/${encodeURIComponent('tệp.pdf')}`;

/** A PUT with the given body and `x-amz-content-sha256`, signed in its headers. */
async function put(
  payload: string,
  body: string,
  more: Record<string, string> = {},
  at = START,
): Promise<Response> {
  const date = stamp(at);
  const headers: Record<string, string> = {
    host: new URL(s3.url).host,
    'x-amz-content-sha256': payload,
    'x-amz-date': date,
    ...more,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    'PUT',
    '/plain/k',
    '',
    ...names.map((n) => `${n}:${headers[n]}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const authorization = `AWS4-HMAC-SHA256 Credential=local/${SCOPE}, SignedHeaders=${names.join(';')}, Signature=${signature(date, canonical)}`;
  return fetch(`${s3.url}/plain/k`, { method: 'PUT', body, headers: { ...headers, authorization } });
}

/** An `aws-chunked` body whose chunks are signed one after the other. */
function chunked(chunks: string[], seed: string): string {
  let previous = seed;
  return [...chunks, '']
    .map((chunk) => {
      const text = ['AWS4-HMAC-SHA256-PAYLOAD', stamp(START), SCOPE, previous, sha(''), sha(chunk)].join(
        '\n',
      );
      previous = hmac(Buffer.from(signingKey), text).toString('hex');
      return `${Buffer.byteLength(chunk).toString(16)};chunk-signature=${previous}\r\n${chunk}\r\n`;
    })
    .join('');
}

describe('signatures in headers', () => {
  const with_ = (change: {
    accessKeyId?: string;
    secretAccessKey?: string;
    region?: string;
    systemClockOffset?: number;
  }) => {
    const { region, systemClockOffset = START - Date.now(), ...keys } = { ...credentials, ...change };
    const client = new S3Client({
      endpoint: s3.url,
      region,
      credentials: keys,
      forcePathStyle: true,
      maxAttempts: 1,
      systemClockOffset,
    });
    return failure(client.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'tệp.pdf' })));
  };

  it('refuses strangers, wrong secrets, other regions and anonymous requests', async () => {
    expect(await with_({})).toBe('succeeded');
    expect(await with_({ accessKeyId: 'stranger' })).toBe('InvalidAccessKeyId');
    expect(await with_({ secretAccessKey: 'guess' })).toBe('SignatureDoesNotMatch');
    expect(await with_({ region: 'us-east-1' })).toBe('AuthorizationHeaderMalformed');
    expect(await errorCode(await fetch(`${s3.url}${PATH}`))).toBe('403 AccessDenied');
  });

  it('refuses a clock more than 15 minutes off', async () => {
    const hash = sha('x');
    expect((await put(hash, 'x', {}, START + 14 * 60_000)).status).toBe(200);
    expect(await errorCode(await put(hash, 'x', {}, START - 16 * 60_000))).toBe('403 RequestTimeTooSkewed');
  });

  it('lets the SDK find the time of the store by itself', async () => {
    const client = new S3Client({
      endpoint: s3.url,
      region: credentials.region,
      credentials,
      forcePathStyle: true,
    });
    const got = await client.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'tệp.pdf' }));
    expect(await got.Body?.transformToString()).toBe('nội dung');
  });

  it('refuses a body that is not the signed one, and headers that were not signed', async () => {
    expect(await errorCode(await put(sha('other'), 'x'))).toBe('400 XAmzContentSHA256Mismatch');
    const date = stamp(START);
    const headers = { 'x-amz-date': date, 'x-amz-content-sha256': sha(''), 'x-amz-meta-a': 'b' };
    const authorization = `AWS4-HMAC-SHA256 Credential=local/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
    expect(await errorCode(await fetch(`${s3.url}${PATH}`, { headers: { ...headers, authorization } }))).toBe(
      '403 AccessDenied',
    );
    expect(await errorCode(await put('UNSIGNED-PAYLOAD', 'x', { 'x-amz-acl': 'private' }))).toBe(
      '501 NotImplemented',
    );
    expect(await errorCode(await put('STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', 'x'))).toBe(
      '501 NotImplemented',
    );
  });
});

describe('chunked bodies', () => {
  const MODE = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const seedOf = (length: number): string => {
    const headers: Record<string, string> = {
      host: new URL(s3.url).host,
      'x-amz-content-sha256': MODE,
      'x-amz-date': stamp(START),
      'x-amz-decoded-content-length': String(length),
    };
    const names = Object.keys(headers).sort();
    return signature(
      stamp(START),
      ['PUT', '/plain/k', '', ...names.map((n) => `${n}:${headers[n]}`), '', names.join(';'), MODE].join(
        '\n',
      ),
    );
  };
  const send = (body: string, length: number) =>
    put(MODE, body, { 'x-amz-decoded-content-length': String(length) });

  it('takes chunks that are signed in a chain', async () => {
    expect((await send(chunked(['hello ', 'world'], seedOf(11)), 11)).status).toBe(200);
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('hello world');
  });

  it('refuses a changed, a swapped, a missing chunk', async () => {
    const good = chunked(['aaaa', 'bbbb'], seedOf(8));
    expect(await errorCode(await send(good.replace('bbbb', 'cccc'), 8))).toBe('403 SignatureDoesNotMatch');
    const [a = '', b = ''] = good.split(/(?=4;chunk)/);
    expect(
      await errorCode(await send(b.replace(/0;chunk.*/s, '') + a + b.replace(/.*(?=0;chunk)/s, ''), 8)),
    ).toBe('403 SignatureDoesNotMatch');
    expect(await errorCode(await send(good.replace(/0;chunk.*/s, ''), 8))).toBe('400 IncompleteBody');
    expect(await errorCode(await send(chunked(['aaaa'], seedOf(8)), 8))).toBe('400 IncompleteBody');
    expect(await failure(s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'k' })))).toBe(
      'NoSuchKey',
    );
  });

  it('checks the trailing checksum of unsigned chunks', async () => {
    const more = { 'x-amz-decoded-content-length': '3', 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const trailer = (value: string) =>
      put('STREAMING-UNSIGNED-PAYLOAD-TRAILER', `3\r\nabc\r\n0\r\n${value}\r\n`, more);
    expect(await errorCode(await trailer('x-amz-checksum-crc32:AAAAAA==\r\n'))).toBe('400 BadDigest');
    expect(await errorCode(await trailer(''))).toBe('400 MalformedTrailerError');
    expect((await trailer('x-amz-checksum-crc32:NSRBwg==\r\n')).status).toBe(200);
  });
});

describe('presigned addresses', () => {
  it('serve until they expire by the clock', async () => {
    const url = presign(PATH, 300, { 'response-content-disposition': 'attachment; filename="a b.pdf"' });
    const answer = await fetch(url);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a b.pdf"');
    expect(await answer.text()).toBe('nội dung');
    await s3.clock.advanceTo(START + 300_000);
    expect((await fetch(url)).status).toBe(200);
    await s3.clock.advanceTo(START + 300_001);
    expect(await errorCode(await fetch(url))).toBe('403 AccessDenied');
  });

  it('name a version', async () => {
    const { VersionId = '' } = await s3.client.send(
      new PutObjectCommand({ Bucket: 'versioned', Key: 'tệp.pdf', Body: 'sau' }),
    );
    expect(await (await fetch(presign(PATH, 60, { versionId: VersionId }))).text()).toBe('sau');
    expect(await errorCode(await fetch(presign(PATH, 60, { versionId: 'x' })))).toBe('404 NoSuchVersion');
  });

  it('stand for exactly one request', async () => {
    const url = presign(PATH, 300);
    expect(await errorCode(await fetch(url.replace('pdf', 'doc')))).toBe('403 SignatureDoesNotMatch');
    expect(await errorCode(await fetch(`${url}&response-content-type=text/html`))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(await errorCode(await fetch(url.replace('Expires=300', 'Expires=9000')))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(await errorCode(await fetch(url, { method: 'DELETE' }))).toBe('403 SignatureDoesNotMatch');
    expect(await errorCode(await fetch(url, { headers: { 'x-amz-checksum-mode': 'ENABLED' } }))).toBe(
      '403 AccessDenied',
    );
    expect(await errorCode(await fetch(presign(PATH, 604_801)))).toBe(
      '400 AuthorizationQueryParametersError',
    );
  });
});
