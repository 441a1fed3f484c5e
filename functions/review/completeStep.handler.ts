import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The named step is done; naming it keeps a repeated request from completing the next one. */
export const handler = commandHandler(review.completeStep, executePorts(env), (said) => ({
  type: 'completeStep',
  ...said,
}));
