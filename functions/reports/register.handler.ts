import { dynamoRegisterStore } from '../adapters/dynamo/registerStore.ts';
import { resultRegister } from '../app/register.ts';
import { reports } from '../contract/reports.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = resultRegister({ ...readPorts(env), register: dynamoRegisterStore(client, env.STATE_TABLE) });

/** Sổ cấp kết quả: the numbers of a year under one notation, in order, the void ones too. */
export const handler = readHandler(reports.register, ({ actor, query: asked }) => list(actor, asked));
