import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { api, feature, guide } from '../probe.ts';
import { call, outcome, type Scene, told } from '../scene.ts';

/** Objects as such: what is kept, what comes back, which part of it. */
export const objects = feature('objects', [
  {
    name: 'put-get-bytes-type-metadata',
    reference: api('API_PutObject'),
    expected: ['xin chào', 'application/pdf', 'attachment', '7', '9'],
    run: async (s) => {
      const rest = { ContentType: 'application/pdf', ContentDisposition: 'attachment' };
      await s.put('xin chào', { ...rest, Metadata: { slot: '7' } });
      const { Body, ContentType, ContentDisposition, Metadata, ContentLength } = await s.get();
      const text = (await Body?.transformToString()) ?? '';
      return [text, `${ContentType}`, `${ContentDisposition}`, `${Metadata?.slot}`, `${ContentLength}`];
    },
  },
  {
    name: 'etag-is-md5',
    reference: api('API_Object'),
    expected: ['"900150983cd24fb0d6963f7d28e17f72"'], // RFC 1321, A.5: MD5 of "abc"
    run: async (s) => [`${(await s.put('abc')).ETag}`],
  },
  {
    name: 'head-has-headers-and-no-body',
    reference: api('API_HeadObject'),
    expected: ['200', '3', 'text/plain'],
    run: async (s) => {
      await s.put('abc', { ContentType: 'text/plain' });
      const head = await s.head();
      return [`${head.$metadata.httpStatusCode}`, `${head.ContentLength}`, `${head.ContentType}`];
    },
  },
  {
    name: 'key-with-space-plus-ampersand-and-diacritics',
    reference: guide('object-keys'),
    expected: ['x'],
    run: async (s) => {
      const Key = `${s.Key}/hồ sơ (1)+a&b=c?.pdf`;
      await s.put('x', { Key });
      return [await s.text({ Key })];
    },
  },
  {
    name: 'plain-bucket-overwrites-and-names-no-version',
    reference: api('API_PutObject'),
    expected: ['undefined', 'two'],
    run: async (s) => {
      const { VersionId } = await s.put('one');
      await s.put('two');
      return [`${VersionId}`, await s.text()];
    },
  },
  {
    name: 'plain-bucket-deletes-for-good-and-twice',
    reference: api('API_DeleteObject'),
    expected: ['204', '404 NoSuchKey', '204'],
    run: async (s) => {
      await s.put('x');
      return [await outcome(s.remove()), await outcome(s.get()), await outcome(s.remove())];
    },
  },
  {
    name: 'presigned-put-stores-the-body',
    reference: guide('PresignedUrlUploadObject'),
    expected: ['200', 'qua địa chỉ'],
    run: async (s) => {
      const url = await getSignedUrl(s.client, new PutObjectCommand(s.at));
      const put = await call(url, { method: 'PUT', body: 'qua địa chỉ' });
      return [await told(put), await s.text()];
    },
  },
]);

const ranged = (name: string, Range: string, expected: readonly [string, string, string]) => ({
  ...{ name, reference: api('API_GetObject'), expected },
  run: async (s: Scene) => {
    await s.put('0123456789');
    const answer = await s.get({ Range });
    const text = (await answer.Body?.transformToString()) ?? '';
    return [`${answer.$metadata.httpStatusCode}`, `${answer.ContentRange}`, text];
  },
});

/** One range of bytes, as HTTP has it (RFC 9110, 14). */
export const ranges = feature('ranges', [
  ranged('range-of-the-middle', 'bytes=2-4', ['206', 'bytes 2-4/10', '234']),
  ranged('range-to-the-end', 'bytes=7-', ['206', 'bytes 7-9/10', '789']),
  ranged('range-past-the-end-is-cut', 'bytes=7-99', ['206', 'bytes 7-9/10', '789']),
  ranged('range-of-the-last-bytes', 'bytes=-3', ['206', 'bytes 7-9/10', '789']),
  {
    name: 'range-behind-the-end',
    reference: api('ErrorResponses'),
    expected: ['416 InvalidRange'],
    run: async (s) => {
      await s.put('0123456789');
      return [await outcome(s.get({ Range: 'bytes=10-' }))];
    },
  },
  {
    name: 'range-on-head',
    reference: api('API_HeadObject'),
    expected: ['206', '3'],
    run: async (s) => {
      await s.put('0123456789');
      const head = await s.head({ Range: 'bytes=2-4' });
      return [`${head.$metadata.httpStatusCode}`, `${head.ContentLength}`];
    },
  },
  {
    name: 'range-on-presigned-get',
    reference: api('API_GetObject'),
    expected: ['206', '89'],
    run: async (s) => {
      await s.put('0123456789');
      const answer = await call(await s.sign(new GetObjectCommand(s.at)), { headers: { range: 'bytes=8-' } });
      return [String(answer.status), await answer.text()];
    },
  },
]);
