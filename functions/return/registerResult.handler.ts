import { dynamoRegisterStore } from '../adapters/dynamo/registerStore.ts';
import { drawNumber } from '../app/results.ts';
import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const ports = executePorts(env);
const draw = drawNumber({ ...ports, register: dynamoRegisterStore(client, env.STATE_TABLE) });

/** Lấy số: the clerk draws the result's number from the unit's register. */
export const handler = commandHandler(
  returning.registerResult,
  ports,
  (said) => (dossier) => draw(dossier, said),
);
