import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ reason: sentence, legalBasis: sentence });

/** Dừng xử lý: by the leader, with reason and legal basis; form 05. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'stop', ...said }));
