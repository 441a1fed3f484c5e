import { expect, test } from 'vitest';
import { type OpenCursor, openDossiers } from '../../functions/app/openDossiers.ts';
import type { ReadStore } from '../../functions/app/reads.ts';
import { desks, placeAt } from '../../functions/core/dossier/desk.ts';
import type { Dossier } from '../../functions/core/dossier/dossier.ts';
import { type DossierId, dossierId } from '../../functions/core/dossier/ids.ts';
import { must } from '../core/dossier/support.ts';
import { inReviewSince, submittedAt } from '../support/dossier.ts';

const [registered, reviewed] = [submittedAt('2026-11-16 09:00'), inReviewSince('2026-11-16 09:00')];

/** A dossier that stands at the desk: in review any role may have the step. */
const standing = (desk: string, id: DossierId, lastHash: string): Dossier => {
  const role = desks.find((each) => each === desk);
  return role === 'system' || !role || reviewed.phase !== 'REVIEW'
    ? { ...registered, id, lastHash }
    : { ...reviewed, id, lastHash, step: { ...reviewed.step, role } };
};

/** Desks of some sizes, and what was asked of them. */
const office = (sizes: Readonly<Record<string, number>>) => {
  const asked: { desk: string; limit: number }[] = [];
  const known = new Map<DossierId, Dossier>();
  const places = new Map<string, readonly { id: DossierId; place: string }[]>();
  for (const [d, [partition, size]] of Object.entries(sizes).entries()) {
    const rows = Array.from({ length: size }, (_, i) => {
      const id = must(dossierId(`0000000${d}-0000-0000-0000-${String(i).padStart(12, '0')}`));
      known.set(id, standing(partition.slice(2), id, `${partition} ${i}`));
      return { id, place: placeAt(1_700_000_000_000, id) };
    });
    places.set(partition, rows);
  }
  const entries: ReadStore['entries'] = async ({ partition, limit, after = '' }) => {
    asked.push({ desk: partition, limit });
    const rest = (places.get(partition) ?? []).filter(({ place }) => place > after);
    const page = rest.slice(0, limit);
    const reached = rest.length > limit ? page.at(-1)?.place : undefined;
    return { entries: page, ...(reached !== undefined && { reached }) };
  };
  const heads: ReadStore['heads'] = async (ids) => new Map(ids.map((id) => [id, must(known.get(id))]));
  return { reads: { entries, heads }, asked };
};

const walk = async (sizes: Readonly<Record<string, number>>, limit: number) => {
  const { reads, asked } = office(sizes);
  const pages: string[][] = [];
  for (let cursor: OpenCursor | undefined, first = true; first || cursor; first = false) {
    const page = await openDossiers(reads)('U', limit, cursor);
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
  const { reads, asked } = office({ 'U#applicant': 4, 'U#portal': 100 });
  const page = await openDossiers(reads)('U', 4);
  expect(page.dossiers).toHaveLength(4);
  expect(page.next).toEqual({ desk: 'portal' });
  expect(asked).toEqual([{ desk: 'U#applicant', limit: 4 }]);
});
