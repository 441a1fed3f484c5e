import * as z from 'zod';
import { place } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ limitCase: z.exactOptional(z.string().max(32)), place });

/** Tiếp nhận: refused until every file is CLEAN; starts the clock and issues form 01. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'accept', ...said }));
