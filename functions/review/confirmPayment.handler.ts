import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Đã nộp: the clock runs on as of the payment; form 01 with the new date. */
export const handler = commandHandler(review.confirmPayment, executePorts(env), (said) => ({
  type: 'confirmPayment',
  ...said,
}));
