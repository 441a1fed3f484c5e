import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({
  kind: z.enum(['planning', 'project', 'work', 'person']),
  identifier: z.exactOptional(
    z.string().regex(/^[\w.\-/]{4,64}$/, 'a national identifier: 4 to 64 letters, digits and . - /'),
  ),
  outage: z.exactOptional(sentence),
});

/** Khởi tạo mã định danh quốc gia: before acceptance where the procedure says so, or the reason of an outage. */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'recordNationalId',
  ...said,
}));
