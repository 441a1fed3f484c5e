import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { archiveDocument } from '../../functions/app/archive.ts';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import { ID, type Story, submitted, until } from '../core/dossier/support.ts';
import { filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { clean, declared, found, SHA, sizeReason, withdrawnStory } from './records.ts';

describe('archiving a file', () => {
  const scene = (story: Story, record: DocumentRecord) => {
    const files = filesOf(record);
    const run = () => archiveDocument({ ...worldOf(story).ports, ...files })({ dossierId: ID, n: record.n });
    return { files, run };
  };
  const archiving = until((d) => d.phase === 'ARCHIVE');
  const code = archiving.dossier.code;

  test('copies exactly the verified version to a place named by code, component and content', async () => {
    const { files, run } = scene(archiving, clean(2, 'QDDA'));
    expect(await run()).toEqual({ n: 2, archived: true });
    expect(files.archived).toEqual([
      {
        from: { key: `SXD-H05/${ID}/2`, versionId: 'v1' },
        to: `archive/SXD-H05/2026/${code}/QDDA/2-${SHA}.pdf`,
        metadata: { code, component: 'QDDA', 'document-number': '2', sha256: SHA, format: 'application/pdf' },
      },
    ]);
    expect(files.records.get(2)?.archive).toEqual({ key: files.archived[0]?.to, versionId: 'archive-1' });
    expect(JSON.stringify(files.archived)).not.toContain('tệp');
  });

  test('puts it on the shelf of its owner by a digest; a restricted one on none', async () => {
    const { files, run } = scene(archiving, clean(2, 'QDDA'));
    await run();
    const { kind, identifier } = filingExample.applicant;
    expect(files.shelves).toEqual([
      {
        owner: createHash('sha256').update(`${kind}\n${identifier}`).digest('hex'),
        place: `2026-11-02#${ID}#002`,
        ...{ filer: 'citizen-1', unit: 'SXD-H05' },
      },
    ]);
    const secret = { ...archiving, dossier: { ...archiving.dossier, restricted: true as const } };
    const hidden = scene(secret, clean(2, 'QDDA'));
    expect(await hidden.run()).toEqual({ n: 2, archived: true });
    expect(hidden.files.shelves).toEqual([]);
  });

  test('repeated, copies nothing again', async () => {
    const { files, run } = scene(archiving, clean(2));
    expect([await run(), await run()]).toEqual([
      { n: 2, archived: true },
      { n: 2, archived: true },
    ]);
    expect([files.archived.length, files.writes]).toEqual([1, ['archived 2']]);
  });

  test('a result is locked for the years of its class, a paper is not', async () => {
    const story = until((d) => d.phase === 'ARCHIVE_RESULT');
    const { dossier } = story;
    if (dossier.phase !== 'ARCHIVE_RESULT') throw new Error('the test itself is wrong');
    const { document } = dossier.result;
    const { files, run } = scene(story, clean(document, 'RESULT'));
    expect(await run()).toEqual({ n: document, archived: true });
    // The end of that local date, twenty years later.
    const [year = '', ...rest] = new Date(dossier.completedAt + 7 * 3_600_000)
      .toISOString()
      .slice(0, 10)
      .split('-');
    const last = Date.parse(`${Number(year) + 20}-${rest.join('-')}T24:00:00+07:00`);
    expect(files.archived[0]?.lockedUntil).toBe(last);
    const paper = scene(archiving, clean(2, 'QDDA'));
    await paper.run();
    expect(paper.files.archived[0]?.lockedUntil).toBeUndefined();
  });

  test.each([
    ['before acceptance', until((d) => d.phase === 'ACCEPTANCE')],
    ['after archiving', until((d) => d.phase === 'HAND_OVER')],
    ['of a closed dossier', withdrawnStory()],
  ])('copies nothing %s', async (_, story) => {
    const { files, run } = scene(story, clean(1));
    expect(await run()).toEqual({ n: 1, archived: false });
    expect([files.archived, files.writes]).toEqual([[], []]);
  });

  test.each([
    ['not inspected', declared(1)],
    ['not scanned', { ...declared(1), inspection: found() }],
    ['infected', { ...clean(1), scan: 'INFECTED' as const }],
    ['not what was declared', { ...clean(1), inspection: { ...found(), reasons: [sizeReason] } }],
  ])('refuses a file that is %s', async (_, record) => {
    const { files, run } = scene(archiving, record);
    await expect(run()).rejects.toThrow('not verified clean');
    expect(files.archived).toEqual([]);
  });

  test('the year in the place is the local one of the submission', async () => {
    // Half past midnight on New Year's Day in Hanoi is still the old year in UTC.
    const newYear = Date.parse('2027-01-01T00:30:00+07:00');
    const { files, run } = scene(
      until((d) => d.phase === 'ARCHIVE', submitted(newYear)),
      clean(1),
    );
    await run();
    expect(files.archived[0]?.to).toContain('/2027/');
  });
});
