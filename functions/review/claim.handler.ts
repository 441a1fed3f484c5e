import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** An officer takes the step that waits for the officer's role. */
export const handler = commandHandler(review.claim, executePorts(env), () => ({ type: 'claim' }));
