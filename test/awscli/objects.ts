import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudNames } from '../../local/names.ts';
import { sha256 } from '../support/api.ts';
import { type Aws, jsonOf } from './aws.ts';
import type { Shown } from './dossier.ts';
import type { Report } from './report.ts';

/** The archive: listed, looked at and fetched, each file against its key, its metadata and the API. */
export const checkObjects = async (
  aws: Aws,
  same: Report['same'],
  { archiveBucket: bucket }: CloudNames,
  { dossier: { code, files } }: Shown,
  folder: string,
): Promise<void> => {
  const json = jsonOf(aws);
  const expected = files
    .map(({ archive, ...file }) => ({ ...file, ...archive }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  same(
    'the API names one file per component and the result',
    expected.map(({ component }) => component),
    ['BANVE', 'DON', 'QDDA', 'RESULT'],
  );
  // The sheets of forms and the manifest stand beside the files of the components.
  const lines = (await aws`s3 ls --recursive s3://${bucket}`)
    .trim()
    .split('\n')
    .filter((line) => !/\/(forms|manifest)\//.test(line));
  const papers = "[?!contains(Key,'/forms/')&&!contains(Key,'/manifest/')]";
  same(
    's3 ls --recursive: sizes and keys as the API says',
    lines.map((line) => line.split(/\s+/).slice(2)),
    expected.map(({ size, key }) => [String(size), key]),
  );
  same(
    'list-objects-v2: the same over two pages',
    await json`s3api list-objects-v2 --bucket ${bucket} --page-size 3 --query Contents${papers}.[Size,Key]`,
    expected.map(({ size, key }) => [size, key]),
  );
  same(
    'list-object-versions: one version each, as the API says',
    await json`s3api list-object-versions --bucket ${bucket} --query [Versions${papers}.[VersionId,Key],DeleteMarkers]`,
    [expected.map(({ versionId, key }) => [versionId, key]), null],
  );

  await aws`s3 cp --recursive --only-show-errors s3://${bucket} ${folder}`;
  for (const { component, key, size, versionId, sha256: hash } of expected) {
    same(
      `${component}: head-object`,
      await json`s3api head-object --bucket ${bucket} --key ${key}
        --query [ContentLength,ContentType,VersionId,starts_with(Metadata.doccode,'${code}_'),Metadata.sha256]`,
      [size, 'application/pdf', versionId, true, hash],
    );
    const got = join(folder, component);
    await aws`s3api get-object --bucket ${bucket} --key ${key} ${got}`;
    same(`${component}: SHA-256 in the key`, /-([0-9a-f]{64})\.pdf$/.exec(key)?.[1], hash);
    same(`${component}: SHA-256 of get-object`, sha256(readFileSync(got)), hash);
    same(`${component}: SHA-256 of s3 cp`, sha256(readFileSync(join(folder, key))), hash);
  }
};
