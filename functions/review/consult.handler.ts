import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({
  agency: z.string().regex(/^[A-Z0-9-]{2,32}$/, 'a unit id such as SXD-H05'),
  question: sentence,
  days: z.exactOptional(z.int().min(1).max(60)),
});

/** Lấy ý kiến: another agency is asked; its own deadline runs. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'consult', ...said }));
