import * as z from 'zod';
import { sentence, stepId } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ to: stepId, reason: sentence });

/** Back to an earlier review step, with a reason. */
export const handler = commandHandler(executePorts(env), body, ({ to, reason }) => ({
  type: 'sendBack',
  to,
  reason,
}));
