import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** An administrator starts a digitisation again that has failed too often. */
export const handler = commandHandler(review.restartDigitisation, executePorts(env), () => ({
  type: 'restartDigitisation',
}));
