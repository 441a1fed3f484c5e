import * as z from 'zod';
import { place } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ method: z.enum(['online', 'counter', 'post']), place });

/** Trả kết quả: the applicant has the result. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'deliver', ...said }));
