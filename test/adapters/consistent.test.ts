import { expect, test } from 'vitest';
import { dynamoAlertStore } from '../../functions/adapters/dynamo/alertStore.ts';
import { dynamoDigestStore } from '../../functions/adapters/dynamo/digestStore.ts';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo/documentStore.ts';
import { dynamoDossierStore } from '../../functions/adapters/dynamo/dossierStore.ts';
import { dynamoDraftStore } from '../../functions/adapters/dynamo/draftStore.ts';
import { dynamoManifestStore } from '../../functions/adapters/dynamo/manifestStore.ts';
import { dynamoReadStore } from '../../functions/adapters/dynamo/readStore.ts';
import { dynamoRollUpStore } from '../../functions/adapters/dynamo/rollUpStore.ts';
import { dynamoSpineStore } from '../../functions/adapters/dynamo/spineStore.ts';
import { dynamoStaffReader } from '../../functions/adapters/dynamo/staffStore.ts';
import { dynamoUploadStore } from '../../functions/adapters/dynamo/uploadStore.ts';
import { ID, MORNING, owner, UNIT } from '../core/dossier/support.ts';
import { recorded } from './recorded.ts';

const { client, calls } = recorded();
const tables = { state: 'S', event: 'E' };
const dossiers = dynamoDossierStore(client, tables, { now: () => MORNING });
const drafts = dynamoDraftStore(client, 'S');
const documents = dynamoDocumentStore(client, 'S');

/** Reads by which something is decided, written or signalled. */
const reads: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the head that a command is judged by', () => dossiers.head(ID)],
  ['the answer to a repeated request', () => dossiers.replay('k')],
  ['the head that a signal tells of', () => dynamoSpineStore(client, 'S').spineHead(ID)],
  ['the draft that is submitted', () => drafts.draft(ID)],
  ['the dossier of a reference', () => drafts.sourceOwner({ system: 's', reference: 'r' }, MORNING)],
  ['the last number of a day', () => drafts.lastSerial('A', '2026-11-02')],
  ['the documents that are reported', () => documents.documents(ID)],
  ['the document that is archived', () => documents.document(ID, 1)],
  [
    'the verdict about a version',
    () => dynamoUploadStore(client, 'S').scanOf({ id: ID, n: 1, versionId: 'v' }),
  ],
  ['the rights of a caller', () => dynamoStaffReader(client, 'S').record(UNIT, owner.subject)],
  [
    'the alert that is delivered',
    () => dynamoAlertStore(client, 'S').alert({ dossierId: ID, stage: 'DUE', version: 1 }),
  ],
  ['the digests that are done', () => dynamoDigestStore(client, 'S').done(UNIT, '2026-11-02')],
  ['the manifest before', () => dynamoManifestStore(client, 'S').manifest(ID)],
  ['the log', () => dynamoReadStore(client, tables).events(ID, 0, 1)],
  ['the sums of a month', () => dynamoRollUpStore(client, 'S').rollUps(UNIT, '2026-11')],
];

test.each(reads)(
  '%s is read from the table, consistently: no index and no copy that lags',
  async (_, read) => {
    calls.length = 0;
    await read();
    expect(calls).not.toEqual([]);
    for (const { name, input } of calls) {
      expect([name, input.ConsistentRead, input.IndexName]).toEqual([name, true, undefined]);
    }
  },
);
