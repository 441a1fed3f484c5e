import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** A head takes note of what the office was alerted of about a dossier. */
export const handler = commandHandler(review.acknowledgeAlert, executePorts(env), () => ({
  type: 'acknowledgeAlert',
}));
