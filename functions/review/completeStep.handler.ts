import * as z from 'zod';
import { place, stepId } from '../app/fields.ts';
import { commandHandler } from '../shared/command.ts';
import { executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const body = z.strictObject({ step: stepId, place });

/** The named step is done; naming it keeps a repeated request from completing the next one. */
export const handler = commandHandler(executePorts(env), body, (said) => ({ type: 'completeStep', ...said }));
