import { assignTo } from '../app/assign.ts';
import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const ports = executePorts(readEnv('STATE_TABLE', 'EVENT_TABLE'));

/** Phân công: a head gives the waiting step to an officer. */
export const handler = commandHandler(review.assign, ports, ({ to }) => assignTo(ports, to, undefined));
