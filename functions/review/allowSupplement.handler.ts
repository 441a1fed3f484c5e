import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ legalBasis: sentence });

/** An approver allows one more supplement request, with its legal basis (rule R3). */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'allowSupplement',
  ...said,
}));
