import { describe, expect, test } from 'vitest';
import { uploadKey } from '../../functions/app/draft.ts';
import { inspect } from '../../functions/app/inspect.ts';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import { ID, rulesWith, UNIT } from '../core/dossier/support.ts';
import { limits } from '../support/limits.ts';
import { factKey, filesOf, type Measured } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { clean, declared, found, key, measured } from './records.ts';

describe('inspecting a file', () => {
  const scene = (record: DocumentRecord = declared(1), object: Measured | undefined = measured()) => {
    const files = filesOf(record);
    if (object) files.quarantine.set(uploadKey(UNIT, ID, 1), object);
    const run = () => inspect({ ...worldOf().ports, ...files, limits })({ dossierId: ID, n: 1 });
    return { files, run };
  };

  test('binds what was measured to the version, and waits for the scanner', async () => {
    const { files, run } = scene();
    expect(await run()).toEqual({ n: 1, versionId: 'v1', identify: 'PASS', verify: 'PASS', scan: 'WAITING' });
    expect(files.records.get(1)?.inspection).toEqual(found());
  });

  test.each([
    ['RESULT', ['signature-missing']],
    ['QDDA', []],
  ])('a %s without a digital signature', async (component, reasons) => {
    const { files, run } = scene(declared(1, component));
    await run();
    expect(files.records.get(1)?.inspection?.reasons.map(({ code }) => code)).toEqual(reasons);
  });

  test('where the procedure asks for no signature, none is missed', async () => {
    const { files } = scene(declared(1, 'RESULT'));
    const { ports } = worldOf();
    const never = { required: 'never', article: 'a', certainty: 'interpretation' } as const;
    const catalogue = { policy: async () => rulesWith({ resultSignature: never }) };
    await inspect({ ...ports, ...files, limits, catalogue })({ dossierId: ID, n: 1 });
    expect(files.records.get(1)?.inspection?.reasons).toEqual([]);
  });

  test('takes over a verdict that came first, on that version only', async () => {
    const { files, run } = scene();
    files.facts.set(factKey(key(1, 'v0')), { scan: 'INFECTED' });
    expect((await run()).scan).toBe('WAITING');
    files.facts.set(factKey(key(1)), { scan: 'CLEAN' });
    expect((await run()).scan).toBe('CLEAN');
    expect(files.records.get(1)?.scan).toBe('CLEAN');
  });

  test('a second run measures and writes nothing', async () => {
    const { files, run } = scene();
    files.facts.set(factKey(key(1)), { scan: 'CLEAN' });
    const first = await run();
    const writes = [...files.writes];
    expect([await run(), files.writes]).toEqual([first, writes]);
  });

  test('a new version is measured anew, and the old verdict does not count for it', async () => {
    const { files, run } = scene({ ...clean(1) }, measured('v2'));
    expect((await run()).scan).toBe('WAITING');
    expect(files.records.get(1)).toMatchObject({ inspection: { versionId: 'v2' } });
    expect(files.records.get(1)).not.toHaveProperty('scan');
  });

  test.each([
    ['its size', { bytes: 999 }, 'PASS', 'FAIL', 'size'],
    ['its hash', { sha256: 'b'.repeat(64) }, 'PASS', 'FAIL', 'sha256'],
    ['its type', { mediaType: 'image/png' }, 'FAIL', 'PASS', 'media-type'],
    ['a type that nobody knows', { mediaType: undefined }, 'FAIL', 'PASS', 'media-type'],
  ])(
    'refuses a file that is not what was declared: %s; it waits for no scanner',
    async (_, wrong, identify, verify, reason) => {
      const { files, run } = scene(declared(1), { ...measured(), ...wrong });
      expect(await run()).toMatchObject({ identify, verify, scan: 'FAILED' });
      expect(files.records.get(1)?.inspection?.reasons).toMatchObject([{ code: reason }]);
    },
  );

  test('a file that was never uploaded is refused', async () => {
    const files = filesOf(declared(1));
    const answer = await inspect({ ...worldOf().ports, ...files, limits })({ dossierId: ID, n: 1 });
    expect(answer).toEqual({ n: 1, identify: 'FAIL', verify: 'FAIL', scan: 'FAILED' });
    await expect(inspect({ ...worldOf().ports, ...files, limits })({ dossierId: ID, n: 2 })).rejects.toThrow(
      'no document',
    );
  });
});
