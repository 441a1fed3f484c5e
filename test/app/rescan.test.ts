import { describe, expect, test } from 'vitest';
import { rescan } from '../../functions/app/rescan.ts';
import { ID, UNIT } from '../core/dossier/support.ts';
import { factKey, filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { declared, key } from './records.ts';

describe('a scanner that has been silent', () => {
  const scene = () => {
    const files = filesOf(declared(1));
    const asked: string[] = [];
    const scanner = {
      scan: async (path: string, versionId: string) => void asked.push(`${path} ${versionId}`),
    };
    const run = () =>
      rescan({ ...worldOf().ports, ...files, scanner })({ dossierId: ID, n: 1, versionId: 'v1' });
    return { files, asked, run };
  };

  test('is asked about the very same version', async () => {
    const { asked, run } = scene();
    expect(await run()).toEqual({ asked: true });
    expect(asked).toEqual([`${UNIT}/${ID}/1 v1`]);
  });

  test('is not asked when its verdict has come meanwhile', async () => {
    const { files, asked, run } = scene();
    files.facts.set(factKey(key(1)), { scan: 'CLEAN' });
    expect([await run(), asked]).toEqual([{ asked: false }, []]);
  });

  test('is asked when its verdict is about another version', async () => {
    const { files, run } = scene();
    files.facts.set(factKey(key(1, 'v0')), { scan: 'CLEAN' });
    expect(await run()).toEqual({ asked: true });
  });

  test('and refuses is an error, which the machine tries again and then goes on without', async () => {
    const { files } = scene();
    const scanner = { scan: () => Promise.reject(new Error('throttled')) };
    const run = rescan({ ...worldOf().ports, ...files, scanner });
    await expect(run({ dossierId: ID, n: 1, versionId: 'v1' })).rejects.toThrow('throttled');
  });
});
