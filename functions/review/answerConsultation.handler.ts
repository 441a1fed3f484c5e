import { execute } from '../app/execute.ts';
import { review } from '../contract/review.ts';
import { writeHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const run = execute(executePorts(env));

/** The consulted agency answers, or the front desk enters its letter. */
export const handler = writeHandler(review.answerConsultation, ({ body, n, ...request }) =>
  run({ ...request, command: { type: 'answerConsultation', n, ...body } }),
);
