import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { getDossier } from '../app/queries.ts';
import { apiHandler } from '../shared/api.ts';
import { pathId } from '../shared/command.ts';
import { readPorts, stateTable } from '../shared/compose.ts';
import { actorOf } from '../shared/request.ts';

const { client, state } = stateTable();
const get = getDossier({
  ...readPorts(),
  reads: dynamoReadStore(client, { state, event: '' }),
  documents: dynamoDocumentStore(client, state),
  drafts: dynamoDraftStore(client, state),
});

/** One dossier with its files and forms. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const id = pathId(event);
  return id.ok ? get(id.value, actor.value) : id;
});
