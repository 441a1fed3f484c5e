import { review } from '../contract/review.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** Xin lỗi và hẹn lại: form 04 with reason and new date, as often as the law allows. */
export const handler = commandHandler(review.reappoint, executePorts(env), (said) => ({
  type: 'reappoint',
  ...said,
}));
