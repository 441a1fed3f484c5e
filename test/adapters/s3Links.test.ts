import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Links } from '../../functions/adapters/s3Sheets.ts';

const client = new S3Client({
  ...{ region: 'ap-southeast-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } },
  ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
});
const wanted = { key: 'archive/a.pdf', versionId: 'v1', disposition: 'attachment; filename="a.pdf"' };
const link = async (change: Partial<typeof wanted> = {}) =>
  new URL(await s3Links('archive', client).link({ ...wanted, ...change }));

test('a link leads to one version of one object, for a minute', async () => {
  const { pathname, searchParams } = await link();
  expect(pathname).toBe('/archive/a.pdf');
  expect(searchParams.get('versionId')).toBe('v1');
  expect(searchParams.get('X-Amz-Expires')).toBe('60');
  expect(searchParams.get('response-content-disposition')).toBe(wanted.disposition);
});

test('the version is signed: it cannot be exchanged', async () => {
  const signature = ({ searchParams }: URL) => searchParams.get('X-Amz-Signature');
  expect(signature(await link({ versionId: 'v2' }))).not.toBe(signature(await link()));
});
