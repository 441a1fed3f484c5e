import { beforeEach, expect, test } from 'vitest';
import { loadCalendar, loadProcedures, loadUnit } from '../../catalogue/tools/load.ts';
import { catalogueKeys, dynamoCatalogue } from '../../functions/adapters/dynamo/catalogueStore.ts';
import { CATALOGUE_FRESH } from '../../functions/app/publication.ts';
import { UNIT } from '../core/dossier/support.ts';
import { recorded } from './recorded.ts';

/** What a container knows of the catalogue: never older than `CATALOGUE_FRESH`, and read whole only when it has changed. */
const unit = loadUnit(UNIT);
const calendar = loadCalendar();
const [procedure] = loadProcedures().filter(({ status }) => status === 'published');
if (!procedure) throw new Error('no procedure is published');
const { code, version } = procedure;

const at = {
  unit: catalogueKeys.unit(unit.id),
  calendar: catalogueKeys.calendar(unit.calendar),
  procedure: catalogueKeys.procedure(code, version),
};
let documents: Record<string, object>;
let now: number;
beforeEach(() => {
  documents = { [at.unit]: unit, [at.calendar]: calendar, [at.procedure]: procedure };
  now = 0;
});

const start = () => {
  const { client, calls } = recorded(({ input }) => {
    const { sk } = Object(input.Key);
    const document = documents[String(sk)];
    return document ? { Item: { document } } : {};
  });
  const { policy } = dynamoCatalogue(client, 'S', { now: () => now });
  /** Which documents were read, whole or (in brackets) by their identity, since the last look. */
  const read = (): string[] =>
    calls
      .splice(0)
      .map(({ input }) => {
        const name = Object.entries(at).find(([, sk]) => sk === Object(input.Key).sk)?.[0] ?? '';
        return input.ProjectionExpression === undefined ? name : `(${name})`;
      })
      .toSorted();
  return { policy: () => policy(UNIT, code, version), read };
};

test('while it is fresh nothing is read; after that only the identity of what has not changed', async () => {
  const { policy, read } = start();
  const first = await policy();
  expect(read()).toEqual(['calendar', 'procedure', 'unit']);
  now = CATALOGUE_FRESH - 1;
  await policy();
  expect(read()).toEqual([]);
  now = CATALOGUE_FRESH;
  const second = await policy();
  expect(read()).toEqual(['(calendar)', '(procedure)', 'unit']);
  expect(second).toEqual(first);
});

test('a new calendar version, a procedure that gets an end and a changed unit are seen after that time', async () => {
  const { policy, read } = start();
  await policy();
  documents[at.calendar] = { ...calendar, version: 'another' };
  documents[at.procedure] = { ...procedure, effective: { ...procedure.effective, to: '2031-01-01' } };
  documents[at.unit] = { ...unit, letterheadNote: 'new' };
  read();
  now = CATALOGUE_FRESH;
  const seen = await policy();
  expect(read()).toEqual(['(calendar)', '(procedure)', 'calendar', 'procedure', 'unit']);
  expect(seen.unit.letterheadNote).toBe('new');
  expect(seen.procedure.effective.to).toBe('2031-01-01');
  expect(seen.calendar.version).toBe('another');
});

test('what is gone is gone', async () => {
  const { policy } = start();
  await policy();
  delete documents[at.procedure];
  now = CATALOGUE_FRESH;
  await expect(policy()).rejects.toThrow('no rules');
});
