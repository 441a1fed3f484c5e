import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Back to an earlier review step, with a reason. */
export const handler = commandHandler(review.sendBack, executePorts(env), ({ to, reason }) => ({
  type: 'sendBack',
  to,
  reason,
}));
