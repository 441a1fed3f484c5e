import * as z from 'zod';
import { dynamoRegisterStore } from '../adapters/dynamo/registerStore.ts';
import { resultRegister } from '../app/register.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = resultRegister({ ...readPorts(env), register: dynamoRegisterStore(client, env.STATE_TABLE) });
const query = z.strictObject({
  year: z
    .string()
    .regex(/^20\d{2}$/, 'a year')
    .transform(Number),
  notation: z.string().min(1).max(20),
  after: z.exactOptional(
    z
      .string()
      .regex(/^\d{1,8}$/, '`next` of an earlier page')
      .transform(Number),
  ),
});

/** Sổ cấp kết quả: the numbers of a year under one notation, in order, the void ones too. */
export const handler = readHandler(query, ({ actor, query: asked }) => list(actor, asked));
