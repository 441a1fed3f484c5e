import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { SHARES, shareOf } from '../../functions/core/archive/fixity.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import type { Cloud } from '../../local/cloud.ts';
import { must } from '../core/dossier/support.ts';
import { bootVirtual, until } from '../support/boot.ts';
import { accept, submitted } from '../support/play.ts';
import { dynamo, listing, s3, scan, sfn } from '../support/tables.ts';

/** Damage on the disk under the archive: a flipped byte and a deleted object are named, by night and on demand. */
const dir = mkdtempSync(join(tmpdir(), 'mot-cua-fixity-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
let cloud: Cloud;
let one: { id: string; code: string };
let two: { id: string; code: string };
beforeAll(async () => {
  cloud = await bootVirtual({ dir, parameters: { FixitySchedule: 'cron(30 2 * * ? *)' } });
  one = await submitted(cloud);
  await accept(cloud, one.id);
  two = await submitted(cloud);
  await accept(cloud, two.id);
});
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true, force: true });
});

const objectOf = async (code: string, component: string) => {
  const found = (await listing(cloud, cloud.names.archiveBucket)).find((each) =>
    each.includes(`/${code}/${component}/`),
  );
  const [key = '', version = ''] = must(found).split(' ');
  return { key, version };
};

/** The file on disk that holds a version, as the store's own journal says. */
const fileOf = (version: string): string => {
  const put = z.object({ put: z.object({ versionId: z.string(), seq: z.int() }) });
  const lines = readFileSync(join(dir, 's3/journal'), 'utf8').trim().split('\n');
  const entry = lines
    .map((line) => put.safeParse(JSON.parse(line)).data?.put)
    .find((each) => each?.versionId === version);
  return join(dir, 's3/data', String(must(entry).seq));
};

const flip = (version: string): void => {
  const bytes = readFileSync(fileOf(version));
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(fileOf(version), bytes);
};

/** `npm run fixity` in a process of its own. */
const cli = async (...args: string[]): Promise<{ code: number; stdout: string }> =>
  promisify(execFile)(process.execPath, ['local/fixity.ts', '--data', dir, ...args], { cwd: root }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => z.object({ code: z.int(), stdout: z.string() }).parse(error),
  );

const item = async () =>
  (await scan(cloud, cloud.names.stateTable)).find(({ pk }) => pk === 'FIXITY#SXD-H05');
const alerts = () => cloud.outbox().filter(({ subject }) => subject?.startsWith('ARCHIVE DAMAGED'));

test('an archive that is whole: nothing to say, in as many nights as there are shares', async () => {
  expect(await cli()).toEqual({
    code: 0,
    // Three documents and the two sheets of form 01, of each of two dossiers.
    stdout: expect.stringMatching(/^2 dossiers, 10 objects, \d+ bytes read; 0 missing or different\n$/),
  });
  await until(cloud, '2026-11-17T03:00');
  expect(await item()).toMatchObject({ share: 0, found: 0, finishedAt: expect.any(Number) });
  await until(cloud, '2026-11-18T03:00');
  expect(await item()).toMatchObject({ share: 1, found: 0 });
  expect(alerts()).toEqual([]);
});

test('one flipped byte, one deleted object: named by dossier, document, key and version', async () => {
  const [flipped, deleted] = [await objectOf(one.code, 'BANVE'), await objectOf(two.code, 'DON')];
  flip(flipped.version);
  const { archiveBucket: Bucket, stateTable: TableName } = cloud.names;
  await s3(cloud).send(new DeleteObjectCommand({ Bucket, Key: deleted.key, VersionId: deleted.version }));
  const found = await cli();
  expect(found.code).toBe(1);
  expect(found.stdout.trim().split('\n').toSorted()).toEqual(
    [
      `different  ${one.code}  ${one.id}  document 3  ${flipped.key}  version ${flipped.version}`,
      `missing  ${two.code}  ${two.id}  document 1  ${deleted.key}  version ${deleted.version}`,
      expect.stringMatching(/^2 dossiers, 10 objects, \d+ bytes read; 2 missing or different$/),
    ].toSorted(),
  );
  expect((await cli('--dossier', one.id)).stdout).toContain('1 dossiers, 5 objects');

  // The night whose turn it is says so to the administrators; the cursor is put just before it.
  for (const { id, code } of [one, two]) {
    const share = (shareOf(must(dossierId(id))) + SHARES - 1) % SHARES;
    const update = {
      UpdateExpression: 'SET #share = :share',
      ExpressionAttributeNames: { '#share': 'share' },
      ExpressionAttributeValues: { ':share': share },
    };
    const Key = { pk: 'FIXITY#SXD-H05', sk: 'FIXITY' };
    await dynamo(cloud).send(new UpdateCommand({ TableName, Key, ...update }));
    const stateMachineArn = cloud.names.fixityStateMachineArn;
    await sfn(cloud).send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    await cloud.clock.settle();
    expect((await item())?.findings).toContainEqual(
      expect.objectContaining({ dossierId: id, code, what: 'document' }),
    );
  }
  const texts = alerts().map(({ message }) => message);
  for (const { key, version } of [flipped, deleted])
    expect(texts.some((each) => each.includes(key) && each.includes(version))).toBe(true);
  const names = ['Công ty', '.pdf tệp', 'Đơn đề nghị'];
  for (const name of names) expect(texts.join('\n')).not.toContain(name);
  expect(cloud.deadLetters()).toEqual([]);
});
