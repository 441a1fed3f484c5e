import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { getDossier } from '../app/queries.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const get = getDossier({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  drafts: dynamoDraftStore(client, env.STATE_TABLE),
});

/** One dossier with its files and forms. */
export const handler = readHandler(reports.getDossier, ({ id, actor }) => get(id, actor));
