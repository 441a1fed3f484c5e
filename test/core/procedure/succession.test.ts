import { expect, test } from 'vitest';
import type { ProcedureData } from '../../../functions/core/procedure/index.ts';
import { publicationOf } from '../../../functions/core/procedure/succession.ts';
import { shipped } from '../../support/catalogue.ts';

/** Version 1 is in force since 01/07/2026, without end. */
const v1 = shipped('1.013236');
const draft = (change: Partial<ProcedureData> = {}): ProcedureData => ({
  ...v1,
  ...{ version: '2', status: 'draft', draftReason: 'not yet' },
  ...change,
});
const codes = (result: ReturnType<typeof publicationOf>) =>
  result.ok ? [] : result.error.map(({ code }) => code);

test('closes the open interval the day before', () => {
  const result = publicationOf([v1, draft()], draft(), '2027-01-01');
  expect(result).toMatchObject({
    ok: true,
    value: {
      published: { version: '2', status: 'published', effective: { from: '2027-01-01' } },
      closes: { predecessor: { version: '1' }, to: '2026-12-31' },
    },
  });
  expect(result.ok && result.value.published).not.toHaveProperty('draftReason');
});

test('the first version of a code closes nothing', () => {
  const result = publicationOf([draft()], draft(), '2027-01-01');
  expect(result.ok && result.value.closes).toBeUndefined();
});

test('an interval with an end that overlaps is left alone and refused', () => {
  const bounded = { ...v1, effective: { from: '2026-07-01', to: '2027-06-30' } };
  expect(codes(publicationOf([bounded], draft(), '2027-01-01'))).toEqual(['OVERLAP']);
  expect(publicationOf([bounded], draft(), '2027-07-01').ok).toBe(true);
});

test('nothing may begin before, or on, the day of a version that is in force', () => {
  expect(codes(publicationOf([v1], draft(), '2026-07-01'))).toEqual(['OVERLAP']);
  expect(codes(publicationOf([v1], draft(), '2026-06-01'))).toEqual(['OVERLAP']);
  // It may fill the time before, if it ends in time.
  const earlier = draft({ effective: { from: '2026-01-01', to: '2026-06-30' } });
  expect(publicationOf([v1], earlier, '2026-01-01')).toMatchObject({ ok: true });
});

test('every problem of the version is named', () => {
  const { limit: _, ...rest } = draft();
  const bad = { ...rest, sources: [], effective: { from: '2026-07-01', to: '2026-12-31' } };
  expect(codes(publicationOf([v1], bad, '2027-01-01'))).toEqual(['NO_SOURCES', 'EMPTY_INTERVAL', 'NO_LIMIT']);
});

test('what the law has ended cannot be opened again', () => {
  const ended = [{ code: v1.code, from: '2027-01-01', article: 'Luật', source: 'x' }];
  expect(codes(publicationOf([v1], draft(), '2026-12-01', ended))).toEqual(['ABOLISHED']);
  const last = draft({ effective: { from: '2026-12-01', to: '2026-12-31' } });
  expect(publicationOf([v1], last, '2026-12-01', ended).ok).toBe(true);
});

test('problems that were there before are not held against it', () => {
  const old = { ...v1, sources: [], effective: { from: '2025-01-01', to: '2025-12-31' }, version: '0' };
  expect(publicationOf([old, v1], draft(), '2027-01-01').ok).toBe(true);
});
