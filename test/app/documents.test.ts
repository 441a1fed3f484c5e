import { expect, test } from 'vitest';
import { downloadDocument, listDocuments, type View } from '../../functions/app/documents.ts';
import type { DocumentRecord } from '../../functions/app/ports.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { clerk, ID, owner, rulesWith, type Story, staff, until } from '../core/dossier/support.ts';
import { filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { clean, copied, declared, found, SHA, sizeReason } from './records.ts';

const inReview = until((d) => d.phase === 'REVIEW');

const scene = (story: Story, record: DocumentRecord) => {
  const views: View[] = [];
  const linked: { key: string; versionId: string; disposition: string }[] = [];
  const world = worldOf(story);
  const { policy } = world.ports.catalogue;
  const components = [{ id: 'ANH', sensitive: true }];
  const ports = {
    ...{ ...world.ports, documents: filesOf(record).documents },
    catalogue: {
      ...world.ports.catalogue,
      policy: async (...which: Parameters<typeof policy>) => {
        const rules = await policy(...which);
        const [first] = rules.procedure.components;
        return first ? rulesWith({ components: components.map((each) => ({ ...first, ...each })) }) : rules;
      },
    },
    views: { viewed: async (view: View) => void views.push(view) },
    links: {
      link: async (o: (typeof linked)[number]) => {
        linked.push(o);
        return 'https://example.test/';
      },
    },
    waiting: {
      link: async (o: (typeof linked)[number]) => {
        linked.push(o);
        return 'https://waiting.example.test/';
      },
    },
  };
  const download = (actor: Actor, n = record.n) => downloadDocument(ports)(ID, n, actor);
  return { views, linked, download, world };
};

test('the link is bound to the archived version and carries the name of the file', async () => {
  const { linked, download, views } = scene(inReview, copied(1));
  expect(await download(owner)).toEqual({
    ok: true,
    value: {
      status: 200,
      body: {
        ...{ n: 1, name: 'tệp 1.pdf', mediaType: 'application/pdf', size: 1000, sha256: SHA },
        ...{ version: 'a1', url: 'https://example.test/' },
      },
    },
  });
  expect(linked).toEqual([
    {
      ...{ key: 'k1', versionId: 'a1' },
      disposition: `attachment; filename="tep 1.pdf"; filename*=UTF-8''t%E1%BB%87p%201.pdf`,
    },
  ]);
  expect(views).toEqual([]);
});

test('before the acceptance the link leads to the version that was verified, in quarantine', async () => {
  const { linked, download } = scene(inReview, clean(1));
  expect(await download(clerk)).toMatchObject({ value: { body: { url: 'https://waiting.example.test/' } } });
  expect(linked).toMatchObject([{ key: `${inReview.dossier.unit}/${ID}/1`, versionId: found().versionId }]);
});

test('a result that is not issued yet is not the applicant’s', async () => {
  const { dossier } = inReview;
  const entered = { ...dossier, phase: 'RESULT', result: { document: 1 } } as const;
  const { linked, download } = scene({ ...inReview, dossier: Object.assign(entered) }, clean(1));
  expect(await download(owner)).toMatchObject({ error: { code: 'DOCUMENT_NOT_VERIFIED' } });
  expect(linked).toEqual([]);
});

test.each([
  ['declared', declared(1)],
  ['infected', { ...clean(1), scan: 'INFECTED' as const }],
  ['refused', { ...clean(1), inspection: { ...found(), reasons: [sizeReason] } }],
  ['archived, and found infected afterwards', { ...copied(1), scan: 'INFECTED' as const }],
])('no link to a file that is %s', async (_, record) => {
  const { linked, download } = scene(inReview, record);
  expect(await download(clerk)).toMatchObject({ error: { code: 'DOCUMENT_NOT_VERIFIED' } });
  expect(linked).toEqual([]);
});

test('a sensitive paper: who had it is on record before there is a link', async () => {
  const { views, linked, download, world } = scene(inReview, copied(1, 'ANH'));
  await download(clerk);
  expect(views).toEqual([
    {
      ...{ dossierId: ID, n: 1, versionId: 'a1', at: world.now, by: clerk.subject, why: 'component' },
      nonce: expect.any(String),
    },
  ]);
  expect(linked).toHaveLength(1);
  expect(JSON.stringify(views)).not.toContain('tệp');
});

test('without a record there is no link', async () => {
  const world = worldOf(inReview);
  const restricted = { ...inReview, dossier: { ...inReview.dossier, restricted: true } as const };
  const failing = downloadDocument({
    ...{ ...worldOf(restricted).ports, documents: filesOf(copied(1)).documents },
    ...{ random: world.ports.random, links: { link: async () => expect.fail('a link') } },
    waiting: { link: async () => expect.fail('a link') },
    views: { viewed: async () => Promise.reject(new Error('table is down')) },
  });
  await expect(failing(ID, 1, owner)).rejects.toThrow('table is down');
});

test('every paper of a restricted dossier is sensitive, also to its owner', async () => {
  const dossier = { ...inReview.dossier, restricted: true } as const;
  const { views, download } = scene({ ...inReview, dossier }, copied(1));
  expect(await download(clerk)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await download({ ...clerk, clearance: 'restricted' });
  await download(owner);
  expect(views.map(({ by, why }) => [by, why])).toEqual([
    [clerk.subject, 'restricted'],
    [owner.subject, 'restricted'],
  ]);
});

test('the list says state, version and who handed it in, for those who may have the papers', async () => {
  const world = worldOf(inReview);
  const reads = { events: async (_: unknown, after: number) => inReview.events.slice(after, after + 100) };
  const pages = { ...found(), pages: 12 };
  const signatures = [{ name: 'Nguyễn Văn A' }];
  const issued = { date: '2026-11-02' };
  const documents = filesOf(
    { ...copied(1, 'DON'), inspection: { ...pages, signatures }, issued },
    { ...clean(2), issued },
    declared(3),
  ).documents;
  const list = listDocuments({ ...world.ports, reads, documents });
  const answer = await list(ID, owner);
  expect(answer).toMatchObject({
    value: {
      body: {
        documents: [
          {
            ...{ n: 1, state: 'ARCHIVED', version: 'a1', pages: 12, sha256: SHA, size: 1000 },
            ...{ signatures, handedIn: { by: owner.subject, at: '2026-11-02T09:00:00+07:00' } },
            metadata: {
              ...{ DocCode: `${inReview.dossier.code}_001`, IssuedDate: '2026-11-02', PageAmount: 12 },
              ...{ TypeName: 'Đơn đề nghị cấp giấy phép xây dựng', ConfidenceLevel: 'SIGNED' },
            },
          },
          { n: 2, state: 'CLEAN', version: 'v1' },
          { n: 3, state: 'PENDING' },
        ],
      },
    },
  });
  expect(JSON.stringify(answer).match(/metadata/g)).toHaveLength(1);
  const stranger = staff('x', ['frontDesk'], 'STC-H05');
  expect(await list(ID, stranger)).toMatchObject({ error: { code: 'NOT_FOUND' } });
});
