import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ reason: sentence });

/** Không tiếp nhận: before acceptance, with a reason; form 03. */
export const handler = commandHandler(executePorts(env), body, ({ reason }) => ({ type: 'refuse', reason }));
