import * as z from 'zod';
import { dynamoTextStore } from '../adapters/dynamo/textStore.ts';
import { line } from '../app/fields.ts';
import { askSupplement, supplementItems } from '../app/requests.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ask = askSupplement(dynamoTextStore(client, env.STATE_TABLE));
const body = z.strictObject({
  items: z.exactOptional(supplementItems),
  contact: z.exactOptional(
    z.strictObject({
      name: line(200),
      phone: z.exactOptional(z.string().regex(/^\+?[0-9 .]{8,16}$/, 'a telephone number')),
    }),
  ),
});

/** Yêu cầu bổ sung: one full list with a reason per item; form 02. In review it is the list that the review proposed. */
export const handler = commandHandler(executePorts(env), body, (said) => (dossier) => ask(dossier, said));
