import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, failure, type Rig, rig, START } from './host.ts';

let s3: Rig;
beforeEach(async () => {
  s3 = await rig();
});
afterEach(() => s3.stop());

const PDF = { 'Content-Type': 'application/pdf' };

/** Fields of a form that the SDK signed; `change` edits them afterwards, as an attacker would. */
async function form(
  options: Partial<PresignedPostOptions> = {},
  change: Record<string, string | undefined> = {},
) {
  const { fields } = await createPresignedPost(s3.client, {
    Bucket: 'versioned',
    Key: 'hồ sơ/1.pdf',
    Conditions: [['content-length-range', 1, 10], { 'Content-Type': 'application/pdf' }],
    Fields: PDF,
    Expires: 300,
    ...options,
  });
  return Object.entries({ ...fields, ...change }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
}

const post = (
  fields: [string, string][],
  file = 'x',
  bucket = 'versioned',
  after: [string, string | Blob][] = [],
) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  data.append('file', new Blob([file], { type: 'text/html' }), 'Đơn xin.pdf');
  for (const [name, value] of after) data.append(name, value);
  return fetch(`${s3.url}/${bucket}`, {
    method: 'POST',
    body: data,
    headers: { origin: 'http://localhost' },
  });
};
const nothingStored = async () => {
  await s3.clock.settle();
  expect(s3.events).toEqual([]);
};

