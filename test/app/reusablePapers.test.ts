import { describe, expect, test } from 'vitest';
import { reusablePapers } from '../../functions/app/reusablePapers.ts';
import { ownerOf, type ShelfQuery, type ShelvedPaper } from '../../functions/app/shelf.ts';
import { reusableQuestion } from '../../functions/contract/filing.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { subject } from '../../functions/core/dossier/ids.ts';
import type { Actor } from '../../functions/core/dossier/status.ts';
import { at } from '../core/calendar/support.ts';
import { applicant, desk, must, owner, staff, until } from '../core/dossier/support.ts';
import { inPhase } from '../core/dossier/tell.ts';
import { idOf } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';

/** Papers of three dossiers under one identity number; the second was filed by another account. */
const person = { kind: 'person', identifier: '024075000001' } as const;
const { dossier } = until(inPhase('DELIVERY'));
const heads = new Map<string, Dossier>(
  [
    { ...dossier, id: idOf(1) },
    { ...dossier, id: idOf(2), subject: must(subject('citizen-2')) },
    { ...dossier, id: idOf(3), restricted: true as const },
  ].map((each) => [each.id, each]),
);
const row = (d: number, n: number, component: string, mediaType = 'application/pdf'): ShelvedPaper => ({
  ...{ dossier: idOf(d), n, component, mediaType },
  place: `2026-11-02#${idOf(d)}#00${n}`,
});
const rows = [
  ...[row(3, 1, 'QDDA'), row(2, 1, 'QDDA'), row(1, 4, 'RESULT'), row(1, 3, 'DAT')],
  ...[row(1, 2, 'QDDA'), row(1, 1, 'DON'), row(1, 5, 'QDDA', 'text/plain')],
];

const scene = (now = at('2026-12-01 09:00'), more = false) => {
  const asked: ShelfQuery[] = [];
  const world = worldOf();
  world.now = now;
  const ports = {
    ...world.ports,
    reads: {
      heads: async (ids: readonly string[]) =>
        new Map([...heads.values()].filter(({ id }) => ids.includes(id)).map((each) => [each.id, each])),
    },
    shelf: {
      papers: async (query: ShelfQuery) => {
        asked.push(query);
        return { papers: rows, more };
      },
      records: async () => new Map(),
    },
  };
  const run = async (actor: Actor, change: object = {}) => {
    const body = reusableQuestion.parse({
      ...{ unit: 'SXD-H05', procedure: '1.013236', applicant: person },
      ...change,
    });
    const done = await reusablePapers(ports)({ actor, body });
    return done.ok ? done.value.body : { code: done.error.code, fields: done.error.fields };
  };
  const found = async (actor: Actor, change: object = {}) => {
    const { components } = await run(actor, change);
    return Array.isArray(components)
      ? components.flatMap(({ component, papers }) =>
          papers.map(
            (each: Record<string, unknown>) =>
              `${component} ${String(each.dossier).slice(7, 8)}/${String(each.document)}`,
          ),
        )
      : [];
  };
  return { asked, run, found };
};

describe('the papers of an applicant that could be used again', () => {
  test('each under the component that it fits, with where it comes from and how long it is good', async () => {
    const { run, found, asked } = scene();
    expect(await found(owner)).toEqual(['DAT 1/3', 'QDDA 1/2']);
    expect(asked).toEqual([
      { owner: ownerOf(person), only: { filer: 'citizen-1' }, before: undefined, limit: 100 },
    ]);
    const { components, ...head } = await run(owner);
    expect(head).toEqual({ procedure: '1.013236', procedureVersion: '1' });
    expect(components).toContainEqual({
      component: 'DAT',
      name: expect.anything(),
      papers: [
        {
          ...{ dossier: idOf(1), code: dossier.code, document: 3, component: 'DAT' },
          ...{ mediaType: 'application/pdf', state: 2, since: '2026-11-02', validUntil: '2027-11-02' },
        },
      ],
    });
    expect(JSON.stringify([asked, components])).not.toContain(person.identifier);
  });

  test('no longer those that have expired', async () => {
    expect(await scene(at('2027-11-03 09:00')).found(owner)).toEqual(['QDDA 1/2']);
  });

  test('the front desk sees what its unit keeps, whoever filed it; nobody what is restricted', async () => {
    const { found, asked } = scene();
    expect(await found(desk)).toEqual(['DAT 1/3', 'QDDA 2/1', 'QDDA 1/2']);
    expect(asked[0]?.only).toEqual({ unit: 'SXD-H05' });
  });

  test('the portal sees those of the account that it names', async () => {
    const portal = staff('npsp', ['portal']);
    const { run, found } = scene();
    expect(await found(portal, { applicant: { ...person, subject: 'citizen-2' } })).toEqual(['QDDA 2/1']);
    expect(await run(portal)).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field: '/applicant/subject' }],
    });
  });

  test('a stranger who knows the number finds nothing, and may not ask for another account', async () => {
    const { run, found, asked } = scene();
    expect(await found(applicant('citizen-9'))).toEqual([]);
    expect(asked[0]?.only).toEqual({ filer: 'citizen-9' });
    expect(
      await run(applicant('citizen-9'), { applicant: { ...person, subject: 'citizen-1' } }),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect(await run(staff('desk-9', ['frontDesk'], 'STC-H05'))).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
  });

  test('page by page', async () => {
    const { run, asked } = scene(undefined, true);
    const { next } = await run(owner);
    expect(next).toBe(must(rows.at(-1)).place);
    await run(owner, { cursor: next });
    expect(asked[1]?.before).toBe(next);
  });
});
