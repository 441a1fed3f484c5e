import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { listDocuments } from '../app/documents.ts';
import { archive } from '../contract/archive.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const list = listDocuments({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
});

/** The documents of a dossier, each with its state and where it came from. */
export const handler = readHandler(archive.listDocuments, ({ id, actor }) => list(id, actor));
