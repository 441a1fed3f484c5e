import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type StoredManifest, writeManifest } from '../../functions/app/manifest.ts';
import type { StoredForm } from '../../functions/app/renderForms.ts';
import { clerk, desk, ID, leader, must, owner, type Story, system, until } from '../core/dossier/support.ts';
import { factIn, story as sheets } from '../core/forms/facts.ts';
import { filesOf } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';
import { copied, found, SHA } from './records.ts';

const closed = until((d) => d.phase === 'CLOSED');
const sheet = (kind: string) => ({ key: `f/${kind}`, versionId: kind, sha256: SHA, bytes: 7 });
const form: StoredForm = {
  ...{ n: 1, seq: must(closed.events.find(({ type }) => type === 'accepted')).seq },
  ...{ fact: factIn(sheets, '01'), rendered: { pdf: sheet('pdf'), html: sheet('html') } },
};

const scene = (story: Story = closed) => {
  const world = worldOf(story);
  const files = filesOf(copied(1), copied(2));
  const objects = new Map<string, string>();
  const state = {
    forms: [form],
    note: undefined as StoredManifest | undefined,
    /** What happens right before the next note. */
    meanwhile: undefined as (() => Promise<unknown>) | undefined,
  };
  const write = (): Promise<string> =>
    writeManifest({
      ...world.ports,
      documents: files.documents,
      reads: { events: async (_id, after) => world.story.events.slice(after, after + 100) },
      forms: { forms: async () => state.forms },
      archive: {
        async put({ key, bytes }) {
          const text = Buffer.from(bytes).toString();
          expect(objects.get(key) ?? text).toBe(text);
          objects.set(key, text);
          return { versionId: `v-${key.length}` };
        },
      },
      manifests: {
        manifest: async () => state.note,
        async noted(_id, manifest) {
          const { meanwhile } = state;
          state.meanwhile = undefined;
          await meanwhile?.();
          if ((state.note?.n ?? 0) !== manifest.n - 1) return false;
          state.note = manifest;
          return true;
        },
      },
    })(ID);
  const newest = () => JSON.parse(must(objects.get(must(state.note).key)));
  return { world, files, objects, state, write, newest };
};

test('names every document and form with hash, size, place and version, and whence it came', async () => {
  const { write, newest, state, objects } = scene();
  expect(await write()).toBe('written');
  const { code, register, result } = closed.dossier as Extract<typeof closed.dossier, { status: 10 }>;
  const delivered = must(closed.events.find(({ type }) => type === 'delivered'));
  expect(newest()).toEqual({
    manifest: 'mot-cua/1',
    dossier: {
      ...{ id: ID, code, unit: 'SXD-H05', status: 10, procedure: '1.013236', procedureVersion: '1' },
      submittedAt: '2026-11-02T09:00:00+07:00',
    },
    log: { seq: delivered.seq, hash: delivered.hash, at: expect.stringMatching(/^2026-.*\+07:00$/) },
    retention: 'long-term',
    result: { number: register.number, kind: register.kind, document: result.document },
    documents: [1, 2].map((n) => ({
      ...{ n, component: `C${n}`, state: 'ARCHIVED', mediaType: 'application/pdf', bytes: 1000, sha256: SHA },
      ...{ by: owner.subject, at: '2026-11-02T09:00:00+07:00', key: `k${n}`, version: `a${n}` },
    })),
    forms: [
      {
        ...{ n: 1, form: '01', number: form.fact.number, seq: form.seq, by: desk.subject },
        at: expect.any(String),
        pdf: { key: 'f/pdf', version: 'pdf', sha256: SHA, bytes: 7 },
        html: { key: 'f/html', version: 'html', sha256: SHA, bytes: 7 },
      },
    ],
  });
  const { key, sha256, bytes } = must(state.note);
  const text = must(objects.get(key));
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  expect(Buffer.byteLength(text)).toBe(bytes);
  expect(key).toBe(`archive/SXD-H05/2026/${code}/manifest/1-${sha256}.json`);
  expect(text).not.toContain('tệp');
});

test('carries the metadata, counts the signatures, and names only those who signed the result', async () => {
  const { files, write, newest } = scene();
  const { result } = closed.dossier as Extract<typeof closed.dossier, { status: 10 }>;
  const signed = (n: number, component: string, name: string) => {
    const inspection = { ...found(), signatures: [{ name }] };
    files.records.set(n, { ...copied(n, component), inspection, issued: { date: '2026-11-02' } });
  };
  signed(1, 'DON', 'Người Nộp');
  signed(result.document, 'RESULT', 'Nguyễn Văn Ký');
  await write();
  expect(newest().result.signers).toEqual(['Nguyễn Văn Ký']);
  expect(newest().documents[0]).toMatchObject({
    ...{ signatures: 1, metadata: { DocCode: `${closed.dossier.code}_001`, ConfidenceLevel: 'SIGNED' } },
  });
  expect(JSON.stringify(newest())).not.toContain('Người Nộp');
});

test('twice writes once, and the same facts are the same bytes', async () => {
  const { write, objects, state } = scene();
  expect([await write(), await write()]).toEqual(['written', 'same']);
  expect(objects.size).toBe(1);
  const again = scene();
  await again.write();
  expect(again.state.note).toEqual(state.note);
});

test('a change after the end makes a second one, and the first stays; a rating changes nothing that is kept', async () => {
  const { world, write, newest, objects, state } = scene();
  await write();
  const rated = { attitude: 5, waiting: 5, facilities: 5, onAppointedDate: true } as const;
  world.happens({ type: 'rate', occasion: 'delivery', ...rated }, owner);
  expect(await write()).toBe('same');
  world.happens({ type: 'correctResult', fault: 'agency', reason: 'sai diện tích' }, leader);
  expect(await write()).toBe('written');
  expect([objects.size, state.note?.n]).toEqual([2, 2]);
  expect(newest()).toMatchObject({ result: { corrected: 'agency' }, log: { seq: world.story.dossier.seq } });
});

test('an open dossier has none; while a form is not printed, whoever prints it writes it', async () => {
  const open = scene(until((d) => d.phase === 'DELIVERY'));
  expect(await open.write()).toBe('open');
  const waiting = scene();
  const { rendered: _, ...bare } = form;
  waiting.state.forms = [bare];
  expect(await waiting.write()).toBe('pending');
  expect([open.objects.size, waiting.objects.size]).toEqual([0, 0]);
  waiting.state.forms = [form];
  expect(await waiting.write()).toBe('written');
});

test('a crash between object and note is made good by the same object', async () => {
  const { write, objects, state } = scene();
  state.meanwhile = () => Promise.reject(new Error('crash'));
  await expect(write()).rejects.toThrow('crash');
  expect([objects.size, state.note]).toEqual([1, undefined]);
  expect(await write()).toBe('written');
  expect([objects.size, state.note?.n]).toEqual([1, 1]);
});

test('of two who write at once the one who saw less does not win', async () => {
  const { world, write, newest, state } = scene();
  // Between the first one's reading and its note the result is corrected, and that is written first.
  state.meanwhile = async () => {
    world.happens({ type: 'correctResult', fault: 'agency', reason: 'r' }, clerk);
    await write();
  };
  expect(await write()).toBe('same');
  expect(newest()).toMatchObject({ result: { corrected: 'agency' } });
  expect(state.note?.n).toBe(1);
});

test('that somebody restarts a spine is nothing to write', async () => {
  const { world, write } = scene();
  await write();
  world.happens({ type: 'restartSpine', run: 2 }, system);
  expect(await write()).toBe('same');
});
