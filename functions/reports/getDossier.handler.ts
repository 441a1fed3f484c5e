import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { getDossier } from '../app/queries.ts';
import { noBody, pathId, readHandler } from '../shared/command.ts';
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
export const handler = readHandler(noBody, async ({ event, actor }) => {
  const id = pathId(event);
  return id.ok ? get(id.value, actor) : id;
});
