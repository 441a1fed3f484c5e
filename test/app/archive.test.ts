import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { archiveDocument } from '../../functions/app/archive.ts';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import {
  declare,
  desk,
  follow,
  ID,
  must,
  officer,
  owner,
  type Story,
  submitted,
  system,
  until,
  verified,
} from '../core/dossier/support.ts';
import { shipped } from '../support/catalogue.ts';
import { filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { clean, declared, found, SHA, sizeReason, withdrawnStory } from './records.ts';

/** Document 4 was asked for in review on Monday, handed in and found clean on Tuesday 03/11/2026. */
const supplemented = (): Story => {
  const monday = until((d) => d.phase === 'REVIEW' && d.step.id === 'APPRAISE');
  const at = must(monday.events.at(-1)).at;
  const items = [{ component: 'BANVE', reason: 'thiếu bản vẽ' }];
  const next = at + 24 * 3_600_000;
  const steps = [
    [{ type: 'proposeRequest', request: { kind: 'supplement', items } }, officer('appraiser'), at],
    [{ type: 'requestSupplement', proposed: items }, desk, at],
    [declare, owner, next],
    [{ type: 'supply' }, owner, next],
    [verified([4]), system, next],
  ] as const;
  return steps.reduce<Story>((story, [command, actor, when]) => follow(story, command, actor, when), monday);
};

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
        contentType: 'application/pdf',
        metadata: expect.objectContaining({ doccode: `${code}_002`, sha256: SHA, format: 'application/pdf' }),
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

  test('carries the compulsory metadata in ASCII, and what the paper says of itself stands on the item', async () => {
    const issued = { number: '15', notation: 'QĐ-UBND', date: '2026-09-30', organ: 'UBND tỉnh Bắc Ninh' };
    const { files, run } = scene(archiving, { ...clean(2, 'QDDA'), issued });
    await run();
    const { metadata } = must(files.archived[0]);
    expect(Object.fromEntries(Object.entries(metadata).map(([k, v]) => [k, decodeURIComponent(v)]))).toEqual({
      ...{ doccode: '000.00.NN.H05-261102-0001_002', typename: 'Quyết định phê duyệt dự án' },
      ...{ codenumber: '15', codenotation: 'QĐ-UBND', issueddate: '2026-09-30' },
      ...{ organname: 'UBND tỉnh Bắc Ninh', subject: shipped('1.013236').name.vi, language: 'vie' },
      ...{ keyword: '1.013236; QDDA', mode: 'BORN_DIGITAL', confidencelevel: 'UNSIGNED' },
      ...{ format: 'application/pdf', sha256: SHA },
    });
    expect(Object.values(metadata).join('')).toMatch(/^[\x20-\x7e]*$/);
    expect(files.records.get(2)?.issued).toEqual(issued);
  });

  test('a paper of which nothing was declared is dated by its filing and names no person', async () => {
    const { files, run } = scene(archiving, clean(1, 'DON'));
    await run();
    expect(files.records.get(1)?.issued).toEqual({ date: '2026-11-02' });
    const told = decodeURIComponent(JSON.stringify(files.archived));
    expect(told).not.toContain(filingExample.applicant.name);
    expect(told).toContain('Không số');
  });

  test('a paper of a supplement in review is dated by the day it was handed in', async () => {
    const story = supplemented();
    const { files, run } = scene(story, clean(4, 'BANVE'));
    await run();
    expect(files.records.get(4)?.issued).toEqual({ date: '2026-11-03' });
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
    // It says what the register says.
    expect(files.records.get(document)?.issued).toEqual({
      ...{ number: '12', notation: 'GPXD', date: '2026-11-02', organ: 'Sở Xây dựng tỉnh Bắc Ninh' },
    });
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
