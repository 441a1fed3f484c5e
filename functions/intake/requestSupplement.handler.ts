import { dynamoTextStore } from '../adapters/dynamo/textStore.ts';
import { askSupplement } from '../app/requests.ts';
import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ask = askSupplement(dynamoTextStore(client, env.STATE_TABLE));

/** Yêu cầu bổ sung: one full list with a reason per item; form 02. In review it is the list that the review proposed. */
export const handler = commandHandler(
  intake.requestSupplement,
  executePorts(env),
  (said) => (dossier) => ask(dossier, said),
);
