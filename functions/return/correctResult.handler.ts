import * as z from 'zod';
import { sentence } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ fault: z.enum(['agency', 'applicant']), reason: sentence });

/** A result found wrong goes on record, with whose fault it was; the right one is a new dossier. */
export const handler = commandHandler(executePorts(env), body, (said) => ({
  type: 'correctResult',
  ...said,
}));
