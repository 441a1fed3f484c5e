import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** The office answers a complaint: upheld or refuted, with its words. */
export const handler = commandHandler(returning.answerComplaint, executePorts(env), (said) => ({
  type: 'answerComplaint',
  ...said,
}));
