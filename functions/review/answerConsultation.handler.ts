import * as z from 'zod';
import { execute } from '../app/execute.ts';
import { sentence } from '../app/fields.ts';
import { pathId, writeHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathNumber } from '../shared/request.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const run = execute(executePorts(env));
const body = z.strictObject({ opinion: z.enum(['agree', 'disagree', 'comment']), text: sentence });

/** The consulted agency answers, or the front desk enters its letter. */
export const handler = writeHandler(body, async ({ event, body: said, ...request }) => {
  const [id, n] = [pathId(event), pathNumber(event)];
  if (!id.ok) return id;
  return n.ok
    ? run({ ...request, id: id.value, command: { type: 'answerConsultation', n: n.value, ...said } })
    : n;
});
