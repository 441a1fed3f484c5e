import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Tiếp nhận: refused until every file is CLEAN; starts the clock and issues form 01. */
export const handler = commandHandler(intake.accept, executePorts(env), (said) => ({
  type: 'accept',
  ...said,
}));
