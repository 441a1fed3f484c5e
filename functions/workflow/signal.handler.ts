import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { stepFunctions } from '../adapters/stepFunctions.ts';
import { type SignalOutcome, signal } from '../app/signal.ts';
import { client } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log, type MessageCode } from '../shared/logger.ts';
import { streamHandler } from '../shared/stream.ts';

const env = readEnv('STATE_TABLE', 'DOSSIER_STATE_MACHINE_ARN');
const run = signal({
  spines: dynamoSpineStore(client, env.STATE_TABLE),
  workflow: stepFunctions(env.DOSSIER_STATE_MACHINE_ARN),
});
const messages: Readonly<Record<SignalOutcome, MessageCode>> = {
  started: 'SIGNAL_STARTED',
  woken: 'SIGNAL_WOKEN',
  skipped: 'SIGNAL_SKIPPED',
  over: 'SIGNAL_OVER',
};

/** Stream of waking events: starts the dossier's spine or wakes it. */
export const handler = streamHandler(async (event) => {
  log.info(messages[await run(event)], { dossierId: event.dossierId, seq: event.seq });
});
