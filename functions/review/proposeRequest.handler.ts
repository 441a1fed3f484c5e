import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The review asks the front desk to ask the applicant for a supplement or a payment; it has no other way to. */
export const handler = commandHandler(review.proposeRequest, executePorts(env), (request) => ({
  type: 'proposeRequest',
  request,
}));
