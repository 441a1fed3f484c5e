import { expect, test } from 'vitest';
import { type OpenCursor, openDossiers } from '../../functions/app/openDossiers.ts';
import type { InboxCursor, ReadStore } from '../../functions/app/reads.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { inReviewSince, submittedAt } from '../support/dossier.ts';

const [one, two] = [submittedAt('2026-11-16 09:00'), inReviewSince('2026-11-16 09:00')];

/** Desks of some sizes, and what was asked of them. */
const office = (sizes: Readonly<Record<string, number>>) => {
  const asked: { desk: string; limit: number }[] = [];
  const inbox: ReadStore['inbox'] = async (desk, limit, cursor) => {
    asked.push({ desk, limit });
    const size = sizes[desk] ?? 0;
    const start = Number(cursor?.sk ?? 0);
    const end = Math.min(size, start + limit);
    const dossiers: Dossier[] = Array.from({ length: end - start }, (_, i) => ({
      ...((start + i) % 2 === 0 ? one : two),
      lastHash: `${desk} ${start + i}`,
    }));
    const next: InboxCursor = { pk: '', sk: String(end), inboxPk: desk, inboxSk: '' };
    return { dossiers, ...(end < size && { next }) };
  };
  return { inbox, asked };
};

const walk = async (sizes: Readonly<Record<string, number>>, limit: number) => {
  const { inbox, asked } = office(sizes);
  const pages: string[][] = [];
  for (let cursor: OpenCursor | undefined, first = true; first || cursor; first = false) {
    const page = await openDossiers({ inbox })('U', limit, cursor);
    pages.push(page.dossiers.map(({ lastHash }) => lastHash));
    cursor = page.next;
  }
  return { pages, asked };
};

test.each([1, 2, 3, 7, 50])('every open dossier is met once, in pages of %i', async (limit) => {
  const sizes = { 'U#frontDesk': 5, 'U#applicant': 1, 'U#appraiser': 7, 'U#system': 3, 'V#frontDesk': 9 };
  const { pages } = await walk(sizes, limit);
  const met = pages.flat();
  const expected = Object.entries(sizes)
    .filter(([desk]) => desk.startsWith('U#'))
    .flatMap(([desk, size]) => Array.from({ length: size }, (_, i) => `${desk} ${i}`));
  expect(met.toSorted()).toEqual(expected.toSorted());
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
});

test('an office without open dossiers is asked once per desk, and answers in one page', async () => {
  const { pages, asked } = await walk({}, 50);
  expect(pages).toEqual([[]]);
  expect(new Set(asked.map(({ desk }) => desk)).size).toBe(asked.length);
});

test('a full page asks no further', async () => {
  const { inbox, asked } = office({ 'U#applicant': 4, 'U#portal': 100 });
  const page = await openDossiers({ inbox })('U', 4);
  expect(page.dossiers).toHaveLength(4);
  expect(page.next).toEqual({ desk: 'portal' });
  expect(asked).toEqual([{ desk: 'U#applicant', limit: 4 }]);
});