describe('presigned POST', () => {
  it('stores what the policy allows, under the type of the form', async () => {
    const answer = await post(await form(), 'đơn');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const got = await s3.client.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'hồ sơ/1.pdf' }));
    expect(got.ContentType).toBe('application/pdf');
    expect(await got.Body?.transformToString()).toBe('đơn');
    expect(got.VersionId).toBe(answer.headers.get('x-amz-version-id'));
    await s3.clock.settle();
    expect(s3.events).toEqual([
      expect.objectContaining({ key: 'hồ sơ/1.pdf', size: 5, reason: 'POST Object' }),
    ]);
  });

  it('answers with the status the form asks for', async () => {
    const asked = (status: string) => form({ Fields: { ...PDF, success_action_status: status } });
    expect((await post(await asked('200'))).status).toBe(200);
    const created = await post(await asked('201'));
    expect(created.status).toBe(201);
    expect(await created.text()).toContain('<Key>hồ sơ/1.pdf</Key>');
  });

  it('expires by the clock', async () => {
    const fields = await form();
    await s3.clock.advanceTo(START + 299_000);
    expect((await post(fields)).status).toBe(204);
    await s3.clock.advanceTo(START + 301_000);
    expect(await errorCode(await post(fields))).toBe('403 AccessDenied');
  });

  it('holds the file to its length', async () => {
    expect(await errorCode(await post(await form(), ''))).toBe('400 EntityTooSmall');
    expect(await errorCode(await post(await form(), '12345678901'))).toBe('400 EntityTooLarge');
    expect(await errorCode(await post(await form(), 'x'.repeat(30_000_000)))).toBe('400 EntityTooLarge');
    await nothingStored();
    expect((await post(await form(), '1234567890')).status).toBe(204);
  });

  it('refuses every departure from the policy', async () => {
    const denied = '403 AccessDenied';
    expect(await errorCode(await post(await form({}, { key: 'hồ sơ/2.pdf' })))).toBe(denied);
    expect(await errorCode(await post(await form({}, { 'Content-Type': 'text/html' })))).toBe(denied);
    expect(await errorCode(await post(await form({}, { 'Content-Type': undefined })))).toBe(denied);
    expect(await errorCode(await post(await form({}, { 'x-amz-meta-extra': '1' })))).toBe(denied);
    expect(await errorCode(await post(await form({}, { 'X-Amz-Date': '20260105T020001Z' })))).toBe(denied);
    expect(await errorCode(await post(await form(), 'x', 'plain'))).toBe(denied);
    expect(await errorCode(await post(await form(), 'x', 'nowhere'))).toBe('404 NoSuchBucket');
    await nothingStored();
    expect((await post(await form({}, { 'x-ignore-me': '1' }))).status).toBe(204);
  });

  it('applies starts-with to the value', async () => {
    const Conditions: PresignedPostOptions['Conditions'] = [
      ['starts-with', '$x-amz-meta-note', 'a'],
      { 'Content-Type': 'application/pdf' },
    ];
    const Fields = { ...PDF, 'x-amz-meta-note': 'ab' };
    const own = await createPresignedPost(s3.client, {
      Bucket: 'versioned',
      Key: 'k',
      Conditions,
      Fields: PDF,
    });
    const send = (note: string | undefined) =>
      post([
        ...Object.entries(own.fields),
        ...(note === undefined ? [] : [['x-amz-meta-note', note] as [string, string]]),
      ]);
    expect((await send(Fields['x-amz-meta-note'])).status).toBe(204);
    expect(await errorCode(await send('b'))).toBe('403 AccessDenied');
    expect(await errorCode(await send(undefined))).toBe('403 AccessDenied');
  });

  it('refuses a changed policy, a missing one and a wrong credential', async () => {
    const wide = Buffer.from(JSON.stringify({ expiration: '2099-01-01T00:00:00Z', conditions: [] })).toString(
      'base64',
    );
    expect(await errorCode(await post(await form({}, { Policy: wide })))).toBe('403 SignatureDoesNotMatch');
    expect(await errorCode(await post(await form({}, { Policy: undefined })))).toBe('403 AccessDenied');
    expect(await errorCode(await post(await form({}, { 'X-Amz-Signature': undefined })))).toBe(
      '400 InvalidArgument',
    );
    expect(
      await errorCode(
        await post(
          await form({}, { 'X-Amz-Credential': 'stranger/20260105/ap-southeast-1/s3/aws4_request' }),
        ),
      ),
    ).toBe('403 InvalidAccessKeyId');
    expect(await errorCode(await post(await form({}, { key: undefined })))).toBe('400 InvalidArgument');
    await nothingStored();
  });

  it('takes one file, as the last field', async () => {
    const fields = await form();
    expect(await errorCode(await post(fields, 'x', 'versioned', [['file', new Blob(['y'])]]))).toBe(
      '400 InvalidArgument',
    );
    await nothingStored();
    // Fields behind the file are ignored, as on S3: a key there does not count.
    expect(
      await errorCode(
        await post(
          fields.filter(([n]) => n !== 'key'),
          'x',
          'versioned',
          [['key', 'hồ sơ/1.pdf']],
        ),
      ),
    ).toBe('400 InvalidArgument');
    expect(await errorCode(await post([...fields, ['KEY', 'hồ sơ/1.pdf']]))).toBe('400 InvalidArgument');
    const none = new FormData();
    for (const [name, value] of fields) none.append(name, value);
    expect(await errorCode(await fetch(`${s3.url}/versioned`, { method: 'POST', body: none }))).toBe(
      '400 InvalidArgument',
    );
  });

  it('refuses a form that breaks off', async () => {
    const head = (await form())
      .map(([n, v]) => `--b\r\ncontent-disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`)
      .join('');
    const body = `${head}--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\nabc`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect(await errorCode(await fetch(`${s3.url}/versioned`, { method: 'POST', body, headers }))).toBe(
      '400 MalformedPOSTRequest',
    );
    expect(
      await failure(s3.client.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'hồ sơ/1.pdf' }))),
    ).toBe('NoSuchKey');
    const whole = await fetch(`${s3.url}/versioned`, {
      method: 'POST',
      body: `${body}\r\n--b--\r\n`,
      headers,
    });
    expect(whole.status).toBe(204);
  });

  it('answers a preflight', async () => {
    const answer = await fetch(`${s3.url}/versioned`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost', 'access-control-request-method': 'POST' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-methods')]).toEqual([
      200,
      'GET, HEAD, PUT, POST',
    ]);
  });
});
