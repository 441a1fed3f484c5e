import { returning } from '../contract/return.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** A result found wrong goes on record, with whose fault it was; the right one is a new dossier. */
export const handler = commandHandler(returning.correctResult, executePorts(env), (said) => ({
  type: 'correctResult',
  ...said,
}));
