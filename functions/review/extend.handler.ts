import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({
  by: z.strictObject({
    amount: z.int().positive().max(365),
    unit: z.enum(['workingDay', 'calendarDay', 'month']),
  }),
  reason: sentence,
});

/** Gia hạn: the limit is lengthened where the law of the procedure allows it. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'extend', ...said }));
