import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Trả kết quả: the applicant has the result. */
export const handler = commandHandler(returning.deliver, executePorts(env), (said) => ({
  type: 'deliver',
  ...said,
}));
