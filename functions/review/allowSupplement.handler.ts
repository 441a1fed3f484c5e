import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** An approver allows one more supplement request, with its legal basis (rule R3). */
export const handler = commandHandler(review.allowSupplement, executePorts(env), (said) => ({
  type: 'allowSupplement',
  ...said,
}));
