import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { parseDate } from '../core/calendar/index.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({
  newDue: z
    .string()
    .refine((text) => parseDate(text) !== undefined, 'a date, YYYY-MM-DD')
    .transform((text) => parseDate(text) ?? z.NEVER),
  reason: sentence,
});

/** Xin lỗi và hẹn lại: form 04 with reason and new date, as often as the law allows. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'reappoint', ...said }));
