import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Lấy ý kiến: another agency is asked; its own deadline runs. */
export const handler = commandHandler(review.consult, executePorts(env), (said) => ({
  type: 'consult',
  ...said,
}));
