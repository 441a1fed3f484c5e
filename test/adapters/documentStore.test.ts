import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { sideWrites } from '../../functions/adapters/dynamo/sideItems.ts';
import { dynamoUploadStore } from '../../functions/adapters/dynamo/uploadStore.ts';
import type { DocumentRecord, DocumentStore } from '../../functions/app/ports.ts';
import { clean, copied, declared, found, sizeReason } from '../app/records.ts';
import { ID, must, until } from '../core/dossier/support.ts';
import { type Rig, rig } from '../local/dynamo/host.ts';

/** Declarations on the real engine: what was found about a version is never lost to a declaration. */
const TableName = 'Documents';
const refused: DocumentRecord = { ...clean(2), inspection: { ...found(), reasons: [sizeReason] } };
const file = { name: 'mới.pdf', mediaType: 'image/png', size: 2, sha256: 'b'.repeat(64) };
const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

let engine: Rig;
let store: DocumentStore;

beforeEach(async () => {
  engine = await rig();
  await engine.host.createTable({
    TableName,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk'].map(key),
    stream: false,
  });
  store = dynamoDocumentStore(engine.db, TableName);
});
afterEach(() => engine.stop());

const stands = async (record: DocumentRecord) => {
  await engine.db.send(new PutCommand({ TableName, Item: { ...keys.document(ID, record.n), ...record } }));
};

describe('another declaration', () => {
  test('changes what is announced and keeps what was found about the refused version', async () => {
    await stands(refused);
    expect(await store.redeclare(ID, refused, file)).toBe(true);
    expect(await store.document(ID, 2)).toEqual({ ...refused, ...file });
  });
  test('of a file that was never inspected', async () => {
    await stands(declared(2));
    expect(await store.redeclare(ID, declared(2), file)).toBe(true);
    expect(await store.document(ID, 2)).toEqual({ ...declared(2), ...file });
  });
  test.each<[string, DocumentRecord, DocumentRecord]>([
    ['was inspected again', refused, { ...refused, inspection: found('v2') }],
    ['was inspected for the first time', declared(2), clean(2)],
    ['was archived', clean(2), copied(2)],
  ])('comes too late for one that %s', async (_, seen, now) => {
    await stands(now);
    expect(await store.redeclare(ID, seen, file)).toBe(false);
    expect(await store.document(ID, 2)).toEqual(now);
  });
  test('makes no document of one that was dropped', async () => {
    expect(await store.redeclare(ID, declared(2), file)).toBe(false);
    expect(await store.document(ID, 2)).toBeUndefined();
  });
});

describe('a verdict of the scanner', () => {
  test('is noted on the version that it is about, and on no other', async () => {
    await stands({ ...declared(2), inspection: found('v2') });
    await store.scanned(ID, 2, 'v1', 'CLEAN');
    expect(await store.document(ID, 2)).not.toHaveProperty('scan');
    await store.scanned(ID, 2, 'v2', 'INFECTED');
    expect(await store.document(ID, 2)).toMatchObject({ scan: 'INFECTED' });
    await store.scanned(ID, 2, 'v1', 'CLEAN');
    expect(await store.document(ID, 2)).toMatchObject({ scan: 'INFECTED' });
  });
  test('makes no document of one that is gone', async () => {
    await store.scanned(ID, 2, 'v1', 'CLEAN');
    expect(await store.document(ID, 2)).toBeUndefined();
  });
  test('does not outlive the version: what is measured anew waits for a verdict of its own', async () => {
    await stands(clean(2));
    await store.inspected(ID, 2, found('v2'), undefined);
    expect(await store.document(ID, 2)).not.toHaveProperty('scan');
  });
  test.each([
    ['INFECTED', 'CLEAN'],
    ['CLEAN', 'INFECTED'],
  ] as const)('is final: %s stays when %s is said later', async (first, later) => {
    const uploads = dynamoUploadStore(engine.db, TableName);
    const at = { id: ID, n: 1, versionId: 'v1' };
    expect(await uploads.verdict(at, first, 1)).toEqual({ scan: first });
    expect(await uploads.verdict(at, later, 1)).toEqual({ scan: first });
    expect(await uploads.scanOf(at)).toBe(first);
    expect(await uploads.scanOf({ ...at, versionId: 'v2' })).toBeUndefined();
  });
});

test('a line that does not stand in the register cannot be made void', async () => {
  const { dossier, events } = until((d) => 'register' in d && d.register !== undefined);
  const entry = must('register' in dossier ? dossier.register : undefined);
  const item = { kind: 'VOID_REGISTER', entry, why: 'withdrawn' } as const;
  const TransactItems = sideWrites(TableName, must(events.at(-1)), dossier, item).map(({ write }) => write);
  const makeVoid = () => engine.db.send(new TransactWriteCommand({ TransactItems }));
  await expect(makeVoid()).rejects.toThrow('ConditionalCheckFailed');
  await engine.db.send(new PutCommand({ TableName, Item: keys.register(dossier.unit, entry) }));
  await makeVoid();
});
