import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { ratingOccasions } from '../core/dossier/parts.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const mark = z.int().min(1).max(5);
const body = z.strictObject({
  occasion: z.enum(ratingOccasions),
  attitude: mark,
  waiting: mark,
  facilities: mark,
  onAppointedDate: z.exactOptional(z.boolean()),
  apologyReceived: z.exactOptional(z.boolean()),
  comment: z.exactOptional(sentence),
});

/** The applicant says how satisfied he is; "late and no apology" opens a complaint. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'rate', ...said }));
