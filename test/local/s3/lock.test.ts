import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { s3Needs } from '../../../local/iam/s3.ts';
import { failure, type Rig, rig, START } from './host.ts';

/** Object Lock as the S3 User Guide describes it ("Locking objects with Object Lock"). */
const YEAR = 365 * 24 * 3_600_000;
let s3: Rig;
beforeEach(async () => {
  s3 = await rig();
  s3.host.createBucket({ name: 'locked', versioned: true, locks: true });
});
afterEach(() => s3.stop());

type Mode = 'GOVERNANCE' | 'COMPLIANCE';
const lock = (ObjectLockMode: Mode, at = START + YEAR) => ({
  ObjectLockMode,
  ObjectLockRetainUntilDate: new Date(at),
});
const put = (rest: Partial<PutObjectCommand['input']> = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket: 'locked', Key: 'k', Body: 'giấy phép', ...rest }));
const remove = (VersionId?: string, BypassGovernanceRetention?: boolean) =>
  failure(
    s3.client.send(
      new DeleteObjectCommand({ Bucket: 'locked', Key: 'k', VersionId, BypassGovernanceRetention }),
    ),
  );
const read = async (VersionId?: string) =>
  (
    await s3.client.send(new GetObjectCommand({ Bucket: 'locked', Key: 'k', VersionId }))
  ).Body?.transformToString();

describe('a locked version', () => {
  it.each<Mode>(['GOVERNANCE', 'COMPLIANCE'])(
    '%s: cannot be deleted until the date, and can after it',
    async (mode) => {
      const { VersionId } = await put(lock(mode));
      expect(await remove(VersionId)).toBe('AccessDenied');
      expect(await read(VersionId)).toBe('giấy phép');
      await s3.clock.advanceTo(START + YEAR - 1);
      s3.client.config.systemClockOffset = s3.clock.now() - Date.now();
      expect(await remove(VersionId)).toBe('AccessDenied');
      await s3.clock.advanceTo(START + YEAR);
      expect(await remove(VersionId)).toBe('succeeded');
    },
  );

  it('GOVERNANCE can be bypassed on purpose, COMPLIANCE cannot', async () => {
    const first = await put(lock('GOVERNANCE'));
    expect(await remove(first.VersionId, true)).toBe('succeeded');
    const second = await put(lock('COMPLIANCE'));
    expect(await remove(second.VersionId, true)).toBe('AccessDenied');
  });

  it('may be hidden by a marker or a newer version, and stays', async () => {
    const { VersionId } = await put(lock('COMPLIANCE'));
    expect(await remove()).toBe('succeeded');
    await put({ Body: 'anderes' });
    expect(await read(VersionId)).toBe('giấy phép');
    expect(await remove(VersionId)).toBe('AccessDenied');
  });

  it('comes from a copy as well, and never from its source', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'q', Body: 'x' }));
    const copy = (rest: Partial<CopyObjectCommand['input']>) =>
      s3.client.send(
        new CopyObjectCommand({ Bucket: 'locked', Key: 'k', CopySource: 'versioned/q', ...rest }),
      );
    const locked = await copy(lock('GOVERNANCE'));
    const plain = await copy({ MetadataDirective: 'REPLACE' });
    expect([await remove(locked.VersionId), await remove(plain.VersionId)]).toEqual([
      'AccessDenied',
      'succeeded',
    ]);
  });

  it('is still locked after a restart; locks can be switched on later, and never off', async () => {
    const { VersionId } = await put(lock('GOVERNANCE'));
    const { dir, clock } = s3;
    s3.host.close();
    await s3.stop();
    s3 = await rig({ dir, clock });
    expect(await remove(VersionId)).toBe('AccessDenied');
    s3.host.createBucket({ name: 'versioned', versioned: true, locks: true });
    await s3.client.send(
      new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body: 'x', ...lock('GOVERNANCE') }),
    );
    expect(() => s3.host.createBucket({ name: 'locked', versioned: true })).toThrow('delete the folder');
  });
});

describe('refused as S3 refuses it', () => {
  it('a lock in a bucket without locks', async () => {
    expect(await failure(put({ Bucket: 'versioned', ...lock('GOVERNANCE') }))).toBe('InvalidRequest');
  });
  it('half a lock, or one that has ended', async () => {
    expect(await failure(put({ ObjectLockMode: 'GOVERNANCE' }))).toBe('InvalidArgument');
    expect(await failure(put({ ObjectLockRetainUntilDate: new Date(START + YEAR) }))).toBe('InvalidArgument');
    expect(await failure(put(lock('GOVERNANCE', START)))).toBe('InvalidArgument');
  });
});

it('locking and bypassing are rights of their own', () => {
  const actions = (method: string, headers: Record<string, string>) =>
    s3Needs({
      ...{ raw: new IncomingMessage(new Socket()), method, path: '/b/k', bucket: 'b', key: 'k' },
      ...{ query: new Map([['versionId', 'v']]), headers: new Map(Object.entries(headers)) },
    }).map(({ action }) => action);
  const locked = { 'x-amz-object-lock-mode': 'GOVERNANCE' };
  expect(actions('PUT', locked)).toEqual(['s3:PutObject', 's3:PutObjectRetention']);
  expect(actions('PUT', { 'x-amz-copy-source': 'q/a?versionId=v', ...locked })).toEqual([
    's3:GetObjectVersion',
    's3:PutObject',
    's3:PutObjectRetention',
  ]);
  expect(actions('DELETE', {})).toEqual(['s3:DeleteObjectVersion']);
  expect(actions('DELETE', { 'x-amz-bypass-governance-retention': 'true' })).toEqual([
    's3:DeleteObjectVersion',
    's3:BypassGovernanceRetention',
  ]);
});
