import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The officer gives the step back to the group. */
export const handler = commandHandler(review.release, executePorts(env), () => ({ type: 'release' }));
