import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The front desk does not pass the request on; the review has the next move again. */
export const handler = commandHandler(review.declineRequest, executePorts(env), (said) => ({
  type: 'declineRequest',
  ...said,
}));
