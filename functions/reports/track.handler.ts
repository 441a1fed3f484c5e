import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { track } from '../app/queries.ts';
import { apiHandler } from '../shared/api.ts';
import { readPorts, stateTable } from '../shared/compose.ts';

const { client, state } = stateTable();
const find = track({ ...readPorts(), reads: dynamoReadStore(client, { state, event: '' }) });

/** Public tracking: whoever holds the random token sees the progress and nothing else. */
export const handler = apiHandler((event) => find(event.pathParameters?.token ?? ''));
