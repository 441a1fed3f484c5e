import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Rút hồ sơ: at any moment before a result has been issued. */
export const handler = commandHandler(intake.withdraw, executePorts(env), ({ reason }) => ({
  type: 'withdraw',
  reason,
}));
