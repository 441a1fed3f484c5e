import { expect, test } from 'vitest';
import type { Draft } from '../../functions/app/draft.ts';
import { submitDraft } from '../../functions/app/submitDraft.ts';
import { declareSupplement, supply } from '../../functions/app/supplement.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { at } from '../core/calendar/support.ts';
import { FILES, ID, owner, type Story, submitted, until } from '../core/dossier/support.ts';
import { appraisedSince, asked, inPhase } from '../core/dossier/tell.ts';
import { filesOf } from './fakeFiles.ts';
import { idOf } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';
import { clean, copied } from './records.ts';

/** An earlier dossier of the same account, filed and archived on 02/11/2026: its document 3 is a land paper. */
const earlier = idOf(7);
const archivedStory = until(inPhase('DELIVERY'));
const MON = '2026-11-02 09:00';
const slots = { slot: async ({ key }: { key: string }) => ({ url: 'https://quarantine', fields: { key } }) };
const file = {
  component: 'BANVE',
  name: 'b.pdf',
  mediaType: 'application/pdf',
  size: 9,
  sha256: 'c'.repeat(64),
};
const land = { component: 'DAT', reuse: { dossier: earlier, document: 3 } };

const scene = (story: Story, old: Dossier = archivedStory.dossier) => {
  const world = worldOf(story);
  const files = filesOf(clean(1, 'DON'));
  const kept = { ...copied(3, 'DAT'), sha256: 'd'.repeat(64) };
  const { head } = world.ports.store;
  const ports = {
    ...{ ...world.ports, ...files, slots },
    store: {
      ...world.ports.store,
      head: async (id: Dossier['id']) => (id === earlier ? { ...old, id: earlier } : head(id)),
    },
    documents: {
      ...files.documents,
      document: async (id: Dossier['id'], n: number) =>
        id === earlier && n === 3 ? kept : files.records.get(n),
    },
  };
  return { world, files, ports, kept };
};

const supplement = asked(appraisedSince(MON), MON, 'supplement');
const idempotency = { key: 'k', fingerprint: 'f' };

test('in a supplement an archived paper stands for a component: no slot, nothing to upload, on record by ids', async () => {
  const { world, files, ports } = scene(supplement);
  const declare = declareSupplement(ports);
  const done = await declare({ id: ID, actor: owner, idempotency, files: [file, land] });
  expect(done.ok, JSON.stringify(done)).toBe(true);
  const reused = { state: 2, dossier: earlier, document: 3 };
  expect(world.commits.at(-1)?.event).toMatchObject({
    type: 'supplementDeclared',
    data: { documents: [FILES + 1, FILES + 2], reused: [{ n: FILES + 2, ...reused }] },
  });
  expect(world.commits.at(-1)?.items).toMatchObject([
    { kind: 'DOCUMENT', n: FILES + 1, component: 'BANVE' },
    {
      ...{ kind: 'DOCUMENT', n: FILES + 2, component: 'DAT', origin: reused },
      kept: { archive: { key: 'k3', versionId: 'a3' }, scan: 'CLEAN', inspection: { reasons: [] } },
    },
  ]);
  // As the store would have it: of the two only the file is to be uploaded.
  for (const item of world.commits.at(-1)?.items ?? []) {
    if (item.kind === 'DOCUMENT') files.records.set(item.n, { ...item, ...item.kept });
  }
  const hand = supply({ ...ports, quarantine: { current: async () => undefined } });
  expect(await hand(world.story.dossier)).toMatchObject({
    error: { code: 'DOCUMENTS_NOT_UPLOADED', fields: [{ field: `/documents/${FILES + 1}` }] },
  });
});

test('what cannot be re-used, or stands in the dossier already, is refused by its place', async () => {
  const stopped: Dossier = Object.assign({ ...archivedStory.dossier }, { status: 8 });
  const nothing = { component: 'DAT', reuse: { dossier: earlier, document: 9 } };
  const run = async (files: Parameters<ReturnType<typeof declareSupplement>>[0]['files'], old?: Dossier) => {
    const { ports, world } = scene(supplement, old);
    const done = await declareSupplement(ports)({ id: ID, actor: owner, idempotency, files });
    expect(world.commits).toEqual([]);
    return done.ok ? 'ok' : [done.error.code, ...(done.error.fields ?? []).map(({ field }) => field)];
  };
  expect(await run([file, land], stopped)).toEqual(['COMPONENTS_INVALID', '/files/1/reuse']);
  expect(await run([nothing, file])).toEqual(['COMPONENTS_INVALID', '/files/0/reuse']);
  const twin = { ...file, sha256: clean(1).sha256 };
  expect(await run([twin])).toEqual(['DUPLICATE_FILE', '/files/0/sha256']);
});

const draft = (now: number): Draft => ({
  ...{ id: idOf(9), unit: archivedStory.dossier.unit, procedure: '1.013236', version: '1' },
  ...({ channel: 'online', filedBy: 'self', subject: owner.subject, createdBy: owner.subject } as const),
  applicant: { ...filingExample.applicant, subject: owner.subject },
  ...{ applicantSalt: 's', trackingDigest: 't', createdAt: now, validUntil: now + 7 * 86_400_000 },
  shown: ['QDDA'],
  documents: [{ ...copied(1, 'DAT'), origin: { state: 2, dossier: earlier, document: 3 } }],
});

test.each([
  ['good to the end of its last day', '2027-11-02 16:00', {}, 'ok'],
  ['expired since the filing', '2027-11-03 09:00', {}, '/documents/1 DAT: giấy tờ từ ngày 2026-11-02 đã hết'],
  ['of a dossier stopped since the filing', '2027-11-02 16:00', { status: 8 }, '/documents/1 DAT'],
  ['of a dossier that is restricted now', '2027-11-02 16:00', { restricted: true }, '/documents/1 DAT'],
])('a re-used paper is looked at again at the submission: %s', async (_, when, change, wanted) => {
  const now = at(when);
  const { world, ports } = scene(submitted(), Object.assign({ ...archivedStory.dossier }, change));
  world.now = now;
  const filed: unknown[] = [];
  const drafts = {
    draft: async () => draft(now),
    sourceOwner: async () => undefined,
    create: async () => 'created' as const,
    lastSerial: async () => 0,
  };
  const store = {
    ...ports.store,
    commit: async (commit: { event: unknown }) => {
      filed.push(commit.event);
      return 'committed' as const;
    },
  };
  const quarantine = { current: async () => undefined };
  const run = submitDraft({ ...ports, store, drafts, quarantine });
  const done = await run({ id: idOf(9), actor: owner, idempotency });
  const told = done.ok
    ? 'ok'
    : (done.error.fields ?? []).map(({ field, detail }) => `${field} ${detail}`).join();
  expect(told.slice(0, wanted.length), JSON.stringify(done)).toBe(wanted);
  if (!done.ok) return expect(filed).toEqual([]);
  expect(filed).toMatchObject([
    {
      data: { shown: { components: ['QDDA'], by: owner.subject, at: now }, reused: [{ n: 1, document: 3 }] },
    },
  ]);
});
