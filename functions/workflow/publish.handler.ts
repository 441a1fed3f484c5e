import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { eventBridgeBus } from '../adapters/eventBridgeBus.ts';
import { publishEvent } from '../app/publishEvent.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { streamHandler } from '../shared/stream.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'EVENT_BUS');
const run = publishEvent({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
  bus: eventBridgeBus(env.EVENT_BUS),
});

/** Stream of published events: each goes onto the bus as a CloudEvent, in order per dossier. */
export const handler = streamHandler(async (event) => {
  log.info('EVENT_PUBLISHED', { eventId: await run(event) });
});
