import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Bàn giao: the front desk passes the accepted dossier to the division. */
export const handler = commandHandler(review.handOver, executePorts(env), () => ({ type: 'handOver' }));
