import * as z from 'zod';
import { parseInstant } from '../core/calendar/index.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({
  reference: z.string().regex(/^[\w.:/-]{1,64}$/, 'the receipt: letters, digits and . : / _ -'),
  paidAt: z.exactOptional(
    z
      .string()
      .refine(
        (text) => parseInstant(text) !== undefined,
        'date and time with offset, 2026-11-16T09:00:00+07:00',
      )
      .transform((text) => parseInstant(text) ?? z.NEVER),
  ),
});

/** Đã nộp: the clock runs on as of the payment; form 01 with the new date. */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'confirmPayment',
  ...said,
}));
