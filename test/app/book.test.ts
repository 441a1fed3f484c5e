import { expect, test } from 'vitest';
import * as z from 'zod';
import { type BookCursor, type BookPorts, book } from '../../functions/app/book.ts';
import { type DossierId, dossierId } from '../../functions/core/dossier/ids.ts';
import { desk, must, officer, owner, policy, staff } from '../core/dossier/support.ts';
import { sources, story } from '../core/forms/facts.ts';
import { named, person } from './fakeOffice.ts';
import { worldOf } from './fakes.ts';

/** A month of so many rows, all of them copies of one delivered dossier; counts what is printed. */
const month = (rows: number, restricted: readonly number[] = []) => {
  const printed: string[] = [];
  const page = async (_of: unknown, limit: number, after?: string) => {
    const from = Number(after ?? 0);
    const to = Math.min(rows, from + limit);
    const items = Array.from({ length: to - from }, (_, i) => ({
      dossierId: idOf(from + i),
      receivedAt: story.events[0]?.at ?? 0,
      due: 0,
    }));
    return { items, ...(to < rows && { next: String(to) }) };
  };
  const applicant = { ...sources.applicant, subject: owner.subject };
  const same = async <T>(ids: readonly DossierId[], value: T) =>
    new Map(ids.map((id) => [String(id), value]));
  const print = async () => {
    printed.push('sheet');
    return new Uint8Array([1]);
  };
  const world = worldOf(story);
  const ports: BookPorts = {
    books: {
      page,
      heads: async (ids) =>
        new Map(
          ids.map((id) => [
            String(id),
            restricted.some((n) => idOf(n) === id)
              ? { ...story.dossier, restricted: true as const }
              : story.dossier,
          ]),
        ),
      applicants: (ids) => same(ids, applicant),
    },
    clock: world.ports.clock,
    staff: world.ports.staff,
    catalogue: {
      procedures: async () => [policy.procedure],
      versions: async () => [policy.procedure],
      office: async () => policy,
      policy: async () => policy,
    },
    printer: { pdf: print, html: print },
    archive: { put: async () => ({ versionId: 'v1' }) },
    links: { link: async ({ key, disposition }) => `${key} ${disposition}` },
  };
  return { ports, printed, directory: world.directory };
};
const idOf = (n: number) => must(dossierId(`${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`));
const asked = { actor: desk, field: 'HDXD', month: '2026-11' } as const;

test('a delivered dossier shows when and how its result was handed over', async () => {
  const { ports } = month(1);
  expect(await book(ports)({ ...asked, format: 'json' })).toMatchObject({
    value: {
      body: {
        entries: [{ ordinal: 1, returnedAt: '2026-11-30T09:00:00+07:00', method: 'counter', status: 10 }],
      },
    },
  });
});

test('a sheet takes 2,000 rows; more are refused in words and left to the pages of entries', async () => {
  const most = month(2000);
  expect(await book(most.ports)({ ...asked, format: 'pdf' })).toMatchObject({
    value: {
      body: {
        rows: 2000,
        pdf: expect.stringMatching(
          /^archive\/SXD-H05\/books\/07\/HDXD-2026-11-[0-9a-f]{64}\.pdf attachment; filename="07-HDXD-2026-11\.pdf"$/,
        ),
      },
    },
  });
  expect(most.printed).toHaveLength(1);
  const more = month(2001);
  expect(await book(more.ports)({ ...asked, format: 'pdf' })).toMatchObject({
    error: { code: 'VALIDATION_FAILED', fields: [{ field: 'format' }] },
  });
  expect(more.printed).toEqual([]);
  expect(await book(more.ports)({ ...asked, format: 'json' })).toMatchObject({ ok: true });
});

test('an entry whose dossier is gone is damage and is said', async () => {
  const { ports } = month(3);
  const lost = { ...ports, books: { ...ports.books, heads: async () => new Map() } };
  await expect(book(lost)({ ...asked, format: 'json' })).rejects.toThrow(/no dossier 00000000-/);
});

test('a restricted dossier is in the book for cleared staff only; the others keep their ordinals', async () => {
  const { ports, directory } = month(102, [1, 100]);
  const page = z.object({
    value: z.object({
      body: z.object({ entries: z.array(z.looseObject({ ordinal: z.int() })), next: z.string().optional() }),
    }),
  });
  const read = async (cursor?: BookCursor) => {
    const { entries, next } = page.parse(await book(ports)({ ...asked, format: 'json', cursor })).value.body;
    return { ordinals: entries.map(({ ordinal }) => ordinal), next };
  };
  const first = await read();
  expect([first.ordinals.length, ...first.ordinals.slice(0, 3)]).toEqual([99, 1, 3, 4]);
  expect(first.next).toBeDefined();
  expect((await read({ after: '100', ordinal: 100 })).ordinals).toEqual([102]);
  expect(await book(ports)({ ...asked, format: 'pdf' })).toMatchObject({ value: { body: { rows: 100 } } });
  const profile = person(desk.subject, ['frontDesk'], { clearance: 'restricted' });
  directory.set(desk.subject, { profile, delegations: [] });
  expect((await read()).ordinals.slice(0, 3)).toEqual([1, 2, 3]);
  expect((await read({ after: '100', ordinal: 100 })).ordinals).toEqual([101, 102]);
});

test('whoever only views reports sees numbers, not people; a stand-in reads for the one who lent', async () => {
  const { ports, directory } = month(1);
  const viewer = staff('viewer-1', ['reportViewer']);
  const refused = { ok: false, error: { code: 'ROLE_NOT_ALLOWED' } };
  expect(await book(ports)({ ...asked, actor: viewer, format: 'json' })).toMatchObject(refused);
  const clerk = officer('clerk');
  expect(await book(ports)({ ...asked, actor: clerk, format: 'json' })).toMatchObject(refused);
  const loan = {
    ...({ id: '2099-12-31-a', kind: 'absence', from: desk.subject, to: named('clerk-1') } as const),
    ...({ roles: ['frontDesk'], procedures: 'all', first: '2026-11-01', last: '2099-12-31' } as const),
    legalBasis: 'QĐ 1',
  };
  directory.set(clerk.subject, { delegations: [loan] });
  expect(await book(ports)({ ...asked, actor: clerk, format: 'json' })).toMatchObject({ ok: true });
});
