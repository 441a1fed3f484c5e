import { expect, test } from 'vitest';
import { myPapers } from '../../functions/app/myPapers.ts';
import { documentKey, ownerOf, type ShelfQuery, type ShelvedPaper } from '../../functions/app/shelf.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { subject } from '../../functions/core/dossier/ids.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { at } from '../core/calendar/support.ts';
import { clerk, must, owner, staff, until } from '../core/dossier/support.ts';
import { inPhase } from '../core/dossier/tell.ts';
import { shipped } from '../support/catalogue.ts';
import { idOf } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';
import { copied, SHA } from './records.ts';

/** Filed, archived and resolved on 02/11/2026; the second dossier was filed by another account. */
const person = { kind: 'person', identifier: '024075000001' } as const;
const { dossier } = until(inPhase('DELIVERY'));
const row = (d: number, n: number, component: string): ShelvedPaper => ({
  ...{ dossier: idOf(d), n, component, mediaType: 'application/pdf' },
  place: `2026-11-02#${idOf(d)}#00${n}`,
});
const rows = [row(2, 1, 'QDDA'), row(1, 4, 'RESULT'), row(1, 3, 'DAT'), row(1, 1, 'DON'), row(1, 9, 'BANVE')];

const scene = (o: { now?: number; more?: boolean; change?: object } = {}) => {
  const heads = new Map<Dossier['id'], Dossier>(
    [
      Object.assign({ ...dossier, id: idOf(1) }, o.change),
      { ...dossier, id: idOf(2), subject: must(subject('citizen-2')) },
    ].map((each) => [each.id, each]),
  );
  const records = new Map(
    rows
      .filter(({ n }) => n !== 9)
      .map((each) => [
        documentKey(each),
        { ...copied(each.n, each.component), issued: { date: '2026-11-02' } },
      ]),
  );
  const asked: ShelfQuery[] = [];
  const world = worldOf();
  world.now = o.now ?? at('2026-12-01 09:00');
  const shelf = {
    papers: async (query: ShelfQuery) => {
      asked.push(query);
      return { papers: rows, more: o.more ?? false };
    },
    records: async () => records,
  };
  const run = async (actor: Actor, applicant: object = {}) => {
    const ports = { ...world.ports, shelf, reads: { heads: async () => heads } };
    const done = await myPapers(ports)({ actor, body: { applicant: { ...person, ...applicant } } });
    return done.ok ? done.value.body : { code: done.error.code };
  };
  const papers = async () => {
    const { papers: found } = await run(owner);
    return Array.isArray(found) ? found : [];
  };
  return { asked, run, papers };
};

test('papers and results of the account, with hash, dates and the way to download; nothing of another account', async () => {
  const { papers, asked } = scene();
  const found = await papers();
  expect(found.map(({ document, kind, standing }) => [document, kind, standing])).toEqual([
    [4, 'result', 'good'],
    [3, 'paper', 'good'],
    [1, 'paper', 'good'],
  ]);
  expect(asked).toEqual([{ owner: ownerOf(person), only: { filer: 'citizen-1' }, limit: 50 }]);
  expect(found[0]).toEqual({
    ...{ dossier: idOf(1), code: dossier.code, document: 4, kind: 'result', component: 'RESULT' },
    ...{ name: shipped('1.013236').result, mediaType: 'application/pdf', size: 1000, sha256: SHA },
    ...{ version: 'a4', since: '2026-11-02', standing: 'good', outcome: 'granted' },
    metadata: expect.objectContaining({ DocCode: `${dossier.code}_004` }),
    download: `/dossiers/${idOf(1)}/documents/4/download`,
  });
  expect(found[1]).toMatchObject({ since: '2026-11-02', validUntil: '2027-11-02' });
});

test('a paper is good to the end of its last day; one without a rule has none', async () => {
  const on = async (day: string) =>
    (await scene({ now: at(`${day} 23:59`) }).papers()).map((p) => p.standing);
  expect(await on('2027-11-02')).toEqual(['good', 'good', 'good']);
  expect(await on('2027-11-03')).toEqual(['good', 'expired', 'good']);
});

test('a result that is on record as wrong says so', async () => {
  const { papers } = scene({ change: { correction: { at: 1, fault: 'agency' } } });
  expect((await papers())[0]).toMatchObject({ kind: 'result', standing: 'corrected' });
});

test('page by page', async () => {
  expect(await scene().run(owner)).not.toHaveProperty('next');
  expect(await scene({ more: true }).run(owner)).toMatchObject({ next: must(rows.at(-1)).place });
});

test('only for oneself; the portal names the account of its user; nobody of the office', async () => {
  const { run } = scene();
  const portal = staff('portal-1', ['portal']);
  expect(await run(owner, { subject: 'citizen-2' })).toEqual({ code: 'VALIDATION_FAILED' });
  expect(await run(portal)).toEqual({ code: 'VALIDATION_FAILED' });
  expect(await run(portal, { subject: 'citizen-1' })).toHaveProperty('papers');
  expect(await run(clerk)).toEqual({ code: 'ROLE_NOT_ALLOWED' });
});
