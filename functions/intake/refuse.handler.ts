import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Không tiếp nhận: before acceptance, with a reason; form 03. */
export const handler = commandHandler(intake.refuse, executePorts(env), ({ reason }) => ({
  type: 'refuse',
  reason,
}));
