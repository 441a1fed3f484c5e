import { describe, expect, test } from 'vitest';
import { parseUploadKey, recordUpload, recordVerdict } from '../../functions/app/uploads.ts';
import { ID, MORNING } from '../core/dossier/support.ts';
import { type Files, factKey, filesOf } from './fakeFiles.ts';
import { declared, found, key } from './records.ts';

const KEPT_DAYS = 90;

describe('a verdict of the scanner', () => {
  const scene = (files: Files) => {
    const woken: unknown[] = [];
    const wake = async (token: string, output: unknown) => {
      files.writes.push(`wake ${token}`);
      woken.push(output);
    };
    return {
      woken,
      run: (scan: 'CLEAN' | 'INFECTED', versionId = 'v1') =>
        recordVerdict({ ...files, wake })(key(1, versionId), scan, MORNING),
    };
  };

  test('that nobody waits for is kept with the version', async () => {
    const files = filesOf(declared(1));
    const { run } = scene(files);
    await run('CLEAN');
    expect([files.facts.get(factKey(key(1)))?.scan, files.writes]).toEqual(['CLEAN', []]);
  });

  test('that an execution waits for is written first, then wakes it', async () => {
    const files = filesOf({ ...declared(1), inspection: found() });
    files.facts.set(factKey(key(1)), { token: 'token' });
    const { run, woken } = scene(files);
    await run('CLEAN');
    expect(files.writes).toEqual(['scanned 1', 'wake token']);
    expect([files.records.get(1)?.scan, woken]).toEqual(['CLEAN', [{ scan: 'CLEAN' }]]);
  });

  test('is final: the first one wins', async () => {
    const files = filesOf({ ...declared(1), inspection: found() });
    files.facts.set(factKey(key(1)), { token: 'token' });
    const { run, woken } = scene(files);
    await run('INFECTED');
    await run('CLEAN');
    expect([files.records.get(1)?.scan, woken.at(-1)]).toEqual(['INFECTED', { scan: 'INFECTED' }]);
  });

  test('on another version does not touch the document', async () => {
    const files = filesOf({ ...declared(1), inspection: found('v2') });
    files.facts.set(factKey(key(1)), { token: 'token' });
    await scene(files).run('CLEAN');
    expect(files.records.get(1)).not.toHaveProperty('scan');
  });
});

test('an upload is a fact with an end, told once or twice', async () => {
  const facts: unknown[] = [];
  const record = recordUpload({ uploaded: async (fact) => void facts.push(fact) });
  await record(key(1), 1000, MORNING);
  await record(key(1), 1000, MORNING);
  const expiresAt = MORNING / 1000 + KEPT_DAYS * 24 * 60 * 60;
  expect(facts).toEqual([
    { ...key(1), size: 1000, expiresAt },
    { ...key(1), size: 1000, expiresAt },
  ]);
});

test.each([
  [`SXD-H05/${ID}/7`, { id: ID, n: 7 }],
  [`SXD-H05/${ID}/1234`, undefined],
  [`SXD-H05/${ID}/`, undefined],
  [`SXD-H05/${ID}/x`, undefined],
  ['SXD-H05/not-an-id/7', undefined],
  [`sxd/${ID}/7`, undefined],
  [`a/SXD-H05/${ID}/7`, undefined],
  ['malware-protection-resource-validation-object', undefined],
])('the key %s of an upload', (text, expected) => {
  expect(parseUploadKey(text)).toEqual(expected);
});
