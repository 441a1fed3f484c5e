import * as z from 'zod';
import { dynamoRegisterStore } from '../adapters/dynamo/registerStore.ts';
import { line } from '../app/fields.ts';
import { drawNumber } from '../app/results.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ports = executePorts(env);
const draw = drawNumber({ ...ports, register: dynamoRegisterStore(client, env.STATE_TABLE) });
const body = z.strictObject({
  kind: z.enum(['granted', 'refused']),
  notation: z.string().regex(/^[A-ZĐ][A-ZĐ0-9-]{0,19}$/, 'the notation after the number, such as GPXD-SXD'),
  signer: line(200),
});

/** Lấy số: the clerk draws the result's number from the unit's register. */
export const handler = commandHandler(ports, body, (said) => (dossier) => draw(dossier, said));
