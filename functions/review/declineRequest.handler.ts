import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ reason: sentence });

/** The front desk does not pass the request on; the review has the next move again. */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'declineRequest',
  ...said,
}));
