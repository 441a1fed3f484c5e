import * as z from 'zod';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ limitCase: z.string().max(32).optional() });

/** Tiếp nhận: refused until every file is CLEAN; starts the clock and issues form 01. */
export const handler = commandHandler(executePorts(env), body, ({ limitCase }) => ({
  type: 'accept',
  ...(limitCase !== undefined && { limitCase }),
}));
