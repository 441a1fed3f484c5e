import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoDraftStore } from '../../functions/adapters/dynamo/draftStore.ts';
import { headAttributes } from '../../functions/adapters/dynamo/headItem.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { dynamoSpineStore } from '../../functions/adapters/dynamo/spineStore.ts';
import type { Draft } from '../../functions/app/draft.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import { dossierId } from '../../functions/core/dossier/ids.ts';
import { ID, MORNING, must, owner, procedure, submitted, UNIT } from '../core/dossier/support.ts';
import { type Rig, rig } from '../local/dynamo/host.ts';

/** Marks of spines, and drafts with what is unique about them, on the real engine. */
const TableName = 'Spines';
const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
let engine: Rig;
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
});
afterEach(() => engine.stop());

describe('a spine that stopped', () => {
  const { dossier } = submitted();
  const store = () => dynamoSpineStore(engine.db, TableName);
  const stands = (spine: object) =>
    engine.db.send(
      new PutCommand({ TableName, Item: { ...keys.head(ID), ...headAttributes(dossier), ...spine } }),
    );

  test('marks its dossier, unless it is marked since earlier', async () => {
    await stands({ spineRun: 2, spineSeq: 1, taskToken: 'token' });
    await store().markStuck(ID, 2, MORNING + 5);
    await store().markStuck(ID, 2, MORNING + 9);
    expect(await store().spineHead(ID)).toMatchObject({
      ...{ dossierId: ID, code: dossier.code, spineRun: 2, taskToken: 'token' },
      stuckSince: String(MORNING + 5),
    });
  });
  test('that was replaced marks nothing, and is no error', async () => {
    await stands({ spineRun: 3 });
    await store().markStuck(ID, 2, MORNING);
    expect(await store().spineHead(ID)).not.toHaveProperty('stuckSince');
  });
  test('of a dossier that is not there makes none', async () => {
    await store().markStuck(ID, 1, MORNING);
    expect(await store().spineHead(ID)).toBeUndefined();
  });
});

describe('a draft', () => {
  const source = { system: 'NPSP', reference: 'r' };
  const OTHER = must(dossierId('11111111-1111-1111-1111-111111111111'));
  const draft = (change: Partial<Draft> = {}): Draft => ({
    ...{ id: ID, unit: UNIT, procedure: procedure.code, version: procedure.version, channel: 'online' },
    ...{ filedBy: 'self', subject: owner.subject, createdBy: owner.subject, applicantSalt: 'salt' },
    applicant: { ...filingExample.applicant, subject: owner.subject },
    ...{ documents: [], trackingDigest: 'd', createdAt: MORNING, validUntil: MORNING + 1000, source },
    ...change,
  });
  const replay = (key = 'k') => ({ key, fingerprint: 'f', status: 201, body: { id: ID } });
  const store = () => dynamoDraftStore(engine.db, TableName);

  test('is created once per key, whatever it is', async () => {
    expect(await store().create(draft(), replay())).toBe('created');
    expect(await store().draft(ID)).toEqual(draft());
    expect(await store().create(draft({ id: OTHER, source: undefined }), replay())).toBe('replayed');
    expect(await store().draft(OTHER)).toBeUndefined();
  });
  test('is one per reference of a partner, as long as it is valid; with it nothing else is written', async () => {
    await store().create(draft(), replay());
    const second = draft({ id: OTHER, createdAt: MORNING + 999 });
    expect(await store().create(second, replay('l'))).toBe('sourceTaken');
    const { Item } = await engine.db.send(new GetCommand({ TableName, Key: keys.replay('l') }));
    expect([Item, await store().draft(OTHER)]).toEqual([undefined, undefined]);
    expect(await store().sourceOwner(source, MORNING + 999)).toBe(ID);
    expect(await store().sourceOwner(source, MORNING + 1000)).toBeUndefined();
    expect(await store().create({ ...second, createdAt: MORNING + 1000 }, replay('m'))).toBe('created');
  });
});
