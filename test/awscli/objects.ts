import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { CloudNames } from '../../local/names.ts';
import { sha256 } from '../support/api.ts';
import type { Aws } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

const listed = z.object({ Contents: z.array(z.object({ Key: z.string(), Size: z.int() })) });
const versions = z.object({ Versions: z.array(z.object({ Key: z.string(), VersionId: z.string() })) });
const object = z.object({
  ContentLength: z.int(),
  ContentType: z.string(),
  VersionId: z.string(),
  Metadata: z.looseObject({ code: z.string(), component: z.string(), sha256: z.string() }),
});

/** The archive: listed, looked at and fetched, each file against its key, its metadata and the API. */
export const checkObjects = async (
  aws: Aws,
  { same }: Report,
  { archiveBucket, quarantineBucket }: CloudNames,
  { dossier }: Shown,
  folder: string,
): Promise<void> => {
  const expected = dossier.files
    .map(({ archive: { key, versionId }, ...file }) => ({ ...file, key, versionId }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const keys = expected.map(({ key }) => key);
  const s3api = <T>(schema: z.ZodType<T>, command: string, ...args: string[]): Promise<T> =>
    aws.json(schema, 's3api', command, '--bucket', archiveBucket, ...args);
  const fields = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).slice(2));

  const buckets = fields(await aws.text('s3', 'ls')).flat();
  same('s3 ls: two buckets', buckets.toSorted(), [archiveBucket, quarantineBucket].toSorted());
  same(
    's3 ls --recursive: keys and sizes',
    fields(await aws.text('s3', 'ls', '--recursive', `s3://${archiveBucket}`)),
    expected.map(({ size, key }) => [String(size), key]),
  );
  same(
    'one file per component and the result',
    expected.map(({ component }) => component),
    ['BANVE', 'DON', 'QDDA', 'RESULT'],
  );
  same(
    'list-objects-v2 over several pages',
    (await s3api(listed, 'list-objects-v2', '--page-size', '3')).Contents,
    expected.map(({ key, size }) => ({ Key: key, Size: size })),
  );
  same(
    'list-object-versions: one version each, as the API says',
    (await s3api(versions, 'list-object-versions')).Versions,
    expected.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })),
  );
  const absent = await aws.refusal(
    's3api',
    'get-object',
    '--bucket',
    archiveBucket,
    '--key',
    'no',
    '/dev/null',
  );
  same('get-object of an unknown key', absent, 'NoSuchKey');

  await aws.text('s3', 'cp', '--recursive', '--only-show-errors', `s3://${archiveBucket}`, folder);
  for (const { component, key, size, versionId, sha256: hash } of expected) {
    const { Metadata, ...head } = await s3api(object, 'head-object', '--key', key);
    same(`${component}: head-object`, head, {
      ContentLength: size,
      ContentType: 'application/pdf',
      VersionId: versionId,
    });
    const { code, component: part, sha256: noted } = Metadata;
    same(`${component}: metadata`, [code, part, noted], [dossier.code, component, hash]);
    same(`${component}: SHA-256 in the key`, /-([0-9a-f]{64})\.pdf$/.exec(key)?.[1], hash);
    const got = join(folder, `${component}.got`);
    await aws.text('s3api', 'get-object', '--bucket', archiveBucket, '--key', key, got);
    same(`${component}: SHA-256 of get-object`, sha256(readFileSync(got)), hash);
    same(`${component}: SHA-256 of s3 cp`, sha256(readFileSync(join(folder, key))), hash);
  }
};
