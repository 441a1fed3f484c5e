import { assignTo } from '../app/assign.ts';
import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const ports = executePorts(readEnv('STATE_TABLE', 'EVENT_TABLE'));

/** Phân công lại: the step goes from one officer to another, with a reason. */
export const handler = commandHandler(review.reassign, ports, ({ to, reason }) =>
  assignTo(ports, to, reason),
);
