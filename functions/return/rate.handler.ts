import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The applicant says how satisfied he is; "late and no apology" opens a complaint. */
export const handler = commandHandler(returning.rate, executePorts(env), (said) => ({
  type: 'rate',
  ...said,
}));
