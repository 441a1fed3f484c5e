import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Gia hạn: the limit is lengthened where the law of the procedure allows it. */
export const handler = commandHandler(review.extend, executePorts(env), (said) => ({
  type: 'extend',
  ...said,
}));
