import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Dừng xử lý: by the leader, with reason and legal basis; form 05. */
export const handler = commandHandler(review.stop, executePorts(env), (said) => ({ type: 'stop', ...said }));
