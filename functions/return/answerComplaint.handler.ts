import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ upheld: z.boolean(), text: sentence });

/** The office answers a complaint: upheld or refuted, with its words. */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'answerComplaint',
  ...said,
}));
