import * as z from 'zod';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { listEvents } from '../app/queries.ts';
import { apiHandler } from '../shared/api.ts';
import { pathId } from '../shared/command.ts';
import { readPorts, writerTables } from '../shared/compose.ts';
import { actorOf, validate } from '../shared/request.ts';

const { client, state, event: eventTable } = writerTables();
const list = listEvents({ ...readPorts(), reads: dynamoReadStore(client, { state, event: eventTable }) });
const query = z.strictObject({ after: z.coerce.number().int().nonnegative().default(0) });

/** The log of one dossier. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const id = pathId(event);
  if (!id.ok) return id;
  const page = validate(query, event.queryStringParameters ?? {});
  return page.ok ? list(id.value, actor.value, page.value.after) : page;
});
