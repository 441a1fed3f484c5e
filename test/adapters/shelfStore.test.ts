import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { dynamoShelfStore } from '../../functions/adapters/dynamo/shelfStore.ts';
import type { Shelf, ShelfStore } from '../../functions/app/shelf.ts';
import { idOf, named } from '../app/fakeOffice.ts';
import { clean } from '../app/records.ts';
import { UNIT } from '../core/dossier/support.ts';
import { type Rig, rig } from '../local/dynamo/host.ts';

/** Seven archived papers of one owner, one a day; the third was filed by another account. Written as they are archived. */
const TableName = 'Shelf';
const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const [owner, mine, theirs] = ['digest', named('citizen-1'), named('citizen-2')];
const shelfOf = (n: number): Shelf => ({
  ...{ owner, place: `2026-11-0${n}#${idOf(n)}#001`, unit: UNIT },
  filer: n === 3 ? theirs : mine,
});

const kept = (n: number) => ({
  ...{ archive: { key: `k${n}`, versionId: 'v' }, issued: { date: '2026-11-02' } },
  shelf: n === 8 ? undefined : shelfOf(n),
});

let engine: Rig;
let store: ShelfStore;

beforeAll(async () => {
  engine = await rig();
  await engine.host.createTable({
    TableName,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'reusePk', 'reuseSk'].map(key),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'reuse',
        KeySchema: [
          { AttributeName: 'reusePk', KeyType: 'HASH' },
          { AttributeName: 'reuseSk', KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['component', 'mediaType', 'filer', 'unit'],
        },
      },
    ],
    stream: false,
  });
  const documents = dynamoDocumentStore(engine.db, TableName);
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const Item = { ...keys.document(idOf(n), 1), ...clean(1, `C${n}`) };
    await engine.db.send(new PutCommand({ TableName, Item }));
    // The eighth is of a restricted dossier: archived, and on no shelf.
    await documents.archived(idOf(n), 1, kept(n));
    await documents.archived(idOf(n), 1, kept(n));
  }
  store = dynamoShelfStore(engine.db, TableName);
});
afterAll(() => engine.stop());

const found = async (query: Omit<Parameters<ShelfStore['papers']>[0], 'owner'>, whose = owner) => {
  const { papers, more } = await store.papers({ owner: whose, ...query });
  return [papers.map(({ component }) => component).join(' '), more];
};

test('newest first, page by page, each paper once, however often it was archived', async () => {
  const only = { unit: UNIT };
  expect(await found({ only, limit: 3 })).toEqual(['C7 C6 C5', true]);
  expect(await found({ only, limit: 3, before: shelfOf(5).place })).toEqual(['C4 C3 C2', true]);
  expect(await found({ only, limit: 3, before: shelfOf(2).place })).toEqual(['C1', false]);
  expect(await found({ only, limit: 7 })).toEqual(['C7 C6 C5 C4 C3 C2 C1', false]);
});

test('only of the account that is asked about: neither its rows nor a next page tell of another', async () => {
  expect(await found({ only: { filer: theirs }, limit: 1 })).toEqual(['C3', false]);
  expect(await found({ only: { filer: named('citizen-9') }, limit: 1 })).toEqual(['', false]);
  expect(await found({ only: { filer: mine }, limit: 9 })).toEqual(['C7 C6 C5 C4 C2 C1', false]);
  expect(await found({ only: { filer: mine }, limit: 9 }, 'another owner')).toEqual(['', false]);
});

test('a row says what is needed and nothing of the person', async () => {
  const { papers } = await store.papers({ owner, only: { filer: theirs }, limit: 1 });
  expect(papers).toEqual([
    {
      ...{ dossier: idOf(3), n: 1, component: 'C3', mediaType: 'application/pdf' },
      place: `2026-11-03#${idOf(3)}#001`,
    },
  ]);
});

test('the documents themselves, those that are there', async () => {
  const records = await store.records([
    { dossier: idOf(1), n: 1 },
    { dossier: idOf(1), n: 2 },
  ]);
  expect([...records.keys()]).toEqual([`${idOf(1)}#1`]);
  expect(records.get(`${idOf(1)}#1`)).toMatchObject({ component: 'C1', issued: { date: '2026-11-02' } });
});
